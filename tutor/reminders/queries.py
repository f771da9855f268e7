"""Lessons that somebody may have to be reminded of, before them and after."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tutor.database import db
from tutor.learning.models import Homework
from tutor.lessons.models import Attendance, Came, Lesson, LessonState, Staffing
from tutor.lessons.queries import LOADED
from tutor.local_time import day_span
from tutor.messaging.models import Channel
from tutor.messaging.queries import are_shut
from tutor.messaging.recipients import channel_of
from tutor.people.models import Learner, Person, PersonContact, Tutor
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


def who_came(days: Collection[date], now: datetime) -> dict[Lesson, list[Person]]:
    """By lesson that is over and written up: who reads texts, or has a telephone that a machine can ring."""
    rows = _over(days, now).where(Attendance.came == Came.CAME, Lesson.state == LessonState.FINISHED)
    return _by_lesson(rows, {Channel.SMS, Channel.VOICE})


def with_open_homework(days: Collection[date], now: datetime) -> dict[Lesson, list[Person]]:
    """By lesson that is over: who has still something to practise that it gave."""
    open_ = exists().where(
        Homework.lesson_id == Attendance.lesson_id,
        Homework.learner_id == Attendance.learner_id,
        Homework.done_at.is_(None),
    )
    return _by_lesson(_over(days, now).where(open_), {Channel.SMS})


def next_start(person_id: int, *, after: datetime) -> datetime | None:
    """When that learner's next lesson after this one begins, or began."""
    rows = select(func.min(Attendance.starts_at)).where(
        Attendance.learner_id == person_id, Attendance.starts_at > after, Attendance.live
    )
    return db.session.scalar(rows)


def _over(days: Collection[date], now: datetime) -> Select[Attendance]:
    """Who had a lesson on one of these days that has ended, and can be written to."""
    spans = [day_span(day) for day in days]
    on_them = or_(
        *(and_(Attendance.starts_at >= first, Attendance.starts_at < last) for first, last in spans)
    )
    numbers = (
        joinedload(Attendance.learner)
        .joinedload(Learner.person)
        .selectinload(Person.contacts)
        .joinedload(PersonContact.contact_point)
    )
    return (
        select(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .where(Attendance.live, Attendance.ends_at <= now, on_them)
        .options(selectinload(Attendance.lesson).options(*LOADED), numbers)
        .order_by(Attendance.starts_at, Attendance.lesson_id, Attendance.learner_id)
    )


def _by_lesson(rows: Select[Attendance], ways: Collection[Channel]) -> dict[Lesson, list[Person]]:
    found: dict[Lesson, list[Person]] = {}
    shut = are_shut()
    for one in db.session.scalars(rows).unique():
        if channel_of(one.learner.person, shut=shut) in ways:
            found.setdefault(one.lesson, []).append(one.learner.person)
    return found


def who_missed(person_ids: Collection[int], *, now: datetime) -> set[int]:
    rows = select(Attendance.learner_id).where(
        Attendance.learner_id.in_(person_ids),
        Attendance.came == Came.MISSED,
        Attendance.starts_at > now - MISSED_LATELY,
    )
    return set(db.session.scalars(rows))
