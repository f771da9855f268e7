"""`flask curricula export|import|diff`: content that goes to another place, and what changed in it."""

from pathlib import Path

import click

from tutor import clock
from tutor.actor import WORKER
from tutor.cli.checking import curricula
from tutor.cli.content import folder, read_one, size
from tutor.curriculum import queries
from tutor.curriculum.actions import MadeElsewhere
from tutor.curriculum.content import Curriculum
from tutor.curriculum.differences import Change, differences
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.package.importing import against, open_package, take_in
from tutor.curriculum.package.packing import packed
from tutor.database import db
from tutor.errors import Refused

__all__ = ["curricula"]

FILE = click.Path(dir_okay=False, path_type=Path)


@curricula.command("export")
@click.argument("key")
@click.argument("file", type=FILE)
@click.option("--version", "number", type=int, help="The newest, unless another one is named.")
def export_(key: str, file: Path, number: int | None) -> None:
    """Write a version as one file, which another place can import or an author unpack."""
    version = version_of(key, number)
    try:
        file.write_bytes(packed(version))
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{key}: version {version.number} written to {file}, {file.stat().st_size} bytes")


@curricula.command("import")
@click.argument("file", type=FILE)
@click.option("--over", is_flag=True, help="Also over a version that the file was not made from.")
def import_(file: Path, over: bool) -> None:
    """Publish what is in the file as the next version; on a conflict say what differs and change nothing."""
    try:
        with file.open("rb") as source:
            package = open_package(source)
        before = queries.newest(package.read.key)
        version = take_in(package, by=WORKER, now=clock.now(), over=over)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    except MadeElsewhere as refused:
        again = "To make it the next version all the same: --over."
        raise click.ClickException("\n".join([str(refused), *lines(against(package)), again])) from refused
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    db.session.commit()
    key, number = package.read.key, version.number
    if version is before:
        click.echo(f"{key}: unchanged, version {number}")
    else:
        click.echo(f"{key}: version {number} published, {size(package.read)}")


@curricula.command()
@click.argument("key")
@click.argument("numbers", nargs=-1, type=int)
def diff(key: str, numbers: tuple[int, ...]) -> None:
    """Say what changed: from the newest version to the folder, or from version A to version B."""
    if len(numbers) not in {0, 2}:
        raise click.UsageError("Name two versions, or none for the newest and the folder.")
    old = queries.content_of(version_of(key, numbers[0] if numbers else None))
    new = queries.content_of(version_of(key, numbers[1])) if numbers else in_folder(key)
    click.echo("\n".join(lines(differences(old, new))) or "Nothing changed.")


def in_folder(key: str) -> Curriculum:
    if key not in {path.name for path in folder().iterdir()}:
        raise click.ClickException(f"{folder()} has no folder {key}.")
    return read_one(folder() / key)[0]


def version_of(key: str, number: int | None) -> CurriculumVersion:
    newest = queries.newest(key)
    if newest is None:
        raise click.ClickException(f"There is no curriculum {key}.")
    if number is None:
        return newest
    if not 1 <= number <= newest.number:
        raise click.ClickException(f"{key} has versions 1 to {newest.number}.")
    return queries.version(key, number)


def lines(changes: list[Change]) -> list[str]:
    return [f"  {about}: {said}" if about else f"  {said}" for about, said in changes]
