"""What people answer us: kept as it came, once, beside the message it most likely answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from tutor.database import db
from tutor.messaging import purposes
from tutor.messaging.actions import promise_call
from tutor.messaging.models import Channel, Inbound, Meaning, Message, MessageState
from tutor.messaging.steps import add_once, note
from tutor.people.models import ContactPoint, Person, PersonContact

ANSWERED_WITHIN = timedelta(days=7)
"""Later nobody knows any more what a "1" was about."""
UNTIL = timedelta(hours=24)
LONGEST = 1600


@dataclass(frozen=True)
class Answer:
    """`sid` is the provider's name for it: told twice, it is one. `to` is set when that is certain."""

    sid: str
    point: ContactPoint
    text: str
    meaning: Meaning
    to: Message | None = None


def keep(answer: Answer, *, now: datetime) -> Inbound | None:
    """None when it was kept already."""
    message = answer.to or last_told(answer.point, now=now)
    kept = Inbound(
        at=now,
        sid=answer.sid,
        contact_point=answer.point,
        message=message,
        text=answer.text[:LONGEST],
        meaning=purposes.meant(answer.meaning, message.purpose if message else ""),
    )
    if not add_once(kept):
        return None
    if kept.message:
        note(kept.message, f"answer_{kept.meaning}", now=now, source="person")
    return kept


def last_told(point: ContactPoint, *, now: datetime) -> Message | None:
    """What that number was told last, by a machine."""
    rows = select(Message).where(
        Message.contact_point_id == point.id,
        Message.attempt_at > now - ANSWERED_WITHIN,
        Message.channel != Channel.STAFF_CALL,
    )
    return db.session.scalars(rows.order_by(Message.attempt_at.desc(), Message.id.desc()).limit(1)).first()


def users(point: ContactPoint) -> Sequence[Person]:
    """Everybody who is reached by that number."""
    rows = (
        select(Person)
        .join(PersonContact, PersonContact.person_id == Person.id)
        .where(PersonContact.contact_point_id == point.id, Person.erased_at.is_(None))
        .order_by(Person.id)
    )
    return db.session.scalars(rows).all()


def of_person(person: Person, most: int = 5) -> Sequence[Inbound]:
    """What came from his or her numbers, the newest first."""
    points = [contact.contact_point_id for contact in person.contacts]
    rows = select(Inbound).where(Inbound.contact_point_id.in_(points))
    return db.session.scalars(rows.order_by(Inbound.at.desc(), Inbound.id.desc()).limit(most)).all()


def hand_over(kept: Inbound, people: Sequence[Person], municipality_id: int | None, *, now: datetime) -> None:
    """A person reads it and rings. What the same number answers meanwhile stands on the same call."""
    purpose = purposes.ANSWERS[kept.meaning]
    waiting = _waiting_call(kept, purpose)
    if waiting is not None:
        waiting.body = f"{waiting.body}\n「{kept.text}」"[:LONGEST]
        kept.call = waiting
        return
    about = ("inbound", kept.id) if kept.message is None else (kept.message.about_kind, kept.message.about_id)
    kept.call = promise_call(
        people,
        point=kept.contact_point,
        about_kind=about[0],
        about_id=about[1],
        fields={"body": kept.text or ""},
        municipality_id=municipality_id,
        until=_until(kept.message, now),
        now=now,
        occasion=kept.sid,
        purpose=purpose,
    )


def _waiting_call(kept: Inbound, purpose: str) -> Message | None:
    """Locked: two texts that come at once both stand there, and nobody ends the call meanwhile."""
    rows = select(Message).where(
        Message.contact_point_id == kept.contact_point_id,
        Message.channel == Channel.STAFF_CALL,
        Message.purpose == purpose,
        Message.state == MessageState.DUE,
    )
    last = rows.order_by(Message.id.desc()).limit(1).with_for_update()
    return db.session.scalars(last.execution_options(populate_existing=True)).first()


def _until(answered: Message | None, now: datetime) -> datetime:
    """Before what it is about, and in any case within a day."""
    day = now + UNTIL
    return min(day, answered.not_after) if answered and answered.not_after > now else day
