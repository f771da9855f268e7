"""Towns and venues of a municipality."""

from sqlalchemy import select

from tutor.database import db
from tutor.errors import nothing_here
from tutor.places.models import Town, Venue


def towns(municipality_id: int) -> list[Town]:
    found = select(Town).where(Town.municipality_id == municipality_id).order_by(Town.reading)
    return list(db.session.scalars(found))


def town(name: str, *, municipality_id: int) -> Town | None:
    return db.session.scalar(select(Town).where(Town.municipality_id == municipality_id, Town.name == name))


def venues(municipality_id: int) -> list[Venue]:
    found = select(Venue).where(Venue.municipality_id == municipality_id).order_by(Venue.name)
    return list(db.session.scalars(found))


def venue(code: str, *, municipality_id: int) -> Venue:
    found = db.session.scalar(
        select(Venue).where(Venue.code == code, Venue.municipality_id == municipality_id)
    )
    if found is None:
        raise nothing_here()
    return found
