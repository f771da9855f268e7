"""Reads of the outbox."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased, selectinload

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.messaging import letter_rules, voice_rules
from tutor.messaging.duties import Duty
from tutor.messaging.hours import next_sending_moment
from tutor.messaging.models import (
    BY_HAND,
    Channel,
    LaneStop,
    Message,
    MessageEvent,
    MessagePerson,
    MessageState,
    Stop,
)
from tutor.messaging.purposes import kinds_of
from tutor.messaging.urgency import in_order
from tutor.people.models import Consent, ConsentPurpose, Support

LANE_STANDS = LaneStop.opened_at.is_(None)
OPEN = (MessageState.DUE, MessageState.SENDING, MessageState.UNKNOWN)


def still_open() -> ColumnElement[bool]:
    """It may still go out. What was sent may be said once more, or rung, when it does not arrive."""
    return Message.state.in_((*OPEN, MessageState.SENT))


def is_owed(dedupe_key: str) -> bool:
    return db.session.scalar(select(Message.id).where(Message.dedupe_key == dedupe_key)) is not None


def told_already(duty: Duty) -> set[int]:
    """Persons on a message of this duty, under whichever number they had then."""
    rows = (
        select(MessagePerson.person_id)
        .join(Message, Message.id == MessagePerson.message_id)
        .where(
            # The index finds the few messages about it; no index serves the comparison of the key.
            Message.about_kind == duty.about_kind,
            Message.about_id == duty.about_id,
            Message.dedupe_key.startswith(duty.key, autoescape=True),
        )
    )
    return set(db.session.scalars(rows))


def who_stopped(purpose: str, person_ids: Collection[int]) -> set[int]:
    stopped = Stop.purpose.in_(kinds_of(purpose))
    rows = select(Stop.person_id).where(stopped, Stop.person_id.in_(person_ids))
    return set(db.session.scalars(rows))


def supports_with_copies(learner_ids: Collection[int]) -> list[Support]:
    """Open supports whose learner agreed, and has not taken back, that the supporter is told too."""
    rows = (
        select(Support)
        .join(Consent, Consent.support_id == Support.id)
        .where(
            Support.learner_id.in_(learner_ids),
            Support.ended_at.is_(None),
            Consent.purpose == ConsentPurpose.COPY_MESSAGES,
            Consent.withdrawn_at.is_(None),
        )
        .order_by(Support.id)
    )
    return list(db.session.scalars(rows).unique())


def open_about(about_kind: str, about_id: int, *, purposes: Collection[str] | None = None) -> list[Message]:
    """Locked: nobody claims one of them while it is being withdrawn."""
    rows = (
        select(Message)
        .where(
            Message.about_kind == about_kind,
            Message.about_id == about_id,
            still_open(),
            true() if purposes is None else Message.purpose.in_(purposes),
        )
        .order_by(Message.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(rows))


def last_told(
    about_kind: str, about_ids: Collection[int], purposes: Iterable[str]
) -> dict[tuple[int, int], datetime]:
    """(about_id, person_id): when that person's latest message of one of these purposes was made."""
    rows = (
        select(Message.about_id, MessagePerson.person_id, func.max(Message.created_at))
        .join(MessagePerson, MessagePerson.message_id == Message.id)
        .where(
            Message.about_kind == about_kind,
            Message.about_id.in_(about_ids),
            Message.purpose.in_(list(purposes)),
        )
        .group_by(Message.about_id, MessagePerson.person_id)
    )
    return {(about, person): at for about, person, at in db.session.execute(rows)}


def messages_about(about_kind: str, about_id: int, *, by: Actor) -> list[Message]:
    """With the people they are for, newest first."""
    rows = (
        select(Message)
        .where(Message.about_kind == about_kind, Message.about_id == about_id, within_reach(by))
        .options(selectinload(Message.people), selectinload(Message.contact_point))
        .order_by(Message.id.desc())
    )
    return list(db.session.scalars(rows))


def ring_list(*, by: Actor, now: datetime) -> list[Message]:
    """Whom staff should ring now, or from nine; the most urgent first, with people and numbers.

    And who has no number and would get a letter too late.
    """
    too_late = and_(Message.channel == Channel.LETTER, Message.not_after < now + letter_rules.TIME_FOR_POST)
    rows = (
        select(Message)
        .where(
            or_(Message.channel == Channel.STAFF_CALL, too_late),
            Message.state == MessageState.DUE,
            Message.not_before <= next_sending_moment(now),
            within_reach(by),
        )
        .options(selectinload(Message.people), selectinload(Message.contact_point))
    )
    return in_order(db.session.scalars(rows), now=now)


def call_by_uid(uid: str, *, by: Actor) -> Message:
    found = by_uid(uid, by=by)
    if found.channel not in BY_HAND:
        raise nothing_here()
    return found


def by_uid(uid: str, *, by: Actor) -> Message:
    found = db.session.scalar(select(Message).where(Message.uid == uid, within_reach(by)))
    if found is None:
        raise nothing_here()
    return found


def by_key(dedupe_key: str) -> Message | None:
    return db.session.scalar(select(Message).where(Message.dedupe_key == dedupe_key))


def steps(message: Message) -> Sequence[MessageEvent]:
    rows = select(MessageEvent).where(MessageEvent.message_id == message.id)
    return db.session.scalars(rows.order_by(MessageEvent.id)).all()


def are_shut() -> set[Channel]:
    """Ways by which nothing goes at the moment."""
    return set(db.session.scalars(select(LaneStop.channel).where(LANE_STANDS)))


def line_is_free(now: datetime) -> ColumnElement[bool]:
    """No other call of ours is on that telephone: it would hear busy, or one call end in the next."""
    other = aliased(Message)
    calls = select(other.contact_point_id).where(
        other.channel == Channel.VOICE,
        other.contact_point_id.is_not(None),
        other.state.in_((MessageState.SENDING, MessageState.UNKNOWN, MessageState.SENT)),
        other.attempt_at > now - voice_rules.LONGEST_CALL,
    )
    return Message.contact_point_id.not_in(calls)


def within_reach(by: Actor) -> ColumnElement[bool]:
    """Only coordinators see messages, and only those of their own municipalities."""
    if not by.has(Role.COORDINATOR):
        return false()
    reach = by.reach(Role.COORDINATOR)
    if reach is None:
        return true()
    # From a number that nobody knows: whoever reads it first rings.
    return or_(Message.municipality_id.in_(reach), Message.municipality_id.is_(None))
