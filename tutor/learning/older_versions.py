"""Who still learns by an older version, and going on by the newest because somebody decided so."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import db
from tutor.errors import Refused
from tutor.learning.actions import settle
from tutor.learning.models import Enrolment, Homework
from tutor.learning.placements import last_placement
from tutor.lessons.models import Attendance, Lesson
from tutor.office.models import Programme
from tutor.people.models import Learner


def on_older(version: CurriculumVersion, programme: Programme) -> Sequence[int]:
    """Enrolments in that curriculum by a version before this one, of whoever has lessons in the programme."""
    learners = (
        select(Attendance.learner_id)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .where(Lesson.programme_id == programme.id)
    )
    return db.session.scalars(
        select(Enrolment.id)
        .join(Enrolment.version)
        .where(Enrolment.curriculum_id == version.curriculum_id, Enrolment.ended_at.is_(None))
        .where(CurriculumVersion.number < version.number, Enrolment.learner_id.in_(learners))
        .order_by(Enrolment.id)
    ).all()


def versions_in_use(enrolment_ids: Collection[int]) -> list[tuple[CurriculumVersion, int]]:
    """Those by which these learn, each with how many."""
    rows = (
        select(Enrolment.version_id, func.count())
        .where(Enrolment.id.in_(enrolment_ids))
        .group_by(Enrolment.version_id)
        .order_by(Enrolment.version_id)
    )
    return [(db.session.get_one(CurriculumVersion, id_), number) for id_, number in db.session.execute(rows)]


def learners_by_version(places: Collection[int]) -> dict[int, int]:
    """How many learn by each version, by its id."""
    rows = (
        select(Enrolment.version_id, func.count())
        .join(Learner, Learner.person_id == Enrolment.learner_id)
        .where(Enrolment.ended_at.is_(None), Learner.municipality_id.in_(places))
        .group_by(Enrolment.version_id)
    )
    return dict(db.session.execute(rows).all())


def go_on_by(enrolment: Enrolment, version: CurriculumVersion, *, by: Actor, now: datetime) -> bool:
    """False when there is nothing to do. Marks belong to skills, whose keys are the same in every version."""
    if enrolment.ended_at is not None or enrolment.version_id == version.id:
        return False
    before, learner = enrolment.version, enrolment.learner
    if version.curriculum_id != enrolment.curriculum_id or version.number < before.number:
        raise Refused("この教材の、新しい版ではありません。")
    placement = last_placement(learner)
    if placement is not None and placement.ended_at is None:
        raise Refused("電話で段階をたずねている途中です。それがおわってから、新しい版にしてください。")
    enrolment.version = version
    _homework_goes_along(learner, before, version)
    db.session.flush()
    record("take_over_version", enrolment, by=by, now=now, municipality_id=learner.municipality_id)
    settle(learner, lesson=None, now=now)
    return True


def _homework_goes_along(learner: Learner, before: CurriculumVersion, version: CurriculumVersion) -> None:
    """What is still to be done becomes the same unit of the new version; one that went stays as it is."""
    new = curricula.units_by_key(version)
    given = select(Homework).where(Homework.learner_id == learner.person_id)
    rows = db.session.scalars(given).all()
    taken = {(row.unit_id, row.lesson_id) for row in rows}
    old = {row.id: row.key for row in curricula.units_by_key(before).values()}
    for row in rows:
        unit: UnitRow | None = new.get(old.get(row.unit_id, ""))
        if unit and row.done_at is None and (unit.id, row.lesson_id) not in taken:
            row.unit = unit
