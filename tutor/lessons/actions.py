"""Lessons are booked, moved, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import announcements, halls, queries, rules
from tutor.lessons.models import (
    Attendance,
    Came,
    Lesson,
    LessonKind,
    LessonState,
    Staffing,
    StaffingState,
)
from tutor.lessons.saying_no import expect_again
from tutor.local_time import clock_time, local_date
from tutor.office.models import Programme
from tutor.people.models import Household, Learner, Tutor
from tutor.places.models import Venue


@dataclass(frozen=True)
class Booking:
    """What is to take place. Exactly one of household and venue."""

    programme: Programme
    kind: LessonKind
    title: str
    starts_at: datetime
    ends_at: datetime
    tutors: Sequence[Tutor]
    learners: Sequence[Learner]
    household: Household | None = None
    venue: Venue | None = None
    form_key: str | None = None
    seats: int | None = None
    """Of a class; None: as many as its hall has."""
    tutors_wanted: int | None = None
    """More than `tutors` when some are still to be found; None: as many as are given."""

    @property
    def wanted(self) -> int:
        return len(self.tutors) if self.tutors_wanted is None else self.tutors_wanted

    @property
    def offered(self) -> int | None:
        if self.kind is not LessonKind.CLASS or self.venue is None:
            return None
        return self.venue.seats if self.seats is None else self.seats


def book(booking: Booking, *, by: Actor, now: datetime) -> Lesson:
    """Book and tell everybody. The database refuses what a race slips past the checks here."""
    rules.check_people(booking.kind, tutors=booking.tutors, learners=booking.learners, wanted=booking.wanted)
    rules.check_time(booking.starts_at, booking.ends_at, now=now)
    if booking.venue is not None and booking.offered is not None:
        rules.check_seats(booking.offered, in_the_hall=booking.venue.seats, learners=len(booking.learners))
    lock(booking.tutors)
    refuse_clash(booking.tutors, booking.learners, start=booking.starts_at, end=booking.ends_at)
    if booking.kind is LessonKind.CLASS:
        halls.refuse_taken(booking.venue, start=booking.starts_at, end=booking.ends_at)
    lesson = _add(booking, now)
    record("book_lesson", lesson, by=by, now=now, municipality_id=booking.programme.municipality_id)
    announcements.booked(lesson, now=now)
    return lesson


def lock(tutors: Sequence[Tutor]) -> None:
    """In order of id, so that two bookings wait for each other instead of blocking each other."""
    ids = sorted(tutor.person_id for tutor in tutors)
    db.session.execute(
        select(Tutor.person_id).where(Tutor.person_id.in_(ids)).order_by(Tutor.person_id).with_for_update()
    )


def refuse_clash(
    tutors: Sequence[Tutor],
    learners: Sequence[Learner],
    *,
    start: datetime,
    end: datetime,
    but_for: Lesson | None = None,
) -> None:
    """Names who is taken, and when: the database would only say that somebody is."""
    taken: list[tuple[str, Staffing | Attendance]] = [
        (row.tutor.person.name, row)
        for row in queries.staffed([t.person_id for t in tutors], start=start, end=end)
    ]
    taken += [
        (row.learner.person.name, row)
        for row in queries.attended([one.person_id for one in learners], start=start, end=end)
    ]
    for name, row in taken:
        if but_for is None or row.lesson_id != but_for.id:
            raise Refused(
                "%(name)sさんには、%(date)s %(time)sから別のレッスンがあります。",
                name=name,
                date=local_date(row.starts_at),
                time=clock_time(row.starts_at),
            )


def _add(booking: Booking, now: datetime) -> Lesson:
    lesson = Lesson(
        created_at=now,
        programme=booking.programme,
        kind=booking.kind,
        state=LessonState.PLANNED,
        title=booking.title,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        live=True,
        household=booking.household,
        venue=booking.venue,
        tutors_wanted=booking.wanted,
        seats=booking.offered,
        form_key=booking.form_key,
    )
    db.session.add(lesson)
    db.session.flush()
    when = {"starts_at": booking.starts_at, "ends_at": booking.ends_at, "live": True}
    lesson.staffings = [Staffing(tutor=t, state=StaffingState.ASSIGNED, **when) for t in booking.tutors]
    lesson.attendances = [Attendance(learner=one, came=Came.EXPECTED, **when) for one in booking.learners]
    db.session.flush()
    return lesson


def move(lesson: Lesson, *, starts_at: datetime, ends_at: datetime, by: Actor, now: datetime) -> None:
    """The people stay, the time changes; what was queued for the old time is withdrawn."""
    old_start = lesson.starts_at
    shift(lesson, [row.tutor for row in lesson.assigned], starts_at=starts_at, ends_at=ends_at, now=now)
    record("move_lesson", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)
    announcements.moved(lesson, old_start=old_start, now=now)


def shift(
    lesson: Lesson, tutors: Sequence[Tutor], *, starts_at: datetime, ends_at: datetime, now: datetime
) -> None:
    """Only the time, for those tutors; nobody is told here."""
    rules.check_movable(lesson.state)
    rules.check_time(starts_at, ends_at, now=now)
    lock(tutors)
    learners = [row.learner for row in lesson.attendances]
    refuse_clash(tutors, learners, start=starts_at, end=ends_at, but_for=lesson)
    if lesson.kind is LessonKind.CLASS:
        halls.refuse_taken(lesson.venue, start=starts_at, end=ends_at, but_for=lesson)
    lesson.starts_at, lesson.ends_at = starts_at, ends_at
    for row in lesson.attendances:
        expect_again(row)  # who could not come at the old time was not asked about the new one
    _follow(lesson)


def cancel(lesson: Lesson, *, reason: str, by: Actor, now: datetime) -> None:
    """Its people are free again, and are told. Cancelling twice changes nothing."""
    if lesson.state is LessonState.CANCELLED:
        return
    rules.check_movable(lesson.state)
    lesson.state, lesson.live, lesson.cancelled_because = LessonState.CANCELLED, False, reason
    _follow(lesson)
    record("cancel_lesson", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)
    announcements.cancelled(lesson, now=now)


def reinstate(lesson: Lesson, *, by: Actor, now: datetime) -> None:
    """It takes place after all, if its people are still free. Who has heard that it is off is told again."""
    if lesson.state is LessonState.PLANNED:
        return
    if lesson.state is LessonState.FINISHED:
        rules.check_movable(lesson.state)
    rules.check_time(lesson.starts_at, lesson.ends_at, now=now)
    tutors, learners = (
        [row.tutor for row in lesson.assigned],
        [row.learner for row in lesson.attendances],
    )
    lock(tutors)
    refuse_clash(tutors, learners, start=lesson.starts_at, end=lesson.ends_at, but_for=lesson)
    if lesson.kind is LessonKind.CLASS:
        halls.refuse_taken(lesson.venue, start=lesson.starts_at, end=lesson.ends_at, but_for=lesson)
    lesson.state, lesson.live, lesson.cancelled_because = LessonState.PLANNED, True, None
    _follow(lesson)
    record("reinstate_lesson", lesson, by=by, now=now, municipality_id=lesson.programme.municipality_id)
    announcements.reinstated(lesson, now=now)


def _follow(lesson: Lesson) -> None:
    """The database has copied time and `live` down; our copies in memory are old."""
    db.session.flush()
    for row in (*lesson.staffings, *lesson.attendances):
        db.session.refresh(row)
