"""The ways in which a machine sends. One that refuses everything stops, and a person is called."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.messaging import purposes
from tutor.messaging.actions import leave_to_staff, ring_instead, withdraw
from tutor.messaging.hours import TIME_TO_RING
from tutor.messaging.models import Channel, LaneStop, Message, MessageState
from tutor.messaging.queries import LANE_STANDS
from tutor.messaging.steps import add_once, step

KIND = "lane_stop"
NOT_SET_UP = "not_set_up"


def stop_lane(
    channel: Channel, code: str, *, now: datetime, tried_at: datetime | None = None
) -> LaneStop | None:
    """Nothing more goes that way, and staff are called, once. None: somebody was quicker.

    Or staff have put it right since that was tried.
    """
    stop = LaneStop(channel=channel, since=now, code=code)
    if _was_opened_since(channel, tried_at or now) or not add_once(stop):
        return None
    leave_to_staff(
        purpose=purposes.LANE_STOPPED,
        about_kind=KIND,
        about_id=stop.id,
        occasion="",
        fields={"code": code},
        municipality_id=None,
        until=now,
        now=now,
    )
    return stop


def open_lane(channel: Channel, *, by: Actor, now: datetime) -> None:
    """Staff have put right what was wrong. Pressed twice, it is open."""
    for stop in db.session.scalars(_still().where(LaneStop.channel == channel).with_for_update()).all():
        stop.opened_at = now
        withdraw(about_kind=KIND, about_id=stop.id, now=now)
        record("open_lane", stop, by=by, now=now)


def set_up(channel: Channel, is_there: bool, *, now: datetime) -> None:
    """A way that this house does not have is shut, and nobody is called; once it is there, it opens."""
    shut = select(LaneStop).where(LaneStop.channel == channel, LaneStop.code == NOT_SET_UP, LANE_STANDS)
    found = db.session.scalars(shut.with_for_update()).all()
    if is_there:
        for stop in found:
            stop.opened_at = now
    elif found or add_once(LaneStop(channel=channel, since=now, code=NOT_SET_UP)):
        _ring_what_waits(channel, now)


def _ring_what_waits(channel: Channel, now: datetime) -> None:
    waits = (Message.state == MessageState.DUE, Message.channel == channel)
    for message in db.session.scalars(select(Message).where(*waits).with_for_update()).all():
        step(message, MessageState.EXPIRED, now=now, code=NOT_SET_UP)
        if message.not_after > now:
            ring_instead(message, now=now)


def stopped() -> Sequence[LaneStop]:
    return db.session.scalars(_still().order_by(LaneStop.id)).all()


def goes(channel: Channel | InstrumentedAttribute[Channel]) -> ColumnElement[bool]:
    return ~exists().where(LaneStop.channel == channel, LANE_STANDS)


def too_long_stopped(now: datetime) -> ColumnElement[bool]:
    """Waits for a stopped lane, and staff need what is left of its time to ring instead."""
    return ~goes(Message.channel) & (Message.not_after <= now + TIME_TO_RING)


def _was_opened_since(channel: Channel, moment: datetime) -> bool:
    opened = exists().where(LaneStop.channel == channel, LaneStop.opened_at > moment)
    return bool(db.session.scalar(select(opened)))


def _still() -> Select[LaneStop]:
    return select(LaneStop).where(LANE_STANDS, LaneStop.code != NOT_SET_UP)
