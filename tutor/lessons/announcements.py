"""Whom a lesson's booking, move or end concerns, and until when they must know."""

from datetime import datetime

from tutor.lessons import notices
from tutor.lessons.models import Lesson
from tutor.messaging.actions import notify, withdraw
from tutor.people.models import Person

ABOUT = "lesson"


def learners_of(lesson: Lesson) -> list[Person]:
    return [row.learner.person for row in lesson.attendances]


def tutors_of(lesson: Lesson) -> list[Person]:
    return [row.tutor.person for row in lesson.staffings]


def booked(lesson: Lesson, *, now: datetime) -> None:
    _tell(lesson, "booked", notices.fields(lesson), now=now, until=lesson.starts_at)


def moved(lesson: Lesson, *, old_start: datetime, now: datetime) -> None:
    """Before the earlier of the two times: nobody should wait at a door for nothing."""
    withdraw(about_kind=ABOUT, about_id=lesson.id, now=now)
    fields = notices.moved_fields(lesson, old_start=old_start)
    _tell(lesson, "moved", fields, now=now, until=_until(min(old_start, lesson.starts_at), lesson, now))


def cancelled(lesson: Lesson, *, now: datetime) -> None:
    withdraw(about_kind=ABOUT, about_id=lesson.id, now=now)
    _tell(lesson, "cancelled", notices.fields(lesson), now=now, until=_until(lesson.starts_at, lesson, now))


def _until(moment: datetime, lesson: Lesson, now: datetime) -> datetime:
    """A time already past would drop the message that it did not take place."""
    return moment if moment > now else lesson.ends_at


def _tell(lesson: Lesson, what: str, fields: dict[str, str], *, now: datetime, until: datetime) -> None:
    for people, purpose in ((learners_of(lesson), f"lesson_{what}"), (tutors_of(lesson), f"staffing_{what}")):
        notify(
            people,
            purpose=purpose,
            about_kind=ABOUT,
            about_id=lesson.id,
            occasion=str(lesson.version),
            fields=fields,
            municipality_id=lesson.programme.municipality_id,
            not_before=now,
            not_after=until,
            urgent=what != "booked",
            now=now,
        )
