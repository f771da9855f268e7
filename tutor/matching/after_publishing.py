"""A booked lesson moved on the board: its people are told, so the messages are seen before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tutor.actor import Actor
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import staffing
from tutor.lessons.actions import lock
from tutor.lessons.models import Because, Lesson
from tutor.lessons.rules import check_movable, check_shown
from tutor.local_time import local_date, monday_of
from tutor.matching import rules, step_queries, steps, visit_queries
from tutor.matching.around import around
from tutor.matching.engine.insertion import options
from tutor.matching.engine.problem import Visit
from tutor.matching.models import UNDO, BoardStep
from tutor.matching.steps import VisitState
from tutor.matching.visits import GRID, minute_of
from tutor.people.models import Tutor


@dataclass(frozen=True)
class Place:
    starts_at: datetime
    tutors: Sequence[Tutor]


def change(
    lesson: Lesson, to: Place, *, because: str = "", shown: int, by: Actor, now: datetime
) -> BoardStep:
    """Another time of the same week, or others who go. What is so already is not a change."""
    staffing.hold(lesson, [*to.tutors, *(row.tutor for row in lesson.assigned)])
    check_shown(lesson.version, shown)
    check_movable(lesson.state)
    monday = monday_of(local_date(lesson.starts_at))
    rules.check_set(to.starts_at, to.tutors, wanted=lesson.tutors_wanted, monday=monday, now=now)
    names = unable(lesson, to)
    if names and not because.strip():
        raise Refused(
            "%(names)sさんは、来られる時間か、移動か、回数が合いません。"
            "それでも動かすときは、わけを一言入れてください。何も変えていません。",
            names=names,
        )
    return _step(lesson, to, "move_lesson", because if names else "", by=by, now=now)


def unable(lesson: Lesson, to: Place) -> list[str]:
    """Who could not come then by timetable, ways and limits, with all other bookings as they are."""
    if lesson.household is None and lesson.venue is None:
        return []
    monday = monday_of(local_date(to.starts_at))
    start = minute_of(monday, to.starts_at)
    board = around(lesson, _as_visit(lesson, start), monday, grid=GRID)
    indexed = board.board.indexed
    able = {
        indexed.problem.tutors[indexed.shifts[option[1]].tutor].id
        for option in options(board.board, replace(board.visit, tutors=1))
    }
    return [one.person.name for one in to.tutors if one.person.code not in able]


def _as_visit(lesson: Lesson, start: int) -> Visit:
    return Visit(
        id=lesson.code,
        place=0,
        duration=(lesson.ends_at - lesson.starts_at) // timedelta(minutes=1),
        starts=((start, start),),
        tutors=1,
        needs={},
        priority=1,
        prefers={},
        refuses=frozenset(),
        fixed=None,
    )


def undo(lesson: Lesson, *, shown: int, by: Actor, now: datetime) -> None:
    """Its newest change here is taken back, if it is still as that left it; and people are told again."""
    step = step_queries.last_of_lesson(lesson)
    left, before = steps.read(step.after), steps.read(step.before)
    tutors = visit_queries.tutors_by_code(before.tutors)
    staffing.hold(lesson, [*tutors, *(row.tutor for row in lesson.assigned)])
    check_shown(lesson.version, shown)
    if standing(lesson) != left:
        raise Refused(
            "このレッスンは、そのあと別のところで変えられています。この変更はもとにもどせません。"
            "何も変えていません。"
        )
    assert before.starts_at is not None, "a booked lesson has a time"
    _step(lesson, Place(before.starts_at, tutors), UNDO, "", by=by, now=now)
    step.undone_at, step.undone_by_id = now, by.person_id
    db.session.flush()


def standing(lesson: Lesson) -> VisitState:
    return VisitState(lesson.starts_at, tuple(sorted(row.tutor.person.code for row in lesson.assigned)))


def _step(lesson: Lesson, to: Place, verb: str, because: str, *, by: Actor, now: datetime) -> BoardStep:
    before = standing(lesson)
    after = VisitState(to.starts_at, tuple(sorted(one.person.code for one in to.tutors)))
    if before == after:
        raise Refused("日時も学生講師も、今と同じです。何も変えていません。")
    _carry_out(lesson, to, by=by, now=now)
    step = BoardStep(
        created_at=now,
        municipality_id=lesson.programme.municipality_id,
        week=monday_of(local_date(to.starts_at)),
        lesson=lesson,
        verb=verb,
        before=steps.written(before),
        after=steps.written(after),
        because=because.strip()[:200],
        by_id=by.person_id,
    )
    db.session.add(step)
    db.session.flush()
    return step


def _carry_out(lesson: Lesson, to: Place, *, by: Actor, now: datetime) -> None:
    """Lessons' own actions tell everybody; each of them says who did what."""
    if to.starts_at != lesson.starts_at:
        ends_at = to.starts_at + (lesson.ends_at - lesson.starts_at)
        staffing.reschedule(lesson, to.tutors, starts_at=to.starts_at, ends_at=ends_at, by=by, now=now)
        return
    lock(to.tutors)
    for row in list(lesson.assigned):
        if row.tutor not in to.tutors:
            staffing.release(lesson, row.tutor, because=Because.OFFICE, by=by, now=now)
    staffing.assign(lesson, to.tutors, by=by, now=now)
