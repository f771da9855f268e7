"""Classes to come, with their seats."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.lessons.models import Attendance, Lesson, LessonKind, LessonState
from tutor.lessons.queries import LOADED
from tutor.office.models import Programme


def _to_come(now: datetime) -> Select[Lesson]:
    return (
        select(Lesson)
        .join(Lesson.programme)
        .where(
            Lesson.kind == LessonKind.CLASS,
            Lesson.live,
            Lesson.state == LessonState.PLANNED,
            Lesson.ends_at > now,
        )
        .options(*LOADED)
        .order_by(Lesson.starts_at, Lesson.id)
    )


def to_come(*, actor: Actor, now: datetime) -> Sequence[Lesson]:
    """In the actor's cities, loaded like any lesson; the next one first."""
    reach, found = actor.reach(Role.COORDINATOR), _to_come(now)
    if reach is not None:
        found = found.where(Programme.municipality_id.in_(reach))
    return db.session.scalars(found).unique().all()


def of_the_course(lesson: Lesson, *, now: datetime) -> Sequence[Lesson]:
    """The other dates of the same class: alike in title, hall and programme."""
    found = _to_come(now).where(
        Lesson.title == lesson.title,
        Lesson.venue_id == lesson.venue_id,
        Lesson.programme_id == lesson.programme_id,
        Lesson.id != lesson.id,
        Lesson.starts_at > now,
    )
    return db.session.scalars(found).unique().all()


def dates_of_course(lesson: Lesson) -> Sequence[Lesson]:
    """All dates of the same class, those that were held too; none that was called off."""
    found = select(Lesson).where(
        Lesson.kind == LessonKind.CLASS,
        Lesson.live,
        Lesson.title == lesson.title,
        Lesson.venue_id == lesson.venue_id,
        Lesson.programme_id == lesson.programme_id,
    )
    return db.session.scalars(found.options(*LOADED).order_by(Lesson.starts_at)).unique().all()


def next_with_a_seat(lesson: Lesson, learner_id: int, *, now: datetime) -> Lesson | None:
    """Of the same city; not one in which that learner sits already."""
    taken = select(func.count()).where(Attendance.lesson_id == Lesson.id).correlate(Lesson).scalar_subquery()
    own = select(Attendance.lesson_id).where(Attendance.learner_id == learner_id)
    found = _to_come(now).where(
        Programme.municipality_id == lesson.programme.municipality_id,
        Lesson.starts_at > now,
        Lesson.seats > taken,
        Lesson.id != lesson.id,
        Lesson.id.not_in(own),
    )
    return db.session.scalars(found.limit(1)).unique().first()
