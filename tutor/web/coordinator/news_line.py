"""One line of what happened: when, what kind, who, and where the next step is done."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext

from tutor.lessons.models import Lesson
from tutor.local_time import clock_time
from tutor.web.dates import short_date

MOST = 20
"""Lines of a group; whoever was away for long reads the rest in the lists."""


@dataclass(frozen=True)
class Step:
    label: str
    url: str


@dataclass(frozen=True)
class Line:
    at: datetime
    kind: str
    tone: str
    """Of its tag: plain, good, wrong, waiting."""
    who: str
    what: str
    step: Step
    page: str = ""
    """Of whom it is about, where the step leads elsewhere."""


def the_lesson(starts_at: datetime) -> str:
    day, time = short_date(starts_at), clock_time(starts_at)
    return str(gettext("%(day)s %(time)sのレッスン", day=day, time=time))


def to_lesson(code: str) -> Step:
    return Step(gettext("レッスンを見る"), url_for("coordinator.lessons_one", code=code))


def staffing_of(lesson: Lesson, *, now: datetime) -> Step:
    """Somebody else must be asked, or the lesson is only looked at."""
    if lesson.live and lesson.lacking and lesson.starts_at > now:
        url = url_for("coordinator.lessons_one", code=lesson.code)
        return Step(gettext("ほかの人にお願いする"), url)
    return to_lesson(lesson.code)
