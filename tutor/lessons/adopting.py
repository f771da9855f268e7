"""Lessons of two records of one person become those of the one that stays."""

from collections.abc import Sequence

from sqlalchemy import or_, select, update
from sqlalchemy.orm import aliased

from tutor.database import db
from tutor.lessons.models import Attendance, Lesson
from tutor.people.models import Person


def in_the_way(kept: Person, gone: Person) -> Sequence[Lesson]:
    """Lessons that both take, or that would be at the same time: one person cannot."""
    mine, theirs = aliased(Attendance), aliased(Attendance)
    overlap = mine.live & theirs.live & (mine.starts_at < theirs.ends_at) & (theirs.starts_at < mine.ends_at)
    rows = (
        select(Lesson)
        .join(theirs, theirs.lesson_id == Lesson.id)
        .join(mine, or_(mine.lesson_id == theirs.lesson_id, overlap))
        .where(theirs.learner_id == gone.id, mine.learner_id == kept.id)
        .order_by(Lesson.starts_at)
    )
    return db.session.scalars(rows).unique().all()


def adopt(kept: Person, gone: Person) -> None:
    db.session.execute(update(Attendance).where(Attendance.learner_id == gone.id).values(learner_id=kept.id))
