"""Nobody free can stand in: somebody who is busy does, and a third takes over there. Nothing is moved.

Computed at once on the bookings of this minute, without a search. Reads only.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from tutor.actor import Actor
from tutor.disruptions.day_board import DayBoard, day_board
from tutor.disruptions.proposals import GAP, Repair, RepairKind, gap
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson, LessonState
from tutor.local_time import day_span, local_date
from tutor.matching.engine.board import Board
from tutor.matching.engine.displacing import Displacing
from tutor.matching.engine.indexed import IndexedVisit
from tutor.matching.engine.ranking import ranked
from tutor.visit_requests.queries import request_of


def exchanges(lacking: Sequence[Lesson], *, actor: Actor, now: datetime) -> dict[Lesson, Repair]:
    """Stand-ins for as many as possible of these, and whom others relieve elsewhere; in order of time."""
    found: dict[Lesson, Repair] = {}
    for day in sorted({local_date(one.starts_at) for one in lacking}):
        found |= _of_day(day, [one for one in lacking if local_date(one.starts_at) == day], actor, now)
    return found


def better_by_exchange(best: Mapping[Lesson, Repair], *, actor: Actor, now: datetime) -> dict[Lesson, Repair]:
    """The exchanges, if more lessons keep their hour by them than by the best without."""
    kept = _stand_ins(best)
    if kept == len(best):
        return {}
    found = exchanges(list(best), actor=actor, now=now)
    return found if _stand_ins(found) > kept else {}


def _stand_ins(chosen: Mapping[Lesson, Repair]) -> int:
    return sum(one.kind is RepairKind.STAND_IN and not one.unmet for one in chosen.values())


def _of_day(day: date, lacking: Sequence[Lesson], actor: Actor, now: datetime) -> dict[Lesson, Repair]:
    start, end = day_span(day)
    booked = [one for one in lessons.between(max(start, now), end, actor=actor) if _may_change(one)]
    gaps = {one: gap(one, request_of(one.id), now) for one in lacking if one.household or one.venue}
    found = day_board(day, booked, gaps)
    keep = [one.code for one in gaps] + [visit.id for visit in gaps.values()]
    for visit in gaps.values():
        _close(found.board, found.visit(visit.id), keep)
    return _changes(found, gaps.keys())


def _close(board: Board, visit: IndexedVisit, keep: Sequence[str]) -> None:
    """By whoever is free; else by somebody who is relieved, if for every lesson somebody is found."""
    best = next(iter(ranked(board, visit)), None)
    if best is not None:
        board.place(visit, best.start, best.shifts)
        return
    before = board.snapshot()
    room = Displacing(board, visit, keep).make_room()
    if room and room.displaced:
        board.restore(before)


def _may_change(lesson: Lesson) -> bool:
    placed = lesson.household is not None or lesson.venue is not None
    return lesson.state is LessonState.PLANNED and placed and bool(lesson.assigned)


def _changes(found: DayBoard, lacking: Collection[Lesson]) -> dict[Lesson, Repair]:
    made: dict[Lesson, Repair] = {}
    for lesson in lacking:
        coming = found.group(lesson.code + GAP)
        if coming:
            made[lesson] = Repair(RepairKind.STAND_IN, lesson.starts_at, coming)
    for code, lesson in found.lessons.items():
        tutors = found.group(code)
        if set(tutors) != {row.tutor for row in lesson.assigned}:
            made[lesson] = Repair(RepairKind.RELIEVE, lesson.starts_at, tutors)
    return dict(sorted(made.items(), key=lambda item: (item[0].starts_at, item[0].id)))
