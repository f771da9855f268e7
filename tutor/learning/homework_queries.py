"""Reads of homework: what is open, and what a lesson gave."""

from collections.abc import Sequence

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import defer, joinedload

from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import db
from tutor.learning.models import Homework
from tutor.lessons.models import Lesson
from tutor.people.models import Learner


def _homework() -> Select[Homework]:
    version = joinedload(Homework.unit).joinedload(UnitRow.version)
    curriculum = version.joinedload(CurriculumVersion.curriculum)
    return select(Homework).options(version, curriculum, version.options(defer(CurriculumVersion.content)))


STILL_OPEN = (
    _homework()
    .where(Homework.learner_id == bindparam("learner", type_=Integer), Homework.done_at.is_(None))
    .order_by(Homework.due_on.is_(None), Homework.due_on, Homework.id)
)
"""The nearest day first, with its units; what has no day comes last. Put together once."""


def open_homework(learner: Learner) -> Sequence[Homework]:
    return db.session.scalars(STILL_OPEN, {"learner": learner.person_id}).all()


def homework_of_lesson(lesson: Lesson) -> Sequence[Homework]:
    return db.session.scalars(_homework().where(Homework.lesson_id == lesson.id).order_by(Homework.id)).all()


def homework_unit(homework: Homework) -> content.Unit:
    """The pages to read."""
    return curricula.unit_content(homework.unit)
