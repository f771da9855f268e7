"""How many real postcodes and halls are placed, and how far off: prints a table.

    REAL_PLACES=../shared/geo .venv/bin/python -m tests.bench.real_places

The folder holds towns_iwate.csv, postcode_centroid_*.csv and *_halls_gsi.csv (its README names sources and
licences); nothing of it is in this repository. The halls' points are surveyed (GSI), so the distance from
where their address is placed is the error that a home's address would have.
"""

import csv
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from config import ROOT, Settings
from tests import make
from tutor.actor import WORKER
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import db
from tutor.office.models import Municipality
from tutor.places.importing import city_named, link_postcodes, take_points
from tutor.places.locating import Located, locate, towns_of
from tutor.places.models import Precision
from tutor.places.point_file import read_points
from tutor.places.postcode_file import read_csv
from tutor.places.rules import off_km
from tutor.places.travel import Point, crow_km

FOLDER = Path(os.environ.get("REAL_PLACES", ROOT.parent / "shared" / "geo"))
ICHINOSEKI = ("towns_iwate.csv", "postcode_centroid_岩手県.csv", "ichinoseki_halls_gsi.csv")
EHIME = ("postcode_centroid_愛媛県.csv", "postcode_centroid_愛媛県.csv", "ehime_halls_gsi.csv")


@dataclass(frozen=True)
class Hall:
    name: str
    located: Located
    off: float | None
    """Km between where the address was placed and where the hall stands; None when it was not placed."""
    off_by_town: float | None
    within: float
    """How far off the rules say it may be."""


@dataclass(frozen=True)
class Measured:
    postcodes: int
    placed_postcodes: int
    unknown: Sequence[str]
    halls: Sequence[Hall]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measure(files: tuple[str, str, str], cities: Sequence[Municipality]) -> Measured:
    points, postcodes, halls = files
    read = read_points(FOLDER / points, city="")
    take_points(read.points, cities, source="bench", by=WORKER, now=make.NOW)
    linked = link_postcodes(read_csv(FOLDER / postcodes), cities, by=WORKER, now=make.NOW)
    codes = {(row["postcode"], city_named(row["city"], cities)) for row in rows(postcodes)}
    codes = {(code, city) for code, city in codes if city is not None}
    placed = [code for code, city in codes if towns_of(code, municipality_id=city.id)]
    found = [hall for row in rows(halls) if (hall := a_hall(row, cities)) is not None]
    return Measured(len(codes), len(placed), linked.unknown, found)


def a_hall(row: dict[str, str], cities: Sequence[Municipality]) -> Hall | None:
    city = next((one for one in cities if one.name in row["address"]), None)
    if city is None:
        return None
    stands = Point(float(row["lat"]), float(row["lng"]))
    located = locate(row["address"], municipality_id=city.id)
    if located.point is None or located.town is None:
        return Hall(row["name"], located, None, None, 0.0)
    by_town = crow_km(stands, Point(located.town.lat, located.town.lng))
    within = off_km(located.precision, located.town.radius_km)
    return Hall(row["name"], located, crow_km(stands, located.point), by_town, within)


def spread(errors: Iterable[float | None]) -> str:
    """Median, nine of ten, worst; in km."""
    known = sorted(one for one in errors if one is not None)
    if not known:
        return "-"
    return f"{known[len(known) // 2]:.2f} / {known[len(known) * 9 // 10]:.2f} / {known[-1]:.2f}"


def cities_of(names: Sequence[str]) -> list[Municipality]:
    return [make.municipality(name=name) for name in names]


def report(title: str, measured: Measured) -> str:
    halls = measured.halls
    at = {kind: sum(one.located.precision is kind for one in halls) for kind in Precision}
    by_koaza = [one for one in halls if one.located.precision is Precision.KOAZA]
    inside = sum(one.off is not None and one.off <= one.within for one in halls)
    lines = [
        title,
        f"  postcodes at a town or finer    {measured.placed_postcodes} of {measured.postcodes}",
        f"  halls placed                    {len(halls) - at[Precision.CITY]} of {len(halls)}",
        f"    at a 小字 / at a town          {at[Precision.KOAZA]} / {at[Precision.TOWN]}",
        f"  km off (median / 90 % / worst)  {spread(one.off for one in halls)}",
        f"    by the town's point alone     {spread(one.off_by_town for one in halls)}",
        f"    those at a 小字, before        {spread(one.off_by_town for one in by_koaza)}",
        f"    those at a 小字, after         {spread(one.off for one in by_koaza)}",
        f"  off by less than the rules say  {inside} of {len(halls)}",
    ]
    return "\n".join(lines)


def main() -> None:
    if not FOLDER.exists():
        sys.exit(f"{FOLDER} is not there: set REAL_PLACES.")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/places.db"
        app = create_app(Settings(secret_key="bench", database_url=url, instance=Path(folder)), {})
        with app.app_context():
            upgrade()
            ichinoseki = measure(ICHINOSEKI, cities_of(["一関市"]))
            print(report("一関市 (towns_iwate.csv)", ichinoseki))
            names = {row["city"].rpartition("郡")[2] or row["city"] for row in rows(EHIME[0])}
            ehime = measure(EHIME, cities_of(sorted(names)))
            print(report("愛媛県 (postcode_centroid_愛媛県.csv)", ehime))
            for one in (*ichinoseki.halls, *ehime.halls):
                if os.environ.get("VERBOSE"):
                    town, koaza = one.located.town, one.located.koaza
                    print(one.name, town and town.name, koaza and koaza.name, one.off, one.within)
            db.session.rollback()


if __name__ == "__main__":
    main()
