"""Municipalities, programmes and closing days, as the actor may see them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.office.models import ClosingDay, Municipality, Programme

STAFF = (Role.COORDINATOR, Role.RECEPTION, Role.OFFICER)


def municipalities(actor: Actor, *roles: Role) -> list[Municipality]:
    """Those in which the actor holds one of the roles, by reading."""
    reach = actor.reach(*(roles or STAFF))
    found = select(Municipality).order_by(Municipality.reading)
    if reach is not None:
        found = found.where(Municipality.id.in_(reach))
    return list(db.session.scalars(found))


def municipality(code5: str, *, actor: Actor, roles: Collection[Role] = STAFF) -> Municipality:
    found = db.session.scalar(select(Municipality).where(Municipality.code5 == code5))
    if found is None or not actor.reaches(found.id, *roles):
        raise nothing_here()
    return found


def running_programmes(actor: Actor, *roles: Role, today: date) -> list[Programme]:
    reach = actor.reach(*(roles or STAFF))
    found = (
        select(Programme)
        .where(Programme.starts_on <= today, Programme.ends_on >= today)
        .order_by(Programme.municipality_id, Programme.name)
    )
    if reach is not None:
        found = found.where(Programme.municipality_id.in_(reach))
    return list(db.session.scalars(found))


def public_programmes(*, today: date) -> list[Programme]:
    """What anybody may ask for today, with its city; by the city's reading."""
    found = (
        select(Programme)
        .join(Programme.municipality)
        .where(Programme.starts_on <= today, Programme.ends_on >= today)
        .options(contains_eager(Programme.municipality))
        .order_by(Municipality.reading, Programme.name)
    )
    return list(db.session.scalars(found))


def programme(code: str, *, actor: Actor, roles: Collection[Role] = STAFF) -> Programme:
    found = db.session.scalar(select(Programme).where(Programme.code == code))
    if found is None or not actor.reaches(found.municipality_id, *roles):
        raise nothing_here()
    return found


def closed_somewhere(actor: Actor, *, first: date, last: date) -> frozenset[date]:
    """Days on which at least one of the coordinator's cities was closed."""
    reach = actor.reach(Role.COORDINATOR)
    rows = select(ClosingDay.day).where(ClosingDay.day.between(first, last))
    if reach is not None:
        rows = rows.where(ClosingDay.municipality_id.in_(reach) | ClosingDay.municipality_id.is_(None))
    return frozenset(db.session.scalars(rows))


def closing_days(municipality_id: int, *, first: date, last: date) -> frozenset[date]:
    rows = select(ClosingDay.day).where(
        ClosingDay.day.between(first, last),
        (ClosingDay.municipality_id == municipality_id) | ClosingDay.municipality_id.is_(None),
    )
    return frozenset(db.session.scalars(rows))


def closed_by_city(*, first: date, last: date) -> dict[int | None, frozenset[date]]:
    """Under None those that hold everywhere."""
    found: dict[int | None, set[date]] = {}
    for city, day in db.session.execute(
        select(ClosingDay.municipality_id, ClosingDay.day).where(ClosingDay.day.between(first, last))
    ):
        found.setdefault(city, set()).add(day)
    return {city: frozenset(days) for city, days in found.items()}
