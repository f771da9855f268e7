"""The sender's own reads and writes. Each is one short transaction, which the worker commits.

A message is claimed, and that is committed, before the provider hears of it. Whoever dies in between
leaves a claim that says who, so nobody sends again before the provider was asked what it has.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, true

from tutor.database import db
from tutor.jobs.owner import Owner
from tutor.messaging import hours, states
from tutor.messaging.failing import failed
from tutor.messaging.gateways.gateway import (
    Accepted,
    Answer,
    LaneRefused,
    NumberRefused,
    Outgoing,
    TryLater,
    Unknown,
)
from tutor.messaging.lanes import goes, stop_lane
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.queries import line_is_free
from tutor.messaging.steps import is_noted, note, step

S = MessageState
UNHEARD = "unheard"
"""A call that nobody heard, as an event; its code is the provider's name for that try."""
PATIENCE = timedelta(seconds=60)
"""How long a message rests after the provider said: not now."""


def claim_one(now: datetime, owner: Owner, channel: Channel = Channel.SMS) -> Message | None:
    """The most urgent one of that way that may go now, in hand from here on. Commit before sending."""
    if not hours.is_open(now):
        return None
    message = db.session.scalar(
        select(Message)
        .where(*_ready(channel, now))
        .order_by(Message.not_after, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if message is None:
        return None
    message.owner_host, message.owner_pid, message.owner_started = owner.host, owner.pid, owner.started
    message.attempt_at = now
    step(message, S.SENDING, now=now)
    return message


def before_post(message_id: int, owner: Owner, now: datetime) -> Outgoing | None:
    """Our own row again, just before the POST: still ours, still wanted, and freshly claimed.

    None leaves a state to commit: what was taken back ends, what is too late for us is due again.
    """
    message = locked(message_id)
    if message.state is not S.SENDING or owner_of(message) != owner:
        return None
    wanted = message.withdrawn_at is None and now < message.not_after
    if wanted and is_fresh(message, now) and hours.is_open(now):
        return outgoing(message)
    release(message, now=now)
    return None


def record(message_id: int, attempt_at: datetime, answer: Answer, now: datetime) -> None:
    """What the provider said to the POST of that try; of an older try only its arrival counts."""
    message = locked(message_id)
    if isinstance(answer, Accepted):
        arrived(message, answer.sid, now)
    elif message.attempt_at == attempt_at:
        _not_accepted(message, answer, now)


def _not_accepted(
    message: Message, answer: NumberRefused | LaneRefused | TryLater | Unknown, now: datetime
) -> None:
    match answer:
        case NumberRefused():
            failed(message, answer, now=now)
        case LaneRefused(code):
            release(message, now=now, code=code)
            stop_lane(message.channel, code, tried_at=message.attempt_at, now=now)
        case TryLater(code):
            message.not_before = now + PATIENCE
            release(message, now=now, code=code)
        case Unknown(code):
            step(message, S.UNKNOWN, now=now, source="provider", code=code)


def outgoing(message: Message) -> Outgoing:
    if message.contact_point is None or message.attempt_at is None:
        raise ValueError(f"message {message.id} was never claimed, or has no number")
    return Outgoing(
        uid=message.uid,
        to=message.contact_point.e164,
        body=message.body or "",
        attempt_at=message.attempt_at,
        not_after=message.not_after,
        language=message.language,
        purpose=message.purpose,
    )


def release(message: Message, *, now: datetime, code: str | None = None) -> None:
    """The provider certainly has nothing: due again, unless it was taken back or is too late."""
    if message.withdrawn_at is not None:
        step(message, S.WITHDRAWN, now=now, code=code)
    elif message.not_after <= now and message.state is S.UNKNOWN:
        step(message, S.EXPIRED, now=now, code=code)
    else:
        step(message, S.DUE, now=now, code=code)


def arrived(message: Message, sid: str, now: datetime) -> None:
    """The provider has it. A call may have rung out before its own answer is here: that try is over."""
    if is_noted(message, UNHEARD, sid):
        note(message, S.SENT.value, now=now, source="provider", code=sid)
    elif step(message, S.SENT, now=now, source="provider"):
        message.sid = sid


def _ready(channel: Channel, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Message.state == S.DUE,
        Message.channel == channel,
        Message.not_before <= now,
        Message.not_after > now,
        goes(channel),
        true() if channel is not Channel.VOICE else line_is_free(now),
    )


def locked(message_id: int) -> Message:
    """As it stands in the database now, whatever this session saw before."""
    return db.session.get_one(Message, message_id, with_for_update=True, populate_existing=True)


def owner_of(message: Message) -> Owner:
    if message.owner_host is None or message.owner_pid is None or message.owner_started is None:
        raise ValueError(f"message {message.id} is in nobody's hand")
    return Owner(message.owner_host, message.owner_pid, message.owner_started)


def is_fresh(message: Message, now: datetime) -> bool:
    return message.attempt_at is not None and now - message.attempt_at < states.LEASE
