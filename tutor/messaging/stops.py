"""Somebody wants to hear no more of something: said by an answer, or to staff, and taken back likewise."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.messaging import purposes, queries, steps
from tutor.messaging.models import Message, MessagePerson, Stop
from tutor.people.models import Person


def of_person(person: Person) -> Sequence[Stop]:
    return db.session.scalars(select(Stop).where(Stop.person_id == person.id).order_by(Stop.purpose)).all()


def stop(person: Person, kind: str, *, by: Actor, now: datetime) -> None:
    """From now on, and for what waits already. Whoever shares the number still hears for himself."""
    purposes.check_stoppable(kind)
    if steps.add_once(Stop(person_id=person.id, purpose=kind, since=now)):
        record("stop_messages", person, by=by, now=now, municipality_id=_place(person))
    for message in _waiting(person):
        if kind in purposes.kinds_of(message.purpose) and not _others_wait(message):
            steps.take_back(message, now=now)


def take_back(person: Person, kind: str, *, by: Actor, now: datetime) -> None:
    purposes.check_stoppable(kind)
    if kept := db.session.get(Stop, (person.id, kind)):
        db.session.delete(kept)
        db.session.flush()
        record("take_back_stop", person, by=by, now=now, municipality_id=_place(person))


def _others_wait(message: Message) -> bool:
    ids = {person.id for person in message.people}
    return bool(ids - queries.who_stopped(message.purpose, ids))


def _waiting(person: Person) -> Sequence[Message]:
    """Locked: nobody claims one of them meanwhile."""
    rows = (
        select(Message)
        .join(MessagePerson, MessagePerson.message_id == Message.id)
        .where(MessagePerson.person_id == person.id, queries.still_open())
        .order_by(Message.id)
        .with_for_update(of=Message)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(rows).all()


def _place(person: Person) -> int | None:
    return person.learner.municipality_id if person.learner else None
