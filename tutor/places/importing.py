"""Points and postcodes come in from files. The same file twice changes nothing, not even the log."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.office.models import Municipality
from tutor.places.models import Koaza, PostcodeTown, Town
from tutor.places.point_file import TownPoint
from tutor.places.postcode_file import PostcodeRow
from tutor.places.readings import chome_reading
from tutor.places.rules import CHOME, fold, town_radius
from tutor.places.travel import Point

GEOLONIA = "Geolonia 住所データ (CC BY 4.0)"
MIDDLE = "その町の小字の真ん中"


@dataclass
class Taken:
    """What an import did, for one sentence each."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    """Rows of cities that the office does not have, by city."""
    unknown: list[str] = field(default_factory=list)
    """Towns of the postcode list of which no point is known."""
    city_only: int = 0

    @property
    def something(self) -> bool:
        return bool(self.new or self.changed)


def take_points(
    rows: Iterable[TownPoint], cities: Sequence[Municipality], *, source: str, by: Actor, now: datetime
) -> Taken:
    """New towns and 小字 are entered, moved points moved; nothing is taken away, for homes stand on them."""
    taken, by_city = Taken(), defaultdict[int, list[TownPoint]](list)
    for row in rows:
        city = city_named(row.city, cities)
        if city is None:
            taken.elsewhere[row.city] += 1
        else:
            by_city[city.id].append(row)
    for city in cities:
        if by_city[city.id]:
            _take_city(city, by_city[city.id], source, taken, by, now)
    return taken


def _take_city(
    city: Municipality, rows: Sequence[TownPoint], source: str, taken: Taken, by: Actor, now: datetime
) -> None:
    before = taken.new.total() + taken.changed.total()
    towns = {one.name: one for one in _towns(city.id)}
    for row in (row for row in rows if not row.koaza):
        towns[row.town] = _town(towns.get(row.town), city, row, source, taken)
    for name in {row.town for row in rows} - set(towns):
        middle = _middle(name, [row for row in rows if row.town == name])
        towns[name] = _town(None, city, middle, f"{source}、{MIDDLE}", taken)
    for town in towns.values():
        known = {one.name: one for one in town.koazas}
        for row in (row for row in rows if row.koaza and row.town == town.name):
            _koaza(known.get(row.koaza), town, row, source, taken)
    db.session.flush()
    measure_towns(city.id)
    if taken.new.total() + taken.changed.total() > before:
        record("import_towns", city, by=by, now=now, municipality_id=city.id)


def _town(known: Town | None, city: Municipality, row: TownPoint, source: str, taken: Taken) -> Town:
    if known is None:
        taken.new["town"] += 1
        known = Town(municipality=city, name=row.town, reading="", lat=row.lat, lng=row.lng, source=source)
        db.session.add(known)
    elif (known.lat, known.lng) != (row.lat, row.lng):
        taken.changed["town"] += 1
        known.lat, known.lng, known.source = row.lat, row.lng, source
    return known


def _koaza(known: Koaza | None, town: Town, row: TownPoint, source: str, taken: Taken) -> None:
    if known is None:
        taken.new["koaza"] += 1
        db.session.add(Koaza(town=town, name=row.koaza, lat=row.lat, lng=row.lng, source=source))
    elif (known.lat, known.lng) != (row.lat, row.lng):
        taken.changed["koaza"] += 1
        known.lat, known.lng, known.source = row.lat, row.lng, source


def _middle(name: str, rows: Sequence[TownPoint]) -> TownPoint:
    lat, lng = (sum(getattr(row, axis) for row in rows) / len(rows) for axis in ("lat", "lng"))
    return TownPoint(rows[0].city, name, "", round(lat, 6), round(lng, 6), rows[0].where)


def measure_towns(municipality_id: int) -> None:
    """How far houses lie from each town's point follows from the points themselves."""
    towns = _towns(municipality_id)
    points = {town.id: Point(town.lat, town.lng) for town in towns}
    for town in towns:
        koazas = [Point(one.lat, one.lng) for one in town.koazas]
        others = [point for town_id, point in points.items() if town_id != town.id]
        town.radius_km = round(town_radius(points[town.id], koazas=koazas, others=others), 2)
    db.session.flush()


def link_postcodes(
    rows: Iterable[PostcodeRow], cities: Sequence[Municipality], *, by: Actor, now: datetime
) -> Taken:
    """One code, many towns. The readings come from the list too: no dictionary knows 赤荻 as あこおぎ."""
    taken, by_city = Taken(), defaultdict[int, list[PostcodeRow]](list)
    for row in rows:
        city = city_named(row.city, cities) if not row.code5 else city_coded(row.code5, cities)
        if city is None:
            taken.elsewhere[row.city] += 1
        elif not row.town:
            taken.city_only += 1
        else:
            by_city[city.id].append(row)
    for city in cities:
        if by_city[city.id]:
            _link_city(city, by_city[city.id], taken, by, now)
    return taken


def _link_city(
    city: Municipality, rows: Sequence[PostcodeRow], taken: Taken, by: Actor, now: datetime
) -> None:
    before = taken.new.total() + taken.changed.total()
    by_name = _by_folded_name(_towns(city.id))
    known = _links(city.id)
    for row in rows:
        towns = by_name.get(fold(row.town), [])
        if not towns:
            taken.unknown.append(f"{row.postcode} {row.city}{row.town}")
        for town in towns:
            if (row.postcode, town.id) not in known:
                known.add((row.postcode, town.id))
                db.session.add(PostcodeTown(postcode=row.postcode, town=town))
                taken.new["postcode"] += 1
            _read_aloud(town, row.reading, taken)
    db.session.flush()
    if taken.new.total() + taken.changed.total() > before:
        record("import_postcodes", city, by=by, now=now, municipality_id=city.id)


def _by_folded_name(towns: Iterable[Town]) -> dict[str, list[Town]]:
    """The list says 青葉 where the points say 青葉一丁目 and 青葉二丁目."""
    found = defaultdict(list)
    for town in towns:
        name = fold(town.name)
        found[name].append(town)
        if chome := CHOME.fullmatch(name):
            found[chome[1]].append(town)
    return found


def _read_aloud(town: Town, reading: str, taken: Taken) -> None:
    chome = CHOME.fullmatch(fold(town.name))
    said = reading + chome_reading(int(chome[2])) if chome and reading else reading
    if said and said != town.reading:
        taken.changed["reading"] += 1
        town.reading = said


def _towns(municipality_id: int) -> Sequence[Town]:
    found = select(Town).where(Town.municipality_id == municipality_id).options(selectinload(Town.koazas))
    return db.session.scalars(found).all()


def _links(municipality_id: int) -> set[tuple[str, int]]:
    found = select(PostcodeTown.postcode, PostcodeTown.town_id).join(PostcodeTown.town)
    rows = db.session.execute(found.where(Town.municipality_id == municipality_id))
    return {(postcode, town_id) for postcode, town_id in rows}


def city_named(name: str, cities: Iterable[Municipality]) -> Municipality | None:
    """岩手郡雫石町 is the office's 雫石町."""
    bare = name.rpartition("郡")[2] or name
    return next((city for city in cities if city.name in {name, bare}), None)


def city_coded(code5: str, cities: Iterable[Municipality]) -> Municipality | None:
    return next((city for city in cities if city.code5 == code5), None)
