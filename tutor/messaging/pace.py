"""When everything will be handed on. Of the whole house, for all cities share one sender and one caller."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from tutor.database import db
from tutor.messaging.hours import next_sending_moment
from tutor.messaging.lengths import segments
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.voice_rules import LONGEST_CALL

A_TURN = timedelta(seconds=1)
"""What the networks take from one number of a provider: a part of a text, or a call."""
STILL_THERE = timedelta(hours=10)
"""No longer than that does the provider keep what it could not hand on."""


@dataclass(frozen=True)
class Queue:
    waiting: int
    empty_at: datetime


def texts(now: datetime) -> Queue:
    """What waits here, behind what waits at the provider."""
    opening = next_sending_moment(now)
    bodies = select(Message.body, Message.attempt_at).where(
        Message.channel == Channel.SMS, Message.body.is_not(None)
    )
    here = _due(opening)
    there = (Message.state == MessageState.SENT, Message.attempt_at > now - STILL_THERE)
    waiting = [(opening, segments(body or "")) for body, _ in db.session.execute(bodies.where(*here))]
    handed = [(at, segments(body or "")) for body, at in db.session.execute(bodies.where(*there)) if at]
    return Queue(len(waiting), emptied_at([*handed, *waiting], now=now))


def calls(now: datetime) -> Queue:
    """Each is dialled at once; but a telephone with two of them rings again only when the first is over."""
    opening = next_sending_moment(now)
    rows = select(Message.contact_point_id).where(Message.channel == Channel.VOICE, *_due(opening))
    before: Counter[int | None] = Counter()
    line = []
    for telephone in db.session.scalars(rows):
        line.append((opening + before[telephone] * LONGEST_CALL, 1))
        before[telephone] += 1
    return Queue(len(line), emptied_at(line, now=now))


def emptied_at(line: Iterable[tuple[datetime, int]], *, now: datetime) -> datetime:
    """One after the other, (since when it stands in line, turns); now, when the last one is through."""
    free = datetime.min.replace(tzinfo=now.tzinfo)
    for since, turns in sorted(line):
        free = max(free, since) + turns * A_TURN
    return max(free, now)


def _due(opening: datetime) -> tuple[ColumnElement[bool], ...]:
    return Message.state == MessageState.DUE, Message.not_before <= opening, Message.not_after > opening
