"""`flask demo`: the fictional town, served."""

import click
from flask import current_app
from flask_migrate import upgrade

from tutor.cli.serving import commands, refuse_taken_port, run_together


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def demo(port: int) -> None:
    """Fill and serve the fictional town."""
    if not current_app.extensions["settings"].demo:
        raise click.ClickException("Start the demo with: make demo")
    refuse_taken_port("127.0.0.1", port)
    upgrade()
    run_together(commands("127.0.0.1", port))
