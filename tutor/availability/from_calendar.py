"""Busy hours of a term become what is stored: hours of every week, and the days that are different.

A lecture that falls on most of its weekdays is taken out of the weekly hours; where it does not take place
(a holiday, EXDATE) the hours are given back for that day; what happens only now and then is that day off.
So each week says exactly: offered, less busy. Minutes count from 00:00 of a day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from tutor.availability.calendar_file import Busy
from tutor.availability.rules import DAY, Span, merge, minute, subtract

MOST_WEEKS = 0.5
"""Of the weeks of the term: from here on a lecture counts as weekly."""


@dataclass(frozen=True)
class Offered:
    """From when until when, on which weekdays, a tutor would come if there were no lectures."""

    begins: time
    ends: time
    weekdays: frozenset[int]

    def on(self, weekday: int) -> list[Span]:
        return [(minute(self.begins), minute(self.ends))] if weekday in self.weekdays else []


@dataclass(frozen=True)
class Timetable:
    """Sorted; `off` and `extra` are (day, begins, ends)."""

    weekly: tuple[tuple[int, time, time], ...]
    off: tuple[tuple[date, time, time], ...]
    extra: tuple[tuple[date, time, time], ...]


def timetable(busy: Iterable[Busy], *, offered: Offered, first: date, last: date) -> Timetable:
    by_day: dict[date, list[Span]] = defaultdict(list)
    for one in busy:
        by_day[one.day].append(_span(one))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    regular = _regular(by_day, days)
    weekly = {day: subtract(offered.on(day), regular[day]) for day in range(7)}
    off, extra = [], []
    for day in days:
        wanted = subtract(merge(offered.on(day.weekday())), by_day.get(day, []))
        usual = weekly[day.weekday()]
        off += [(day, *_walls(span)) for span in subtract(usual, wanted)]
        extra += [(day, *_walls(span)) for span in subtract(wanted, usual)]
    slots = [(day, *_walls(span)) for day, spans in weekly.items() for span in spans]
    return Timetable(tuple(sorted(slots)), tuple(off), tuple(extra))


def _regular(by_day: Mapping[date, Sequence[Span]], days: Sequence[date]) -> Mapping[int, list[Span]]:
    """By weekday, the spans that are busy in most weeks."""
    weeks = Counter(day.weekday() for day in days)
    counted = Counter((day.weekday(), span) for day, spans in by_day.items() for span in set(spans))
    found: dict[int, list[Span]] = defaultdict(list)
    for (weekday, span), times in counted.items():
        if times > MOST_WEEKS * weeks[weekday]:
            found[weekday].append(span)
    return found


def _span(one: Busy) -> Span:
    return minute(one.begins), DAY if one.ends == time.max else minute(one.ends)


def _walls(span: Span) -> tuple[time, time]:
    return _wall(span[0]), _wall(span[1])


def _wall(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
