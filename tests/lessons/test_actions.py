"""Booking, moving, cancelling: who is told, who is free."""

from datetime import timedelta

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import actions
from tutor.lessons.actions import Booking
from tutor.lessons.models import LessonKind, LessonState, Staffing
from tutor.messaging.models import Message, MessageState
from tutor.messaging.wording import load_wordings

START = make.NOW + timedelta(days=3)
HOUR = timedelta(hours=1)


@pytest.fixture
def by(database):
    load_wordings(make.NOW)
    return make.actor(Role.COORDINATOR, who=make.person())


@pytest.fixture
def booking(by):
    learner = make.learner(phone="090-1111-2222")
    home = learner.person.household
    return Booking(
        programme=make.programme(home.town.municipality),
        kind=LessonKind.VISIT,
        title="訪問レッスン",
        starts_at=START,
        ends_at=START + HOUR,
        tutors=[make.tutor(phone="080-1111-0001"), make.tutor(phone="080-1111-0002")],
        learners=[learner],
        household=home,
    )


def messages(purpose):
    return db.session.query(Message).filter_by(purpose=purpose).order_by(Message.id).all()


def test_booking_tells_the_learner_and_both_tutors(booking, by):
    actions.book(booking, by=by, now=make.NOW)

    assert len(messages("lesson_booked")) == 1
    assert len(messages("staffing_booked")) == 2


def test_booking_is_written_down_for_its_city(booking, by):
    lesson = actions.book(booking, by=by, now=make.NOW)

    row = db.session.query(Change).filter_by(verb="book_lesson").one()
    assert (row.subject_id, row.municipality_id) == (lesson.id, booking.programme.municipality_id)


def test_booking_a_taken_tutor_names_who_and_when(booking, by):
    make.lesson(tutors=(booking.tutors[0],), starts_at=START + timedelta(minutes=30))

    with pytest.raises(Refused, match=r"佐藤.*別のレッスンがあります"):
        actions.book(booking, by=by, now=make.NOW)


def test_booking_a_taken_learner_names_who(booking, by):
    make.lesson(learners=tuple(booking.learners), starts_at=START - timedelta(minutes=30))

    with pytest.raises(Refused, match="千葉"):
        actions.book(booking, by=by, now=make.NOW)


def test_moving_takes_everybody_along_and_tells_them_once(booking, by):
    lesson = actions.book(booking, by=by, now=make.NOW)

    actions.move(lesson, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=by, now=make.NOW)

    assert {row.starts_at for row in db.session.query(Staffing)} == {START + HOUR}
    assert len(messages("lesson_moved")) == 1
    assert {one.state for one in messages("lesson_booked")} == {MessageState.WITHDRAWN}


def test_lesson_can_be_moved_by_half_its_length(booking, by):
    lesson = actions.book(booking, by=by, now=make.NOW)
    half = timedelta(minutes=30)

    actions.move(lesson, starts_at=START + half, ends_at=START + half + HOUR, by=by, now=make.NOW)

    assert lesson.starts_at == START + half


def test_moving_onto_another_lesson_is_refused_and_changes_nothing(booking, by):
    lesson = actions.book(booking, by=by, now=make.NOW)
    make.lesson(tutors=(booking.tutors[0],), starts_at=START + 2 * HOUR)
    db.session.commit()

    with pytest.raises(Refused):
        actions.move(lesson, starts_at=START + 2 * HOUR, ends_at=START + 3 * HOUR, by=by, now=make.NOW)
    db.session.rollback()

    assert lesson.starts_at == START
    assert messages("lesson_moved") == []


def test_cancelled_lesson_frees_its_people_and_tells_them(booking, by):
    lesson = actions.book(booking, by=by, now=make.NOW)

    actions.cancel(lesson, reason="雪", by=by, now=make.NOW)

    assert len(messages("lesson_cancelled")) == 1
    again = actions.book(booking, by=by, now=make.NOW)
    assert again.id != lesson.id


def test_cancelling_twice_tells_once(booking, by):
    lesson = actions.book(booking, by=by, now=make.NOW)

    for _ in range(2):
        actions.cancel(lesson, reason="", by=by, now=make.NOW)

    assert len(messages("lesson_cancelled")) == 1


def test_finished_lesson_cannot_be_cancelled(booking, by):
    lesson = actions.book(booking, by=by, now=make.NOW)
    lesson.state = LessonState.FINISHED

    with pytest.raises(Refused, match="もう終わって"):
        actions.cancel(lesson, reason="", by=by, now=make.NOW)
