"""When a message may go: a machine speaks by day only, and what cannot wait for the day is rung."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tutor.local_time import at, local
from tutor.messaging.duties import Duty
from tutor.messaging.models import Channel

OPENS, CLOSES = time(9), time(20)
# What concerns a lesson before this hour cannot wait for the opening of the sending hours.
MORNING_ENDS = time(11)
RING_AGAIN = timedelta(minutes=30)
REST = timedelta(hours=2)
"""A telephone that was off may be on again."""
TIME_TO_RING = timedelta(hours=2)
"""What staff need when what a machine says does not arrive."""


@dataclass(frozen=True)
class Window:
    channel: Channel
    not_before: datetime


def is_open(moment: datetime) -> bool:
    return OPENS <= local(moment).time() < CLOSES


def next_sending_moment(moment: datetime) -> datetime:
    """The moment itself by day; at night the next 09:00 in Japan."""
    wall = local(moment)
    if wall.time() < OPENS:
        return at(wall.date(), OPENS)
    if wall.time() >= CLOSES:
        return at(wall.date() + timedelta(days=1), OPENS)
    return moment


def window(channel: Channel, duty: Duty, now: datetime) -> Window:
    """A machine speaks by day only; what would come too late by it is rung by staff, at once."""
    wanted = max(duty.not_before, now)
    if duty.ring:
        return Window(Channel.STAFF_CALL, wanted)
    moment = next_sending_moment(wanted)
    if moment >= duty.not_after or (duty.urgent and moment > wanted and _is_for_the_morning(duty, moment)):
        return Window(Channel.STAFF_CALL, now)
    return Window(channel, moment)


def _is_for_the_morning(duty: Duty, opening: datetime) -> bool:
    return duty.not_after < at(local(opening).date(), MORNING_ENDS)


def rests_until(tried_at: datetime, not_after: datetime) -> datetime | None:
    """Nobody answered: not again at once. None: what is left of its time is too short to wait."""
    again = tried_at + RING_AGAIN
    return again if again < not_after else None


def second_try(failed_at: datetime, not_after: datetime) -> datetime | None:
    """By day, after a rest. None: then staff would have no time to ring, so they ring now."""
    moment = next_sending_moment(failed_at + REST)
    return moment if moment + TIME_TO_RING <= not_after else None
