"""Commands of `flask`, one module an area."""

from flask import Flask

from tutor.authoring import slides
from tutor.cli import (
    content,
    demonstration,
    founding,
    importing,
    levels,
    match,
    migrating,
    packages,
    places,
    serving,
    telephones,
    working,
)
from tutor.imports import actions as imports
from tutor.jobs.work import KINDS
from tutor.matching import actions, solving
from tutor.speech import making
from tutor.study import taking_over, taking_over_all
from tutor.web import papers


def init_app(app: Flask) -> None:
    app.cli.add_command(migrating.command)
    app.cli.add_command(serving.serve)
    app.cli.add_command(working.worker)
    app.cli.add_command(working.job)
    app.cli.add_command(telephones.fake_twilio)
    app.cli.add_command(demonstration.demo)
    app.cli.add_command(packages.curricula)
    app.cli.add_command(founding.office)
    app.cli.add_command(levels.levels)
    app.cli.add_command(match.match)
    app.cli.add_command(places.places)
    app.cli.add_command(importing.import_)
    KINDS[imports.CHECK] = importing.check_file
    KINDS[imports.STORE] = importing.store_file
    KINDS[actions.KIND] = solving.solve_week
    KINDS[slides.KIND] = content.read_slides
    KINDS[taking_over.KIND] = taking_over_all.take_over_all
    KINDS[papers.KIND] = papers.make_pdf
    KINDS[making.KIND] = making.make_audio
