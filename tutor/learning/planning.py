"""What the next lesson takes: proposed by rule, and kept only once its tutors choose otherwise."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import queries
from tutor.learning.models import PlannedUnit
from tutor.learning.next_lesson import PROPOSED, Proposal, Pupil, propose
from tutor.lessons.models import Attendance, Came, Lesson, LessonState
from tutor.local_time import local_date


@dataclass(frozen=True)
class LessonPlan:
    """`others`: what may be taken instead, the best first."""

    content: content.Curriculum
    pupils: tuple[Pupil, ...]
    units: tuple[Proposal, ...]
    others: tuple[Proposal, ...]
    changed: bool


def plan(
    lesson: Lesson, *, beginning: CurriculumVersion | None, now: datetime, wish: str = ""
) -> LessonPlan | None:
    """As things stood before the lesson: no proposal jumps away while its circles are pressed.

    `wish` is what was asked for when it was booked, for whoever has said nothing else since.
    """
    rows = sorted((one for one in lesson.attendances if one.came is not Came.MISSED), key=_by_reading)
    if not rows:
        return None
    versions = queries.versions_of([row.learner_id for row in rows], beginning=beginning)
    if not versions:
        return None
    # Who shares a lesson may follow two editions: a key means the same in both, and the newer has all.
    material = curricula.content_of(max(versions.values(), key=lambda one: one.id))
    marks = queries.marks_of_each([row.learner_id for row in rows])
    pupils = tuple(
        Pupil(
            row.learner.person.name,
            row.learner.phone_kind.value,
            row.learner.goal or wish,
            tuple(mark for mark in marks[row.learner_id] if mark.lesson != lesson.id),
        )
        for row in rows
    )
    proposals = propose(material, pupils, today=local_date(lesson.starts_at), now=now)
    return _with_changes(material, pupils, proposals, _stored(lesson))


def _by_reading(row: Attendance) -> tuple[str, int]:
    return row.learner.person.reading_folded, row.learner_id


def _with_changes(
    material: content.Curriculum,
    pupils: tuple[Pupil, ...],
    proposals: tuple[Proposal, ...],
    stored: list[str],
) -> LessonPlan:
    by_key = {one.unit.key: one for one in proposals}
    kept = [by_key[key] for key in stored if key in by_key]
    rest = [one for one in proposals if one not in kept]
    free = max(0, PROPOSED - len(kept))
    return LessonPlan(material, pupils, (*kept, *rest[:free]), tuple(rest[free:]), bool(kept))


def _stored(lesson: Lesson) -> list[str]:
    found = select(PlannedUnit.unit_key).where(PlannedUnit.lesson_id == lesson.id).order_by(PlannedUnit.n)
    return list(db.session.scalars(found))


def swap(
    lesson: Lesson,
    *,
    old: str,
    new: str,
    beginning: CurriculumVersion | None,
    wish: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """One unit for another. Pressed twice it is done once; a colleague's choice meanwhile is not undone."""
    _lock(lesson)
    found = plan(lesson, beginning=beginning, now=now, wish=wish)
    keys = [one.unit.key for one in found.units] if found else []
    if new in keys:
        return
    if old not in keys:
        raise Refused("この計画は、たった今変わりました。新しい計画を見て、もう一度えらんでください。")
    if found is None or new not in {one.unit.key for one in found.others}:
        raise Refused("この単元は、受講中の教材にはありません。")
    _store(lesson, [new if key == old else key for key in keys])
    record("plan_lesson", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)


def follow_proposal(lesson: Lesson, *, by: Actor, now: datetime) -> None:
    """Back to what the rule says; nothing to do where nothing was changed."""
    _lock(lesson)
    if _stored(lesson):
        _store(lesson, [])
        record("plan_lesson", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)


def _lock(lesson: Lesson) -> None:
    """Two tutors press at once: the second waits here, and then sees what the first one chose."""
    state = db.session.scalar(select(Lesson.state).where(Lesson.id == lesson.id).with_for_update())
    if state is not LessonState.PLANNED:
        raise Refused("このレッスンは終わったか、取りやめになっています。計画は変えられません。")


def _store(lesson: Lesson, keys: list[str]) -> None:
    db.session.execute(delete(PlannedUnit).where(PlannedUnit.lesson_id == lesson.id))
    db.session.add_all(PlannedUnit(lesson_id=lesson.id, n=n, unit_key=key) for n, key in enumerate(keys))
    db.session.flush()
