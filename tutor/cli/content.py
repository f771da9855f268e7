"""`flask curricula`: check the files in curricula/, and load them into the database."""

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from tutor import clock
from tutor.actor import WORKER
from tutor.authoring import slides
from tutor.curriculum import queries
from tutor.curriculum.actions import MadeElsewhere, publish_folder
from tutor.curriculum.content import Curriculum
from tutor.curriculum.reader import CurriculumError, picture_files, read_files
from tutor.curriculum.source.files import Files, in_folder
from tutor.curriculum.source.main_file import MAIN
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.work import Report, Stop
from tutor.sentences import Said

HOW_TO_GO_ON = """\
See what differs with `flask curricula diff {key}`. Then either put the newest version into the folder
(`flask curricula export {key} {key}.zip`, unpack it there) and edit that, or load with --over."""

curricula = AppGroup("curricula", help="Check or load the course content.")


@curricula.command()
@click.option("--over", is_flag=True, help="Also over versions that were not made from the folder.")
def load(over: bool) -> None:
    """Publish what has changed as a new version; all of the curricula, or none."""
    said = [publish_one(read, files, over=over) for read, files in read_all()]
    db.session.commit()
    click.echo("\n".join(said))


def folder() -> Path:
    where: Path = current_app.extensions["settings"].curricula
    return where


def read_all() -> list[tuple[Curriculum, Files]]:
    read: list[tuple[Curriculum, Files]] = []
    problems: list[str] = []
    paths = sorted(path.parent for path in folder().glob(f"*/{MAIN}"))
    for path in paths:
        try:
            read.append(read_one(path))
        except CurriculumError as error:
            problems += [f"{path.name}/{file}:{line}: {text}" for file, line, text in error.problems]
    if problems:
        raise click.ClickException("\n".join([f"{len(problems)} to mend.", *problems]))
    if not paths:
        raise click.ClickException(f"No {MAIN} in any folder of {folder()}.")
    return read


def read_one(path: Path) -> tuple[Curriculum, Files]:
    """Two folders with one key would publish over each other at every load, so the folder has its name."""
    files = in_folder(path)
    read = read_files(files)
    if read.key != path.name:
        raise click.ClickException(f'{path.name}/{MAIN}: its key is "{read.key}". Give both the same name.')
    return read, files


def publish_one(read: Curriculum, files: Files, *, over: bool = False) -> str:
    before = queries.newest(read.key)
    pictures = picture_files(files, read)
    try:
        version = publish_folder(read, by=WORKER, now=clock.now(), pictures=pictures, over=over)
    except MadeElsewhere as refused:
        raise click.ClickException(f"{read.key}: {refused}\n{HOW_TO_GO_ON.format(key=read.key)}") from refused
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


def read_slides(arguments: dict[str, Any], report: Report, _stop: Stop) -> Said:
    return slides.read_slides(slides.folder(current_app.extensions["settings"].instance), arguments, report)
