"""Looked at before it is done: who would be told what, and whom we would have to ring."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import event

from tutor.database import db
from tutor.messaging import hours
from tutor.messaging.duties import Duty
from tutor.messaging.models import BY_HAND, Channel, Message, MessageState
from tutor.messaging.recipients import recipients
from tutor.people.models import Person


@dataclass(frozen=True)
class Said:
    """One message as plain values: the row itself is gone."""

    names: tuple[str, ...]
    channel: Channel
    number: str | None
    """E.164; None when there is no number to ring."""
    body: str
    not_after: datetime


@dataclass(frozen=True)
class Preview:
    """The most urgent first."""

    messages: tuple[Said, ...]

    @property
    def counts(self) -> dict[Channel, int]:
        return dict(Counter(one.channel for one in self.messages))

    @property
    def calls(self) -> tuple[Said, ...]:
        return tuple(one for one in self.messages if one.channel is Channel.STAFF_CALL)

    @property
    def texts(self) -> tuple[Said, ...]:
        return tuple(one for one in self.messages if one.channel not in BY_HAND)

    @property
    def letters(self) -> tuple[Said, ...]:
        return tuple(one for one in self.messages if one.channel is Channel.LETTER)


def preview(act: Callable[[], object]) -> Preview:
    """Does it in a savepoint, keeps what would be said, and takes everything back.

    A refusal passes through: it is what would happen. Only in a request that may write, and the caller
    ends the transaction without a commit.
    """
    made: list[Message] = []

    def note(_session: object, row: object) -> None:
        if isinstance(row, Message):
            made.append(row)

    session = db.session()
    event.listen(session, "pending_to_persistent", note)
    savepoint = session.begin_nested()
    try:
        act()
        session.flush()
        said = [_said(one) for one in made if one.state is MessageState.DUE]
    finally:
        event.remove(session, "pending_to_persistent", note)
        if savepoint.is_active:
            savepoint.rollback()
    return Preview(tuple(sorted(said, key=lambda one: (one.not_after, one.names))))


def _said(message: Message) -> Said:
    number = message.contact_point.e164 if message.contact_point else None
    names = tuple(person.name for person in message.people)
    return Said(names, message.channel, number, message.body or "", message.not_after)


def to_ring(people: Iterable[Person], *, until: datetime, now: datetime) -> list[str]:
    """Names of those whom an urgent message now would reach by a call of staff only. Reads, never writes."""
    duty = Duty("preview", "preview", 0, "", {}, None, now, until, urgent=True)
    return [
        person.name
        for one in recipients(duty, people)
        if hours.window(one.channel, duty, now).channel is Channel.STAFF_CALL
        for person in one.people
    ]
