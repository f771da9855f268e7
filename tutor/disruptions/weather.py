"""Snow, heat, a typhoon: many lessons of one day are called off, moved or reinstated in one step.

Each lesson is checked by itself, and all that can be done is done in one transaction: a coordinator
who has ten minutes before the first bus must not be stopped by one lesson that a colleague has changed.
What could not be done is named, and stays as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tutor.actor import Actor
from tutor.database import db
from tutor.disruptions.actions import call_off
from tutor.errors import Refused
from tutor.lessons import actions as lessons
from tutor.lessons.models import Lesson, LessonState
from tutor.lessons.rules import check_shown
from tutor.local_time import local_date, monday_of
from tutor.matching.around import FINE, around, visit_for
from tutor.matching.visits import minute_of
from tutor.office import queries as office
from tutor.visit_requests.queries import lesson_of, request_of


class Act(StrEnum):
    CANCEL = "cancel"
    MOVE = "move"
    REINSTATE = "reinstate"


@dataclass(frozen=True)
class Order:
    """What is to become of the chosen lessons; `to_day` keeps the hour."""

    act: Act
    reason: str = ""
    to_day: date | None = None


@dataclass(frozen=True)
class Left:
    lesson: Lesson
    why: Refused


@dataclass(frozen=True)
class Outcome:
    done: tuple[Lesson, ...]
    left: tuple[Left, ...]


MOST = 24
"""Lessons in one press, so that nobody waits for more than a second (tests/bench/bad_days.py)."""


def carry_out(shown: Mapping[Lesson, int], order: Order, *, by: Actor, now: datetime) -> Outcome:
    """`shown` is the version of each chosen lesson on the page. Pressed twice is done once."""
    if len(shown) > MOST:
        raise Refused("一度に変えられるのは%(most)d件までです。午前と午後に分けてください。", most=MOST)
    if order.act is Act.MOVE and (order.to_day is None or order.to_day <= local_date(now)):
        raise Refused("動かす先は、明日からの日にしてください。")
    lessons.lock([row.tutor for lesson in shown for row in lesson.assigned])
    done, left = [], []
    for lesson in sorted(shown, key=lambda one: (one.starts_at, one.id)):
        try:
            with db.session.begin_nested():
                _carry_out(lesson, shown[lesson], order, by=by, now=now)
            done.append(lesson)
        except Refused as why:
            left.append(Left(lesson, why))
    return Outcome(tuple(done), tuple(left))


def _carry_out(lesson: Lesson, shown: int, order: Order, *, by: Actor, now: datetime) -> None:
    match order.act:
        case Act.CANCEL if lesson.state is not LessonState.CANCELLED:
            check_shown(lesson.version, shown)
            call_off(lesson, reason=order.reason, by=by, now=now)
        case Act.REINSTATE if lesson.state is not LessonState.PLANNED:
            check_shown(lesson.version, shown)
            _reinstate(lesson, by=by, now=now)
        case Act.MOVE if order.to_day not in {None, local_date(lesson.starts_at)}:
            check_shown(lesson.version, shown)
            _move(lesson, order.to_day, by=by, now=now)


def _reinstate(lesson: Lesson, *, by: Actor, now: datetime) -> None:
    request = request_of(lesson.id)
    if request is not None and lesson_of(request) is not None:
        raise Refused("この申込には、もう別のレッスンが決まっています。")
    lessons.reinstate(lesson, by=by, now=now)


def _move(lesson: Lesson, to_day: date, *, by: Actor, now: datetime) -> None:
    days = to_day - local_date(lesson.starts_at)
    starts_at, ends_at = lesson.starts_at + days, lesson.ends_at + days
    _check_day(lesson, starts_at)
    _check_tutors(lesson, starts_at)
    lessons.move(lesson, starts_at=starts_at, ends_at=ends_at, by=by, now=now)


def _check_day(lesson: Lesson, starts_at: datetime) -> None:
    day, programme = local_date(starts_at), lesson.programme
    if office.closing_days(programme.municipality_id, first=day, last=day):
        raise Refused("%(day)sは休業日です。", day=day)
    if day > programme.ends_on:
        raise Refused("%(day)sには、この事業が終わっています。", day=day)


def _check_tutors(lesson: Lesson, starts_at: datetime) -> None:
    """Their hours, days off, limits and ways of that week, by the planner's engine."""
    pair = [row.tutor for row in lesson.assigned]
    if not pair or not (lesson.household or lesson.venue):
        return
    monday = monday_of(local_date(starts_at))
    start = minute_of(monday, starts_at)
    visit = visit_for(lesson, [(start, start)], tutors=len(pair))
    if not around(lesson, visit, monday, grid=FINE, tutors=pair).ways(1):
        names = [one.person.family_name for one in pair]
        raise Refused("%(names)sは、その日のその時間に行けません。", names=names)
