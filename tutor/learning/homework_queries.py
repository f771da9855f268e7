"""Reads of homework: what is open, and what a lesson gave."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload

from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import db
from tutor.learning.models import Homework
from tutor.lessons.models import Lesson
from tutor.people.models import Learner


def open_homework(learner: Learner) -> Sequence[Homework]:
    return db.session.scalars(still_open(learner)).all()


def still_open(learner: Learner) -> Select[Homework]:
    """The nearest day first, with its units; what has no day comes last."""
    found = _homework().where(Homework.learner_id == learner.person_id, Homework.done_at.is_(None))
    return found.order_by(Homework.due_on.is_(None), Homework.due_on, Homework.id)


def homework_of_lesson(lesson: Lesson) -> Sequence[Homework]:
    return db.session.scalars(_homework().where(Homework.lesson_id == lesson.id).order_by(Homework.id)).all()


def homework_unit(homework: Homework) -> content.Unit:
    """The pages to read."""
    return curricula.unit_content(homework.unit)


def _homework() -> Select[Homework]:
    version = joinedload(Homework.unit).joinedload(UnitRow.version)
    curriculum = version.joinedload(CurriculumVersion.curriculum)
    return select(Homework).options(version, curriculum, version.options(defer(CurriculumVersion.content)))
