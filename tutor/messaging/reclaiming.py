"""What happens to a message that somebody died over, that may have arrived, or that came too late."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from tutor.database import db
from tutor.jobs.owner import Life
from tutor.messaging import hours, purposes, states
from tutor.messaging.actions import ring_instead
from tutor.messaging.callbacks import OTHER_SID
from tutor.messaging.gateways.gateway import Absent, Found, Sighting
from tutor.messaging.lanes import too_long_stopped
from tutor.messaging.models import Channel, Message, MessageEvent, MessageState
from tutor.messaging.outbox import UNHEARD, arrived, is_fresh, locked, owner_of, release
from tutor.messaging.steps import step

S = MessageState
BY_MACHINE = (Channel.SMS, Channel.VOICE)


def stale_claims(now: datetime) -> Sequence[Message]:
    """In hand of a process that died, or for longer than any sending takes."""
    claimed = db.session.scalars(select(Message).where(Message.state == S.SENDING)).all()
    return [one for one in claimed if not is_fresh(one, now) or owner_of(one).life is Life.GONE]


def reclaim(message_id: int, now: datetime) -> None:
    """End whoever still holds it, then call it unknown: it may have arrived."""
    message = locked(message_id)
    if message.state is S.SENDING and (not is_fresh(message, now) or owner_of(message).life is Life.GONE):
        owner_of(message).end()
        step(message, S.UNKNOWN, now=now, code="reclaimed")


def unknown(channel: Channel = Channel.SMS, limit: int = 100) -> Sequence[Message]:
    same = (Message.state == S.UNKNOWN, Message.channel == channel)
    rows = select(Message).where(*same).order_by(Message.not_after).limit(limit)
    return db.session.scalars(rows).all()


def record_sighting(
    message_id: int,
    attempt_at: datetime,
    seen: Sighting,
    now: datetime,
    *,
    quarantine: timedelta = states.QUARANTINE,
) -> None:
    """What the provider's list said about an unknown message; `now` is when it was asked.

    `attempt_at` is the try it was asked for. Another worker may have settled that and tried again meanwhile.
    """
    message = locked(message_id)
    if message.state is not S.UNKNOWN or message.attempt_at != attempt_at:
        return
    if isinstance(seen, Found) and (sid := _first_unused(seen.sids)):
        arrived(message, sid, now)
    elif isinstance(seen, Found | Absent) and now - _unknown_since(message) >= quarantine:
        release(message, now=now)


def expire_overdue(now: datetime) -> int:
    """What is too late no longer goes; what a night or a stopped lane would make too late is rung."""
    opening = hours.next_sending_moment(now)
    at_night = and_(Message.channel.in_(BY_MACHINE), Message.not_after <= opening)
    late = or_(Message.not_after <= now, at_night, too_long_stopped(now))
    lapses = Message.purpose.not_in(purposes.LASTING)
    overdue = select(Message).where(Message.state == S.DUE, late, lapses).with_for_update(skip_locked=True)
    found = db.session.scalars(overdue).all()
    for message in found:
        step(message, S.EXPIRED, now=now)
        if message.not_after > now:
            ring_instead(message, now=now)
    return len(found)


def _first_unused(sids: Sequence[str]) -> str | None:
    taken = set(db.session.scalars(select(Message.sid).where(Message.sid.in_(sids))))
    earlier = select(MessageEvent.code).where(
        MessageEvent.status.in_((UNHEARD, OTHER_SID)), MessageEvent.code.in_(sids)
    )
    taken.update(db.session.scalars(earlier))
    return next((sid for sid in sids if sid not in taken), None)


def _unknown_since(message: Message) -> datetime:
    """Not since the attempt: whoever froze in it may still have been about to POST."""
    since = select(func.max(MessageEvent.at)).where(
        MessageEvent.message_id == message.id, MessageEvent.status == S.UNKNOWN.value
    )
    moment: datetime = db.session.execute(since).scalar_one()
    return moment
