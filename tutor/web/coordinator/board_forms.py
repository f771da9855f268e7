"""What was chosen in the panel of one visit: when, who, why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from tutor.errors import Refused
from tutor.lessons.models import Lesson
from tutor.local_time import at, local, local_date, monday_of
from tutor.matching import board_reads, visit_queries
from tutor.matching.models import PlanVisit
from tutor.matching.preview import Desk, Offer
from tutor.people.models import Tutor
from tutor.web.saying import say

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
FIRST_HOUR, LAST_HOUR, QUARTER = 8, 19, 15


@dataclass(frozen=True)
class Standing:
    """Where a visit of the draft or a booked lesson stands now, and how many go."""

    week: date
    starts_at: datetime | None
    codes: tuple[str, ...]
    wanted: int

    @classmethod
    def of_visit(cls, visit: PlanVisit) -> "Standing":
        codes = tuple(one.person.code for one in visit.tutors)
        return cls(visit.plan.week, visit.starts_at, codes, visit_queries.tutors_wanted(visit))

    @classmethod
    def of_lesson(cls, lesson: Lesson) -> "Standing":
        codes = tuple(row.tutor.person.code for row in lesson.assigned)
        return cls(monday_of(local_date(lesson.starts_at)), lesson.starts_at, codes, lesson.tutors_wanted)


class PlaceForm:
    """`on` is the day (0 is Monday), `at` the time or `half` am or pm, `tutor` the codes of who goes."""

    def __init__(self, standing: Standing, values: MultiDict[str, str]) -> None:
        self.now, self.values = standing, values

    @property
    def is_asked(self) -> bool:
        return "on" in self.values

    @property
    def tutor_codes(self) -> list[str]:
        chosen = [code for code in self.values.getlist("tutor") if code]
        return chosen if self.is_asked else list(self.now.codes)

    @property
    def on(self) -> str:
        if self.is_asked or self.now.starts_at is None:
            return self.values.get("on", "")
        return str((local_date(self.now.starts_at) - self.now.week).days)

    @property
    def at(self) -> str:
        if self.is_asked or self.now.starts_at is None:
            return self.values.get("at", "")
        return local(self.now.starts_at).strftime("%H:%M")

    def tutors(self) -> Sequence[Tutor]:
        found = visit_queries.tutors_by_code(self.tutor_codes)
        if len(found) != self.now.wanted:
            raise Refused("学生講師を%(wanted)d人えらんでください。", wanted=self.now.wanted)
        return found

    def starts_at(self) -> datetime:
        day, read = self.on, CLOCK.fullmatch(self.at)
        if day not in {"0", "1", "2", "3", "4", "5", "6"} or read is None:
            raise Refused("曜日と時刻をえらんでください。")
        return at(self.now.week + timedelta(days=int(day)), time(int(read[1]), int(read[2])))

    def offer(self, desk: Desk) -> tuple[Offer | None, str]:
        """What was asked, judged; or a sentence about what is missing."""
        try:
            tutors = self.tutors()
            starts_at = self._in_half_day(desk, tutors) if self.values.get("half") else self.starts_at()
        except Refused as why:
            return None, say(why)
        return desk.judge(starts_at, tutors), ""

    def _in_half_day(self, desk: Desk, tutors: Sequence[Tutor]) -> datetime:
        """Dropped on a half-day: the best time in it; failing that its first hour, which says why not."""
        if self.on not in {"0", "1", "2", "3", "4", "5", "6"}:
            raise Refused("曜日と時刻をえらんでください。")
        day, afternoon = int(self.on), self.values.get("half") == "pm"
        found = desk.best_start(tutors, (day, afternoon))
        return found or at(self.now.week + timedelta(days=day), time(13 if afternoon else 9))


def choices(standing: Standing) -> dict[str, Any]:
    """For the selects of the form."""
    clock = [f"{n // 60:02}:{n % 60:02}" for n in range(FIRST_HOUR * 60, LAST_HOUR * 60 + 1, QUARTER)]
    return {
        "days": [(str(n), standing.week + timedelta(days=n)) for n in range(7)],
        "clock": clock,
        "tutors": board_reads.tutors(standing.week),
        "wanted": standing.wanted,
    }


def seen_version(typed: str) -> int:
    """The version on the screen. A form without one is of no screen of ours."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Refused("この画面は古くなっています。画面を開き直してください。")
    return int(typed)
