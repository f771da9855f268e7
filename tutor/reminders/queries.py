"""Lessons that somebody may have to be reminded of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tutor.database import db
from tutor.lessons.models import Lesson, LessonState, Staffing
from tutor.lessons.queries import LOADED
from tutor.people.models import Person, PersonContact, Tutor
from tutor.reminders.rules import AHEAD


def coming(now: datetime) -> Sequence[Lesson]:
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
            Lesson.starts_at < now + AHEAD,
        )
        .options(*LOADED, tutors_numbers)
        .order_by(Lesson.starts_at, Lesson.id)
    )
    return db.session.scalars(soon).unique().all()
