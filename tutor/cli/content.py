"""`flask curricula`: check the files in curricula/, and load them into the database."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from tutor import clock
from tutor.actor import WORKER
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Curriculum
from tutor.curriculum.reader import CurriculumError, read_curriculum
from tutor.curriculum.source.main_file import MAIN
from tutor.database import db
from tutor.errors import Refused

curricula = AppGroup("curricula", help="Check or load the course content.")


@curricula.command()
def check() -> None:
    """Name every mistake with its file and line, or say what is there. Changes nothing."""
    for read in read_all():
        click.echo(f"{read.key}: {size(read)}")


@curricula.command()
def load() -> None:
    """Publish what has changed as a new version; all of the curricula, or none."""
    said = [publish_one(read) for read in read_all()]
    db.session.commit()
    click.echo("\n".join(said))


def read_all() -> list[Curriculum]:
    folder: Path = current_app.extensions["settings"].curricula
    read: list[Curriculum] = []
    problems: list[str] = []
    paths = sorted(path.parent for path in folder.glob(f"*/{MAIN}"))
    for path in paths:
        try:
            read.append(read_one(path))
        except CurriculumError as error:
            problems += [f"{path.name}/{file}:{line}: {text}" for file, line, text in error.problems]
    if problems:
        raise click.ClickException("\n".join([f"{len(problems)} to mend.", *problems]))
    if not paths:
        raise click.ClickException(f"No {MAIN} in any folder of {folder}.")
    return read


def read_one(path: Path) -> Curriculum:
    """Two folders with one key would publish over each other at every load, so the folder has its name."""
    read = read_curriculum(path)
    if read.key != path.name:
        raise click.ClickException(f'{path.name}/{MAIN}: its key is "{read.key}". Give both the same name.')
    return read


def publish_one(read: Curriculum) -> str:
    before = queries.newest(read.key)
    try:
        version = publish(read, by=WORKER, now=clock.now())
    except Refused as refused:
        raise click.ClickException(f"{read.key}: {refused}") from refused
    if version is before:
        return f"{read.key}: unchanged, version {version.number}"
    rows = queries.skills_of(version.curriculum).values()
    new = sum(row.first_version == version.number for row in rows)
    retired = sum(row.retired_in == version.number for row in rows)
    changed = f"{new} skills new, {retired} retired"
    return f"{read.key}: version {version.number} published, {size(read)} ({changed})"


def size(read: Curriculum) -> str:
    pages = sum(len(unit.pages) for unit in read.units)
    return f"{len(read.units)} units, {len(read.skills)} skills, {pages} pages, {len(read.stages)} stages"
