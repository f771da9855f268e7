"""`flask fake-twilio`: Twilio's stand-in, with a page of the telephones on which its messages arrive."""

import click
from flask import current_app
from flask.cli import with_appcontext

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN, Settings
from tutor.cli.serving import refuse_taken_port
from tutor.database import db
from tutor.fake_twilio.lies import Lies
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.serving import fake_app

HOST = "127.0.0.1"
INBOUND = "/callbacks/twilio/inbound"
# Whoever is answered late keeps a thread for that long.
THREADS = 32


@click.command("fake-twilio")
@click.option("--port", default=4020, show_default=True, type=click.IntRange(1, 65535))
@click.option("--latency", default=0.1, show_default=True, help="Seconds before an answer.")
@click.option("--step", default=1.0, show_default=True, help="Seconds between two states of a message.")
@click.option("--lies", default=0.0, show_default=True, help="Share of answers that are not true.")
@click.option("--late", default=10.5, show_default=True, help="Seconds that a late answer takes.")
@with_appcontext
def fake_twilio(port: int, latency: float, step: float, lies: float, late: float) -> None:
    """A stand-in for Twilio: set FAKE_TWILIO to its address to send to it."""
    # As loaded by `flask serve`; the other commands have no use for it.
    from waitress import create_server  # noqa: PLC0415

    settings: Settings = current_app.extensions["settings"]
    db.session.remove()
    refuse_taken_port(HOST, port)
    network = Network(
        FAKE_ACCOUNT,
        FAKE_TOKEN,
        FAKE_SENDER,
        inbound=f"{settings.public_url}{INBOUND}" if settings.public_url else "",
        home=settings.public_url,
        latency=latency,
        step=step,
        lies=Lies(lies, late),
    )
    server = create_server(fake_app(network), host=HOST, port=port, threads=THREADS)
    click.echo(f"FAKE_TWILIO=http://{HOST}:{port} sends to it; open that address to see the telephones.")
    server.run()
