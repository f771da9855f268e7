"""The two municipalities of the demo: contracts, places, closing days, terms."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutor.availability.models import Term
from tutor.database import db
from tutor.demo.written import written
from tutor.office.models import ClosingDay, Municipality, Programme
from tutor.places.importing import measure_towns
from tutor.places.models import Koaza, PostcodeTown, Precision, Town, Venue

SOURCE = "見本のために作った地点"


@dataclass(frozen=True)
class Place:
    """One municipality with what belongs to it."""

    key: str
    municipality: Municipality
    programme: Programme
    towns: dict[str, Town]
    venues: dict[str, Venue]


@dataclass(frozen=True)
class DemoTown:
    places: dict[str, Place]
    terms: tuple[Term, ...]

    def town(self, key: str, name: str) -> Town:
        return self.places[key].towns[name]


def build(now: datetime) -> DemoTown:
    plan = written("town")
    places = {values["key"]: _place(values, plan["fiscal_year"], now) for values in plan["municipalities"]}
    terms = tuple(Term(**values) for values in plan["terms"])
    db.session.add_all(terms)
    for values in plan["closing_days"]:
        place = places.get(values.get("municipality"))
        municipality_id = place.municipality.id if place else None
        db.session.add(ClosingDay(municipality_id=municipality_id, day=values["day"], name=values["name"]))
    db.session.flush()
    return DemoTown(places, terms)


def _place(values: dict[str, Any], year: dict[str, Any], now: datetime) -> Place:
    names = ("code5", "name", "reading", "telephone", "hours")
    municipality = Municipality(created_at=now, **{name: values[name] for name in names})
    programme = Programme(
        created_at=now,
        municipality=municipality,
        fiscal_year=year["year"],
        starts_on=year["starts_on"],
        ends_on=year["ends_on"],
        **values["programme"],
    )
    db.session.add(programme)
    db.session.flush()
    towns = {row[0]: _town(row, municipality) for row in values["towns"]}
    db.session.add_all(_koaza(row, towns[row[0]]) for row in values["koazas"])
    db.session.add_all(PostcodeTown(postcode=code, town=towns[name]) for code, name in values["postcodes"])
    measure_towns(municipality.id)
    venues = {row[0]: _venue(row, towns[row[1]], now) for row in values["venues"]}
    db.session.flush()
    return Place(values["key"], municipality, programme, towns, venues)


def _town(row: list[Any], municipality: Municipality) -> Town:
    name, reading, lat, lng = row
    town = Town(municipality=municipality, name=name, reading=reading, lat=lat, lng=lng, source=SOURCE)
    db.session.add(town)
    db.session.flush()
    return town


def _koaza(row: list[Any], town: Town) -> Koaza:
    _, name, reading, lat, lng = row
    return Koaza(town=town, name=name, reading=reading, lat=lat, lng=lng, source=SOURCE)


def _venue(row: list[Any], town: Town, now: datetime) -> Venue:
    name, _, seats, step_free, loan_phones, address = row
    venue = Venue(
        created_at=now,
        municipality_id=town.municipality_id,
        town=town,
        name=name,
        address=address,
        lat=town.lat,
        lng=town.lng,
        precision=Precision.PIN,
        seats=seats,
        step_free=step_free,
        loan_phones=loan_phones,
    )
    db.session.add(venue)
    return venue
