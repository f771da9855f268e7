"""Turning the clock forward lets happen what would have happened meanwhile."""

from datetime import timedelta

from sqlalchemy import select

from tests import make
from tutor.database import db
from tutor.demo.passing import let_pass, moments_between
from tutor.local_time import at
from tutor.messaging.models import Message, MessageState

# make.NOW is Sunday 22 November, 10:00.
MORNING, EVENING = make.wall(10), make.wall(17)
SUNDAY, MONDAY, TUESDAY = (make.MONDAY + timedelta(days=days) for days in (-1, 0, 1))


def lesson_on(day):
    tutors = (make.tutor(phone="09012345678"), make.tutor(phone="09012345679"))
    learners = (make.learner(phone="08011112222"),)
    return make.lesson(tutors=tutors, learners=learners, starts_at=at(day, make.wall(15)))


def texts():
    rows = db.session.scalars(select(Message).order_by(Message.attempt_at, Message.id))
    return [(row.purpose, row.state, row.attempt_at) for row in rows]


def test_moments_lie_strictly_between():
    found = list(moments_between(at(SUNDAY, EVENING), at(MONDAY, EVENING)))

    assert found == [at(SUNDAY, make.wall(18)), *(at(MONDAY, make.wall(hour)) for hour in (9, 10, 16))]
    assert list(moments_between(make.NOW, make.NOW + timedelta(hours=1))) == []


def test_reminders_of_the_hours_between_were_sent_in_their_hours(database):
    lesson = lesson_on(TUESDAY)
    lesson.created_at = make.NOW - timedelta(days=9)

    let_pass(make.NOW + timedelta(minutes=1), at(TUESDAY, make.wall(9)))

    sent = texts()
    assert ("lesson_reminder_1", MessageState.SENT, at(MONDAY, MORNING)) in sent
    assert sent.count(("staffing_reminder_1", MessageState.SENT, at(MONDAY, EVENING))) == 2


def test_where_somebody_can_answer_what_fell_due_lately_is_left_to_the_worker(database):
    lesson = lesson_on(TUESDAY)
    lesson.created_at = make.NOW - timedelta(days=9)

    let_pass(make.NOW + timedelta(minutes=1), at(MONDAY, make.wall(11)), answered=True)
    assert ("lesson_reminder_1", MessageState.DUE, None) in texts()
    let_pass(at(MONDAY, make.wall(11)), at(TUESDAY, make.wall(9)), answered=True)

    assert ("staffing_reminder_1", MessageState.SENT, at(MONDAY, EVENING)) in texts()


def test_what_is_due_just_now_is_left_to_the_worker(database):
    lesson = lesson_on(MONDAY)
    lesson.created_at = make.NOW - timedelta(days=9)

    let_pass(make.NOW - timedelta(hours=1), make.NOW)

    assert texts() == [("lesson_reminder_1", MessageState.DUE, None)]


def test_lesson_that_is_over_is_no_longer_reminded_of(database):
    lesson_on(SUNDAY)

    let_pass(make.NOW, at(TUESDAY, MORNING))

    assert texts() == []
