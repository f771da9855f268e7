"""Free time of a tutor in one week, from timetable, changes of single days and bookings.

Minutes count from Monday 00:00 by the clocks in Japan; a span is (from, to), `to` not included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

DAY = 1440
SHORTEST = 60
"""Nobody goes out for less."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Hours:
    """Every week on that weekday (0 is Monday), while the term lasts."""

    weekday: int
    begins: time
    ends: time
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Change:
    """One day is different: off, or on in addition. Without times it is the whole day."""

    day: date
    off: bool
    begins: time | None = None
    ends: time | None = None


def free_spans(
    monday: date, *, hours: Iterable[Hours], exceptions: Iterable[Change], taken: Iterable[Span] = ()
) -> tuple[Span, ...]:
    """Rising, disjoint, each within one day. Off wins over extra: nobody is sent where they cannot be."""
    exceptions = list(exceptions)
    offered = [span for one in hours if (span := _weekly(monday, one))]
    offered += [_changed(monday, one) for one in exceptions if not one.off]
    gone = [*taken, *(_changed(monday, one) for one in exceptions if one.off)]
    free = subtract(merge(offered), gone)
    return tuple((since, to) for since, to in free if to - since >= SHORTEST)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Those that touch or overlap become one, but never over midnight."""
    found: list[Span] = []
    for since, to in sorted(spans):
        if found and since <= found[-1][1] and since // DAY == found[-1][0] // DAY:
            found[-1] = found[-1][0], max(found[-1][1], to)
        else:
            found.append((since, to))
    return found


def subtract(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    left = list(spans)
    for begins, ends in taken:
        pieces = [piece for since, to in left for piece in ((since, min(to, begins)), (max(since, ends), to))]
        left = [(since, to) for since, to in pieces if since < to]
    return left


def minute(wall: time) -> int:
    """Of the day."""
    return wall.hour * 60 + wall.minute


def _weekly(monday: date, one: Hours) -> Span | None:
    day = monday + timedelta(days=one.weekday)
    if not one.first_day <= day <= one.last_day:
        return None
    return one.weekday * DAY + minute(one.begins), one.weekday * DAY + minute(one.ends)


def _changed(monday: date, one: Change) -> Span:
    start = (one.day - monday).days * DAY
    begins = 0 if one.begins is None else minute(one.begins)
    ends = DAY if one.ends is None else minute(one.ends)
    return start + begins, start + ends
