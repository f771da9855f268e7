"""The call log, as coordinators of the city may see it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.inquiries.models import Inquiry, Purpose, Unmet
from tutor.messaging.models import Message

MOST = 100
LOADED = (joinedload(Inquiry.person), joinedload(Inquiry.request), joinedload(Inquiry.taken_by))


def _within(actor: Actor) -> ColumnElement[bool]:
    reach = actor.reach(Role.COORDINATOR)
    return true() if reach is None else Inquiry.municipality_id.in_(reach)


def inquiry(code: str, *, actor: Actor) -> Inquiry:
    found = db.session.scalar(select(Inquiry).where(Inquiry.code == code, _within(actor)).options(*LOADED))
    if found is None:
        raise nothing_here()
    return found


def newest(actor: Actor, *, purpose: Purpose | None = None) -> Sequence[Inquiry]:
    rows = select(Inquiry).where(_within(actor)).options(*LOADED)
    if purpose is not None:
        rows = rows.where(Inquiry.purpose == purpose)
    return db.session.scalars(rows.order_by(Inquiry.created_at.desc(), Inquiry.id.desc()).limit(MOST)).all()


def of_person(person_id: int, *, actor: Actor) -> Sequence[Inquiry]:
    rows = select(Inquiry).where(Inquiry.person_id == person_id, _within(actor)).options(*LOADED)
    return db.session.scalars(rows.order_by(Inquiry.created_at.desc()).limit(MOST)).all()


def known_form(form_key: str) -> Inquiry | None:
    return db.session.scalar(select(Inquiry).where(Inquiry.form_key == form_key))


def promises(inquiries: Collection[Inquiry]) -> dict[int, Message]:
    """By inquiry: the call that was promised last."""
    rows = (
        select(Message)
        .where(Message.about_kind == "inquiry", Message.about_id.in_([one.id for one in inquiries]))
        .order_by(Message.id)
    )
    return {message.about_id: message for message in db.session.scalars(rows)}


def last_city(actor: Actor) -> int | None:
    """Of the call that this person wrote down last: the next one is likely to be about the same."""
    rows = (
        select(Inquiry.municipality_id)
        .where(Inquiry.taken_by_id == actor.person_id, _within(actor))
        .order_by(Inquiry.id.desc())
        .limit(1)
    )
    return db.session.scalar(rows)


def unmet(*, actor: Actor, start: datetime, end: datetime) -> dict[Unmet, int]:
    """How many wishes became nothing, by reason; the most frequent first."""
    rows = (
        select(Inquiry.unmet, func.count())
        .where(Inquiry.unmet.is_not(None), Inquiry.created_at >= start, Inquiry.created_at < end)
        .where(_within(actor))
        .group_by(Inquiry.unmet)
        .order_by(func.count().desc(), Inquiry.unmet)
    )
    return {reason: number for reason, number in db.session.execute(rows) if reason}
