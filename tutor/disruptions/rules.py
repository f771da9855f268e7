"""What may be said about a day that goes wrong."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tutor.errors import Refused
from tutor.local_time import at, day_span

LONGEST = timedelta(days=31)
NOON, MIDNIGHT, LAST = time(12), time(0), time(23, 59)


class Part(StrEnum):
    """Of a day."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


HOURS = {Part.MORNING: (MIDNIGHT, NOON), Part.AFTERNOON: (NOON, LAST)}


@dataclass(frozen=True)
class Absence:
    """From the first to the last day; part of a day only when it is one."""

    first: date
    last: date
    part: Part = Part.WHOLE

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def hours(self) -> tuple[time | None, time | None]:
        return HOURS.get(self.part, (None, None))

    @property
    def span(self) -> tuple[datetime, datetime]:
        begins, ends = self.hours
        if begins is None or ends is None:
            return day_span(self.first)[0], day_span(self.last)[1]
        return at(self.first, begins), at(self.first, ends)


def check_absence(absence: Absence, *, today: date) -> None:
    if absence.last < absence.first:
        raise Refused("「いつまで」は、「いつから」と同じ日か、あとの日にしてください。")
    if absence.last < today:
        raise Refused("今日からの日にちを入れてください。")
    if absence.last - absence.first > LONGEST:
        raise Refused("お休みは、一度に1か月までにしてください。")
    if absence.part is not Part.WHOLE and absence.first != absence.last:
        raise Refused("午前だけ、午後だけのお休みは、一日ずつ入れてください。")
