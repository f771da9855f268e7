"""The ways in which a machine sends. One that refuses everything stops, and a person is called."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.messaging import rules
from tutor.messaging.actions import leave_to_staff, withdraw
from tutor.messaging.models import Channel, LaneStop, Message
from tutor.messaging.steps import add_once

KIND = "lane_stop"
TIME_TO_RING = timedelta(hours=2)


def stop_lane(channel: Channel, code: str, *, now: datetime) -> LaneStop | None:
    """Nothing more goes that way, and staff are called, once. None: somebody was quicker."""
    stop = LaneStop(channel=channel, since=now, code=code)
    if not add_once(stop):
        return None
    leave_to_staff(
        purpose=rules.LANE_STOPPED,
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


def stopped() -> Sequence[LaneStop]:
    return db.session.scalars(_still().order_by(LaneStop.id)).all()


def goes(channel: Channel) -> ColumnElement[bool]:
    return ~exists().where(LaneStop.channel == channel, LaneStop.opened_at.is_(None))


def too_long_stopped(now: datetime) -> ColumnElement[bool]:
    """Waits for a stopped lane, and staff need what is left of its time to ring instead."""
    waits = exists().where(LaneStop.channel == Message.channel, LaneStop.opened_at.is_(None))
    return waits & (Message.not_after <= now + TIME_TO_RING)


def _still() -> Select[LaneStop]:
    return select(LaneStop).where(LaneStop.opened_at.is_(None))
