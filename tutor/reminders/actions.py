"""Queue the reminders whose moment has come."""

from collections.abc import Iterable
from datetime import datetime

from tutor.lessons import notices
from tutor.lessons.models import Came, Lesson
from tutor.messaging.actions import notify
from tutor.messaging.models import Message
from tutor.messaging.queries import last_told
from tutor.people.models import Person
from tutor.reminders import queries
from tutor.reminders.rules import PLAN, SAYS_WHEN, Audience, Reminder, is_due

Told = dict[tuple[int, int], datetime]


def queue_due(now: datetime) -> int:
    """Run as often as one likes: a reminder is queued once for each person and time of a lesson.

    A reminder is made when its moment has come, not before. So one for a time that was given up is
    seldom there to be withdrawn, and a lesson moved to and fro cannot leave two.
    """
    lessons = queries.coming(now)
    return sum(len(_queue(reminder, lessons, now)) for reminder in PLAN)


def _queue(reminder: Reminder, lessons: Iterable[Lesson], now: datetime) -> list[Message]:
    due = [lesson for lesson in lessons if _is_due(reminder, lesson, lesson.created_at, now)]
    purposes = (*SAYS_WHEN[reminder.audience], reminder.purpose)
    told = last_told("lesson", [lesson.id for lesson in due], purposes)
    return [
        message
        for lesson in due
        for message in _remind(reminder, lesson, _to_remind(reminder, lesson, told, now), now)
    ]


def _to_remind(reminder: Reminder, lesson: Lesson, told: Told, now: datetime) -> list[Person]:
    return [
        person
        for person in _people(reminder.audience, lesson)
        if _is_due(reminder, lesson, told.get((lesson.id, person.id), lesson.created_at), now)
    ]


def _is_due(reminder: Reminder, lesson: Lesson, told_at: datetime, now: datetime) -> bool:
    return is_due(reminder, starts_at=lesson.starts_at, told_at=told_at, now=now)


def _people(audience: Audience, lesson: Lesson) -> list[Person]:
    """Who still is to come: not who was released, nor who said that they cannot."""
    if audience is Audience.TUTORS:
        return [row.tutor.person for row in lesson.assigned]
    return [one.learner.person for one in lesson.attendances if one.came is Came.EXPECTED]


def _remind(reminder: Reminder, lesson: Lesson, people: list[Person], now: datetime) -> list[Message]:
    if not people:
        return []
    return notify(
        people,
        purpose=reminder.purpose,
        about_kind="lesson",
        about_id=lesson.id,
        # Not the version: it changes with every edit, and an edit is no reason to remind again.
        occasion=f"{lesson.starts_at:%Y%m%d%H%M}",
        fields=notices.fields(lesson),
        municipality_id=lesson.programme.municipality_id,
        not_before=reminder.moment(lesson.starts_at),
        not_after=reminder.until(lesson.starts_at),
        variant=notices.variant(lesson),
        now=now,
    )
