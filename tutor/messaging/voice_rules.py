"""When a telephone that nobody answered rings again."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from tutor.local_time import at, local_date
from tutor.messaging.hours import TIME_TO_RING

HOURS = (time(10), time(14), time(18, 30))
"""Who is out in the morning may be at home in the evening."""
APART = timedelta(hours=2)
TRIES = 3
LONGEST_CALL = timedelta(minutes=7)
"""From its claim: a lease until the provider has it, then as long as it lets a telephone ring and speak."""


class Call(StrEnum):
    """How a call stands at the provider."""

    UNDER_WAY = "under_way"
    ENDED = "ended"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    IMPOSSIBLE = "impossible"


def next_try(now: datetime, *, tried: int, not_after: datetime) -> datetime | None:
    """At another hour of the day; None: staff ring, while there is time."""
    if tried >= TRIES:
        return None
    days = (local_date(now) + timedelta(days=n) for n in range(2))
    moments = (at(day, hour) for day in days for hour in HOURS)
    moment = next(one for one in moments if one - now >= APART)
    return moment if moment + TIME_TO_RING <= not_after else None
