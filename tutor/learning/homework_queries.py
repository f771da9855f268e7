"""Reads of homework: what is open, what a lesson gave, and whose it is to open."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, exists, false, or_, select
from sqlalchemy.orm import defer, joinedload

from tutor.actor import Actor, ActorKind, Role
from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import db
from tutor.errors import nothing_here
from tutor.learning.models import Homework
from tutor.lessons.models import Attendance, Lesson, Staffing, StaffingState
from tutor.people.models import Learner


def open_homework(learner: Learner) -> Sequence[Homework]:
    """The nearest day first, with its units; what has no day comes last."""
    found = _homework().where(Homework.learner_id == learner.person_id, Homework.done_at.is_(None))
    return db.session.scalars(found.order_by(Homework.due_on.is_(None), Homework.due_on, Homework.id)).all()


def homework_of_lesson(lesson: Lesson) -> Sequence[Homework]:
    return db.session.scalars(_homework().where(Homework.lesson_id == lesson.id).order_by(Homework.id)).all()


def homework(code: str, *, actor: Actor) -> Homework:
    """With its unit: a card finds its own, tutors that of their learners, a coordinator their cities'."""
    found = db.session.scalar(_homework().where(Homework.code == code, _within(actor)))
    if found is None:
        raise nothing_here()
    return found


def homework_unit(homework: Homework) -> content.Unit:
    """The pages to read."""
    return curricula.unit_content(homework.unit)


def _homework() -> Select[Homework]:
    version = joinedload(Homework.unit).joinedload(UnitRow.version)
    return select(Homework).options(version, version.options(defer(CurriculumVersion.content)))


def _within(actor: Actor) -> ColumnElement[bool]:
    if actor.kind is ActorKind.CARD:
        return Homework.learner_id == actor.person_id
    return or_(_in_cities(actor), _taught_by(actor))


def _in_cities(actor: Actor) -> ColumnElement[bool]:
    reach = actor.reach(Role.COORDINATOR)
    lives = Learner.person_id == Homework.learner_id
    return (
        exists().where(lives) if reach is None else exists().where(lives, Learner.municipality_id.in_(reach))
    )


def _taught_by(actor: Actor) -> ColumnElement[bool]:
    """Somebody with whom the tutor has, or had, a lesson that was not cancelled."""
    if not actor.has(Role.TUTOR):
        return false()
    return exists().where(
        Attendance.learner_id == Homework.learner_id,
        Staffing.lesson_id == Attendance.lesson_id,
        Staffing.tutor_id == actor.person_id,
        Staffing.state == StaffingState.ASSIGNED,
        Staffing.live,
    )
