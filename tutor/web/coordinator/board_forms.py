"""What was chosen in the panel of one visit: when, who, why."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from tutor.errors import Refused
from tutor.local_time import at, local, local_date
from tutor.matching import visit_queries
from tutor.matching.models import PlanVisit
from tutor.matching.preview import Desk, Offer
from tutor.people.models import Tutor

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
FIRST_HOUR, LAST_HOUR, QUARTER = 8, 19, 15


class PlaceForm:
    """`on` is the day (0 is Monday), `at` the time or `half` am or pm, `tutor` the codes of who goes."""

    def __init__(self, visit: PlanVisit, values: MultiDict[str, str]) -> None:
        self.visit, self.values = visit, values

    @property
    def is_asked(self) -> bool:
        return "on" in self.values

    @property
    def tutor_codes(self) -> list[str]:
        chosen = [code for code in self.values.getlist("tutor") if code]
        return chosen if self.is_asked else [one.person.code for one in self.visit.tutors]

    @property
    def on(self) -> str:
        if self.is_asked or self.visit.starts_at is None:
            return self.values.get("on", "")
        return str((local_date(self.visit.starts_at) - self.visit.plan.week).days)

    @property
    def at(self) -> str:
        if self.is_asked or self.visit.starts_at is None:
            return self.values.get("at", "")
        return local(self.visit.starts_at).strftime("%H:%M")

    def tutors(self) -> Sequence[Tutor]:
        found = visit_queries.tutors_by_code(self.tutor_codes)
        if len(found) != visit_queries.tutors_wanted(self.visit):
            raise Refused(
                "学生講師を%(wanted)d人えらんでください。", wanted=visit_queries.tutors_wanted(self.visit)
            )
        return found

    def starts_at(self) -> datetime:
        day, read = self.on, CLOCK.fullmatch(self.at)
        if day not in {"0", "1", "2", "3", "4", "5", "6"} or read is None:
            raise Refused("曜日と時刻をえらんでください。")
        return at(self.visit.plan.week + timedelta(days=int(day)), time(int(read[1]), int(read[2])))

    def offer(self, desk: Desk) -> tuple[Offer | None, str]:
        """What was asked, judged; or a sentence about what is missing."""
        try:
            tutors = self.tutors()
            starts_at = self._in_half_day(desk, tutors) if self.values.get("half") else self.starts_at()
        except Refused as why:
            return None, gettext(why.message, **why.fields)
        return desk.judge(starts_at, tutors), ""

    def _in_half_day(self, desk: Desk, tutors: Sequence[Tutor]) -> datetime:
        """Dropped on a half-day: the best time in it; failing that its first hour, which says why not."""
        if self.on not in {"0", "1", "2", "3", "4", "5", "6"}:
            raise Refused("曜日と時刻をえらんでください。")
        day, afternoon = int(self.on), self.values.get("half") == "pm"
        found = desk.best_start(tutors, (day, afternoon))
        return found or at(self.visit.plan.week + timedelta(days=day), time(13 if afternoon else 9))


def choices(visit: PlanVisit, tutors: Sequence[Any]) -> dict[str, Any]:
    """For the selects of the form; the tutor's line says how to read the name."""
    clock = [f"{n // 60:02}:{n % 60:02}" for n in range(FIRST_HOUR * 60, LAST_HOUR * 60 + 1, QUARTER)]
    week = visit.plan.week
    return {
        "days": [(str(n), week + timedelta(days=n)) for n in range(7)],
        "clock": clock,
        "tutors": tutors,
        "wanted": visit_queries.tutors_wanted(visit),
    }
