"""Lessons that somebody may have to be reminded of."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tutor.database import db
from tutor.lessons.models import Attendance, Came, Lesson, LessonState, Staffing
from tutor.lessons.queries import LOADED
from tutor.people.models import Person, PersonContact, Tutor
from tutor.reminders.rules import MISSED_LATELY


def coming(now: datetime, ahead: timedelta) -> Sequence[Lesson]:
    """Live planned lessons of the next days, with all who come and their numbers."""
    tutors_numbers = (
        selectinload(Lesson.staffings)
        .joinedload(Staffing.tutor)
        .joinedload(Tutor.person)
        .selectinload(Person.contacts)
        .joinedload(PersonContact.contact_point)
    )
    soon = (
        select(Lesson)
        .where(
            Lesson.live,
            Lesson.state == LessonState.PLANNED,
            Lesson.starts_at > now,
            Lesson.starts_at < now + ahead,
        )
        .options(*LOADED, tutors_numbers)
        .order_by(Lesson.starts_at, Lesson.id)
    )
    return db.session.scalars(soon).unique().all()


def who_missed(person_ids: Collection[int], *, now: datetime) -> set[int]:
    rows = select(Attendance.learner_id).where(
        Attendance.learner_id.in_(person_ids),
        Attendance.came == Came.MISSED,
        Attendance.starts_at > now - MISSED_LATELY,
    )
    return set(db.session.scalars(rows))
