"""When the office works."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from tutor.local_time import at, is_holiday

CLOSES = time(17)
SATURDAY = 5


def last_closing(today: date, closed: Collection[date]) -> datetime:
    """The end of the last working day before today: on a Monday, Friday's."""
    day = today - timedelta(days=1)
    while day.weekday() >= SATURDAY or is_holiday(day) or day in closed:
        day -= timedelta(days=1)
    return at(day, CLOSES)
