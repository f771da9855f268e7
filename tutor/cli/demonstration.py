"""`flask demo`: the fictional town, built at the first start, and served."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from config import ROOT, Settings
from tutor.cli.content import publish_one, read_all
from tutor.cli.migrating import upgrade
from tutor.cli.serving import commands, refuse_taken_port, run_together
from tutor.cli.stand_in import telephones, wired
from tutor.database import db
from tutor.demo import building, cast, happening
from tutor.demo.clock import DemoClock
from tutor.demo.fill import EFFORT, fill
from tutor.demo.poster import poster

HOST = "127.0.0.1"


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--build", "only_build", is_flag=True, hidden=True)
@with_appcontext
def demo(port: int, only_build: bool) -> None:
    """Fill and serve the fictional town."""
    if only_build:
        build_here()
        return
    settings = demo_settings()
    refuse_taken_port(HOST, port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not building.is_filled(settings.instance):
        build(settings.instance)
    upgrade()
    bring_curricula()
    shown = current_app.extensions["demo_clock"]
    shown.resume(not_before=happening.latest_trace())
    db.session.remove()
    address = f"http://{HOST}:{port}"
    with telephones(address) as page:
        click.echo(poster(cast.read(settings.instance / cast.FILE), address, telephones=page))
        serve(shown, port, **wired(address, page))


def demo_settings() -> Settings:
    """The demo writes over its database, so it takes none but that of its own folder."""
    settings: Settings = current_app.extensions["settings"]
    own = f"sqlite:///{settings.instance.resolve()}/{building.DATABASE}"
    if not settings.demo or settings.database_url != own:
        raise click.ClickException("Start the demo with: make demo (it has a folder of its own)")
    return settings


def build(folder: Path) -> None:
    """In a process of its own with a database of its own, so that half a town is never mistaken for one."""
    try:
        database = building.prepare(folder)
    except building.NotADemo as why:
        raise click.ClickException(str(why)) from why
    click.echo("Building the fictional town; this takes up to a minute, and only the first time.")
    own = {**os.environ, "DATABASE_URL": f"sqlite:///{database.resolve()}"}
    command = [sys.executable, "-m", "flask", "demo", "--build"]
    done = subprocess.run(command, cwd=ROOT, env=own, check=False)  # noqa: S603 -- our own code
    if done.returncode:
        raise click.ClickException("The town could not be built; what went wrong stands above.")
    building.put_in_place(database, folder)


def build_here() -> None:
    """Into an empty database beside the demo's; what `flask demo` starts as a process."""
    settings: Settings = current_app.extensions["settings"]
    database = Path(settings.database_url.removeprefix("sqlite:///"))
    if not settings.demo or database.exists():
        raise click.ClickException("Start the demo with: make demo")
    began = time.monotonic()

    def say(what: str) -> None:
        click.echo(f"  {time.monotonic() - began:4.0f} s  {what}")

    upgrade()
    players = fill(settings.curricula, effort=EFFORT, say=say)
    cast.write(players, building.cast_beside(database))
    db.session.remove()
    db.engine.dispose()  # the last connection folds the write-ahead log into the file
    say("complete")


def bring_curricula() -> None:
    """What was edited since the last start becomes a new version; what was made in the browser stays."""
    for read, files in read_all():
        try:
            publish_one(read, files)
        except click.ClickException as refused:
            click.echo(refused.message, err=True)
    db.session.commit()


def serve(shown: DemoClock, port: int, **own: str) -> None:
    try:
        run_together(commands(HOST, port), **own)
    finally:
        shown.set(shown())  # so that the next start goes on where this one ended
