"""Towns, small places and venues of a municipality."""

from sqlalchemy import func, select

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.places.models import Koaza, PostcodeTown, Town, Venue


def towns(municipality_id: int) -> list[Town]:
    found = select(Town).where(Town.municipality_id == municipality_id).order_by(Town.reading, Town.name)
    return list(db.session.scalars(found))


def town(name: str, *, municipality_id: int) -> Town | None:
    return db.session.scalar(select(Town).where(Town.municipality_id == municipality_id, Town.name == name))


def koazas(town_id: int) -> list[Koaza]:
    found = select(Koaza).where(Koaza.town_id == town_id).order_by(Koaza.reading, Koaza.name)
    return list(db.session.scalars(found))


def koaza_counts(municipality_id: int) -> dict[int, int]:
    """How many 小字 each town has, by the town's id; towns without any are left out."""
    found = select(Koaza.town_id, func.count()).join(Koaza.town).group_by(Koaza.town_id)
    rows = db.session.execute(found.where(Town.municipality_id == municipality_id))
    return dict(iter(rows))


def postcodes(municipality_id: int) -> dict[int, list[str]]:
    """By the town's id, in order."""
    found = select(PostcodeTown.town_id, PostcodeTown.postcode).join(PostcodeTown.town)
    rows = found.where(Town.municipality_id == municipality_id).order_by(PostcodeTown.postcode)
    codes: dict[int, list[str]] = {}
    for town_id, postcode in db.session.execute(rows):
        codes.setdefault(town_id, []).append(postcode)
    return codes


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


def venue_seen_by(actor: Actor, code: str) -> Venue:
    found = db.session.scalar(select(Venue).where(Venue.code == code))
    if found is None or not actor.reaches(found.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found
