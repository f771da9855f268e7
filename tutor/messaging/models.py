"""One outbox for whatever we owe somebody: a text, a call, a letter, or a telephone call by staff."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, personal, plain
from tutor.people.models import ContactPoint, Person


class Channel(StrEnum):
    SMS = "sms"
    VOICE = "voice"
    LETTER = "letter"
    STAFF_CALL = "staff_call"


BY_HAND = frozenset({Channel.LETTER, Channel.STAFF_CALL})
"""What staff do themselves, and say when it is done."""


class MessageState(StrEnum):
    DUE = "due"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DONE = "done"


class Message(Model):
    """`uid` goes to the provider; `dedupe_key` makes the same duty impossible to owe twice."""

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_due", "state", "channel", "not_before"),
        sa.Index("ix_message_about", "about_kind", "about_id"),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    uid: Mapped[str] = plain(16, unique=True, default=lambda: new_code(16))
    municipality_id: Mapped[int | None]
    purpose: Mapped[str] = plain(40)
    wording_key: Mapped[str] = plain(40)
    wording_n: Mapped[int]
    language: Mapped[str] = plain(8)
    channel: Mapped[Channel] = choice(Channel)
    contact_point_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contact_point.id"))
    about_kind: Mapped[str] = plain(40)
    about_id: Mapped[int]
    dedupe_key: Mapped[str] = plain(160, unique=True)
    body: Mapped[str | None] = personal(1600)
    not_before: Mapped[datetime]
    not_after: Mapped[datetime]
    urgent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[MessageState] = choice(MessageState)
    owner_host: Mapped[str | None] = plain(80)
    owner_pid: Mapped[int | None]
    owner_started: Mapped[datetime | None]
    attempt_at: Mapped[datetime | None]
    """When the POST was about to begin; committed before it does."""
    sid: Mapped[str | None] = plain(64, unique=True)
    error_code: Mapped[str | None] = plain(40)
    withdrawn_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    forgotten_at: Mapped[datetime | None]
    """Since when the provider holds neither its text nor its number."""

    contact_point: Mapped[ContactPoint | None] = relationship()
    people: Mapped[list[Person]] = relationship(secondary="message_person", order_by=Person.id)


class MessagePerson(Model):
    __tablename__ = "message_person"

    message_id: Mapped[int] = mapped_column(sa.ForeignKey("message.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)


class MessageEvent(Model):
    """Append-only: every step of a message's way, from us or from the provider."""

    __tablename__ = "message_event"

    id: Mapped[int] = key()
    message_id: Mapped[int] = mapped_column(sa.ForeignKey("message.id"), index=True)
    at: Mapped[datetime]
    source: Mapped[str] = plain(20)
    status: Mapped[str] = plain(32)
    code: Mapped[str | None] = plain(40)


class Meaning(StrEnum):
    """What somebody answered, by a key or in words."""

    NOTED = "noted"
    CANNOT_COME = "cannot_come"
    CALL_ME = "call_me"
    AGAIN = "again"
    STOP = "stop"
    UNCLEAR = "unclear"


class Inbound(Model):
    """An answer, as it came. `message` is the one it most likely answers; `call` is what staff were given."""

    __tablename__ = "inbound"

    id: Mapped[int] = key()
    at: Mapped[datetime]
    sid: Mapped[str] = plain(64, unique=True)
    contact_point_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contact_point.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(sa.ForeignKey("message.id"), index=True)
    text: Mapped[str | None] = personal(1600)
    meaning: Mapped[Meaning] = choice(Meaning)
    call_id: Mapped[int | None] = mapped_column(sa.ForeignKey("message.id"), index=True)
    forgotten_at: Mapped[datetime | None]
    """Since when the provider has not its text either."""

    contact_point: Mapped[ContactPoint | None] = relationship()
    message: Mapped[Message | None] = relationship(foreign_keys=[message_id])
    call: Mapped[Message | None] = relationship(foreign_keys=[call_id])


class Stop(Model):
    """A person wants no more messages of that kind: of that purpose, or of all whose names begin with it."""

    __tablename__ = "stop"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    purpose: Mapped[str] = plain(40, primary_key=True)
    since: Mapped[datetime]


class Wording(Model):
    """What a message says, by key, language and channel; the newest number holds."""

    __tablename__ = "wording"

    key: Mapped[str] = plain(40, primary_key=True)
    language: Mapped[str] = plain(8, primary_key=True)
    channel: Mapped[Channel] = choice(Channel, primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    body: Mapped[str] = plain(1600)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    """Who of the staff wrote it; nobody, when it came with the programme."""

    by: Mapped[Person | None] = relationship()


class LaneStop(Model):
    """One way of sending refused everything: nothing goes that way until staff have opened it again."""

    __tablename__ = "lane_stop"
    __table_args__ = (
        sa.Index(
            "uq_lane_stop_channel",
            "channel",
            unique=True,
            sqlite_where=sa.text("opened_at IS NULL"),
            postgresql_where=sa.text("opened_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    channel: Mapped[Channel] = choice(Channel)
    since: Mapped[datetime]
    code: Mapped[str] = plain(40)
    """The provider's, so that somebody can look it up."""
    opened_at: Mapped[datetime | None]
