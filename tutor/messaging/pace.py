"""When everything will be handed on: the sender says one part of a text a second, whoever it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, select

from tutor.database import db
from tutor.messaging.hours import next_sending_moment
from tutor.messaging.lengths import segments
from tutor.messaging.models import Channel, Message, MessageState

A_SEGMENT = timedelta(seconds=1)
"""What the networks take from one number of a provider."""
STILL_THERE = timedelta(hours=10)
"""No longer than that does the provider keep what it could not hand on."""


@dataclass(frozen=True)
class Queue:
    waiting: int
    empty_at: datetime


def queue(now: datetime) -> Queue:
    """Of the whole house, for all cities share one sender: what waits here, behind what waits there."""
    opening = next_sending_moment(now)
    here = (Message.state == MessageState.DUE, Message.not_before <= opening, Message.not_after > opening)
    there = (Message.state == MessageState.SENT, Message.attempt_at > now - STILL_THERE)
    waiting = [(opening, segments(body or "")) for body in db.session.scalars(_bodies(*here))]
    handed = db.session.execute(_bodies(*there).add_columns(Message.attempt_at)).all()
    line = [(at, segments(body or "")) for body, at in handed if at]
    return Queue(len(waiting), emptied_at([*line, *waiting], now=now))


def emptied_at(line: Iterable[tuple[datetime, int]], *, now: datetime) -> datetime:
    """One after the other, (since when it stands in line, parts); now, when the last one is through."""
    free = datetime.min.replace(tzinfo=now.tzinfo)
    for since, parts in sorted(line):
        free = max(free, since) + parts * A_SEGMENT
    return max(free, now)


def _bodies(*where: ColumnElement[bool]) -> Select[str | None]:
    return select(Message.body).where(Message.channel == Channel.SMS, Message.body.is_not(None), *where)
