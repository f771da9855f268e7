"""When two students and a household could meet in the past: hours without lecture, nobody twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tutor.demo.written import written
from tutor.local_time import WEEKDAYS, at, is_holiday
from tutor.people.models import Tutor

STARTS = (time(9, 30), time(10, 30), time(13, 30), time(15, 0), time(16, 0))
MOST_DAYS = 12
NOON = 12
HOUR = timedelta(hours=1)


@dataclass
class Calendar:
    tutors: dict[str, Tutor]
    _taken: set[tuple[str, date, bool]] = field(default_factory=set)
    """Who, on which day, before noon or not."""

    def meet(self, pair: Sequence[str], around: date) -> datetime:
        """The first hour from that day on at which both can; then they are taken that day."""
        for days in range(MOST_DAYS):
            day = around + timedelta(days=days)
            for start in () if is_holiday(day) else STARTS:
                if all(self._is_free(key, day, start) for key in pair):
                    self._taken.update((key, day, start.hour < NOON) for key in pair)
                    return at(day, start)
        raise LookupError(f"{pair} never have an hour together")

    def _is_free(self, key: str, day: date, start: time) -> bool:
        tutor = self.tutors[key]
        if (key, day, start.hour < NOON) in self._taken:
            return False
        return tutor.starts_on <= day <= tutor.until and any(
            WEEKDAYS.index(weekday) == day.weekday() and _fits(start, begins, ends)
            for weekday, begins, ends in _hours(key)
        )


def _hours(key: str) -> list[list[str]]:
    hours: list[list[str]] = next(one["hours"] for one in written("tutors")["tutors"] if one["key"] == key)
    return hours


def _fits(start: time, begins: str, ends: str) -> bool:
    """With half an hour for the way there and back."""
    first, last = (int(hour) * 60 + int(minute) for hour, minute in (begins.split(":"), ends.split(":")))
    minute = start.hour * 60 + start.minute
    return first + 30 <= minute and minute + 90 <= last
