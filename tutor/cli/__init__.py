"""Commands of `flask`, one module an area."""

from flask import Flask

from tutor.cli import demonstration, serving


def init_app(app: Flask) -> None:
    app.cli.add_command(serving.serve)
    app.cli.add_command(demonstration.demo)
