"""Venues are entered and put right by whoever books them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.places.models import Precision, Town, Venue
from tutor.places.pins import check_near
from tutor.places.travel import Point


@dataclass(frozen=True)
class Hall:
    """What is said of a venue. Without a pin it stands at its town's point."""

    name: str
    town: Town
    seats: int
    step_free: bool
    loan_phones: int
    pin: Point | None
    address: str = ""


def enter_venue(hall: Hall, *, by: Actor, now: datetime) -> Venue:
    """The same form pressed twice is one venue; another one of that name in the city is refused."""
    known = _named(hall)
    if known is not None:
        if _says(known) == hall:
            return known
        raise Refused("「%(name)s」は、もう登録されています。一覧から開いて直してください。", name=hall.name)
    _check(hall)
    venue = Venue(created_at=now, municipality_id=hall.town.municipality_id, **_columns(hall))
    db.session.add(venue)
    db.session.flush()
    record("enter_venue", venue, by=by, now=now, municipality_id=venue.municipality_id)
    return venue


def correct_venue(venue: Venue, hall: Hall, *, version: int, by: Actor, now: datetime) -> None:
    """`version` is what the page showed. Lessons that are booked there stay booked."""
    if venue.version != version:
        raise Refused(
            "この会場の記録は、ほかの人がさきに直しました。"
            "そちらの内容が残っています。画面を開き直して、今の内容をお確かめください。"
        )
    other = _named(hall)
    if other is not None and other.id != venue.id:
        raise Refused("「%(name)s」という会場は、ほかにもうあります。名前を変えてください。", name=hall.name)
    _check(hall)
    for column, value in _columns(hall).items():
        setattr(venue, column, value)
    db.session.flush()
    record("correct_venue", venue, by=by, now=now, municipality_id=venue.municipality_id)


def _named(hall: Hall) -> Venue | None:
    found = select(Venue).where(Venue.municipality_id == hall.town.municipality_id, Venue.name == hall.name)
    return db.session.scalar(found)


def _check(hall: Hall) -> None:
    if hall.pin is not None:
        town = hall.town
        check_near(hall.pin, Point(town.lat, town.lng), town.radius_km, name=town.name)


def _columns(hall: Hall) -> dict[str, object]:
    where = hall.pin or Point(hall.town.lat, hall.town.lng)
    return {
        "name": hall.name,
        "address": hall.address,
        "town": hall.town,
        "lat": where.lat,
        "lng": where.lng,
        "precision": Precision.PIN if hall.pin is not None else Precision.TOWN,
        "seats": hall.seats,
        "step_free": hall.step_free,
        "loan_phones": hall.loan_phones,
    }


def _says(venue: Venue) -> Hall:
    pin = Point(venue.lat, venue.lng) if venue.precision is Precision.PIN else None
    return Hall(venue.name, venue.town, venue.seats, venue.step_free, venue.loan_phones, pin, venue.address)
