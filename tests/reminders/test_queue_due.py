"""Reminders of real lessons: once, to those who come, of the time that holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from tests import make
from tests.reminders.queueing import queued
from tutor.database import db
from tutor.lessons import announcements
from tutor.lessons.models import Came, Lesson, LessonState, StaffingState
from tutor.messaging.models import Channel, Message, MessageState
from tutor.office.models import ClosingDay
from tutor.reminders import plans
from tutor.reminders.actions import queue_due
from tutor.reminders.rules import SHIPPED

pytestmark = pytest.mark.usefixtures("database")

# make.NOW is Sunday 22 November 10:00 in Japan; the lesson is three days later at 14:00.
STARTS = make.NOW + timedelta(days=3, hours=4)
THREE_BEFORE, DAY_BEFORE = make.NOW, make.NOW + timedelta(days=2)
EVENING_BEFORE = DAY_BEFORE + timedelta(hours=7)
MORNING = make.NOW + timedelta(days=3, hours=-1)
LONG_AGO = make.NOW - timedelta(days=20)


def lesson(**values) -> Lesson:
    tutors = (make.tutor(phone="080-1111-2222"), make.tutor(phone="080-1111-3333"))
    learner = make.learner(phone="090-1234-5678")
    row = make.lesson(tutors, (learner,), **{"starts_at": STARTS, "created_at": LONG_AGO} | values)
    db.session.commit()
    return row


def test_the_whole_life_of_a_lesson_s_reminders() -> None:
    lesson()
    assert queued(THREE_BEFORE - timedelta(minutes=1)) == []
    assert queued(THREE_BEFORE) == ["lesson_reminder_3"]
    assert queued(DAY_BEFORE - timedelta(minutes=1)) == []
    assert queued(DAY_BEFORE) == ["lesson_reminder_1"]
    assert queued(EVENING_BEFORE) == ["staffing_reminder_1"] * 2
    assert queued(STARTS - timedelta(minutes=1)) == []
    assert queued(STARTS) == []


def test_what_a_reminder_says_and_until_when_it_may_go() -> None:
    row = lesson()
    queue_due(THREE_BEFORE)
    message = db.session.scalars(select(Message)).one()
    assert (
        message.body
        == "11月25日(水)14:00、ご自宅でレッスンです。担当は佐藤・佐藤です。変更は電話0191-21-8633へ"
    )
    assert (message.channel, message.about_id) == (Channel.SMS, row.id)
    assert (message.not_before, message.not_after) == (THREE_BEFORE, DAY_BEFORE)
    assert message.municipality_id == row.programme.municipality_id


def test_a_worker_that_was_down_still_reminds_once() -> None:
    lesson()
    assert queued(DAY_BEFORE + timedelta(hours=8)) == ["lesson_reminder_1"] + ["staffing_reminder_1"] * 2


def test_asked_every_half_minute_it_is_queued_once() -> None:
    lesson()
    assert [len(queued(DAY_BEFORE + timedelta(seconds=30 * n))) for n in range(5)] == [1, 0, 0, 0, 0]


def test_a_lesson_booked_after_the_moment_has_no_such_reminder() -> None:
    lesson(created_at=THREE_BEFORE + timedelta(hours=1))
    assert queued(THREE_BEFORE + timedelta(hours=2)) == []
    assert queued(DAY_BEFORE) == ["lesson_reminder_1"]


def test_who_cannot_come_or_was_released_is_not_reminded() -> None:
    row = lesson()
    row.attendances[0].came = Came.SAYS_NO
    row.staffings[0].state = StaffingState.RELEASED
    db.session.commit()
    assert queued(EVENING_BEFORE) == ["staffing_reminder_1"]


@pytest.mark.parametrize("state", [LessonState.CANCELLED, LessonState.FINISHED])
def test_only_planned_lessons_remind(state: LessonState) -> None:
    lesson(state=state, live=state is LessonState.FINISHED)
    assert queued(DAY_BEFORE) == []


def missed_one(row: Lesson, days_ago: int) -> None:
    """The learner of that lesson was not there some days ago."""
    learner = row.attendances[0].learner
    old = make.lesson((), (learner,), starts_at=STARTS - timedelta(days=days_ago), state=LessonState.FINISHED)
    old.attendances[0].came = Came.MISSED
    db.session.commit()


def test_who_missed_a_lesson_lately_is_reminded_on_the_morning_too() -> None:
    row = lesson()
    missed_one(row, 30)
    queued(DAY_BEFORE)
    queued(EVENING_BEFORE)
    assert queued(MORNING - timedelta(seconds=1)) == []
    assert queued(MORNING) == ["lesson_reminder_0"]
    assert queued(MORNING + timedelta(seconds=30)) == []


def test_who_missed_long_ago_or_never_is_not() -> None:
    missed_one(lesson(), 200)
    queued(DAY_BEFORE)
    queued(EVENING_BEFORE)
    assert queued(MORNING) == []


def test_a_worker_that_was_down_until_that_morning_says_it_once() -> None:
    missed_one(lesson(), 30)
    assert "lesson_reminder_0" not in queued(MORNING + timedelta(minutes=1))
    assert queued(MORNING + timedelta(minutes=2)) == []


def at_home() -> Lesson:
    """The learner has a telephone at home only."""
    row = make.lesson((), (make.learner(phone="0191-21-1111"),), starts_at=STARTS, created_at=LONG_AGO)
    db.session.commit()
    return row


def test_a_telephone_at_home_is_rung_in_the_evening_instead_of_in_the_morning() -> None:
    at_home()
    assert queued(DAY_BEFORE) == []
    evening = DAY_BEFORE + timedelta(hours=8)
    assert queued(evening - timedelta(seconds=1)) == []
    assert queued(evening) == ["lesson_reminder_1"]
    call = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert (call.channel, call.not_before, call.not_after) == (Channel.VOICE, evening, STARTS)
    assert queued(evening + timedelta(minutes=1)) == []


def test_without_the_evening_call_it_is_rung_with_the_others() -> None:
    row = at_home()
    off = SHIPPED[2].changed(days=1, wall=SHIPPED[2].wall, active=False)
    plans.change([off], row.programme.municipality, by=make.actor(), now=LONG_AGO)
    db.session.commit()
    assert queued(DAY_BEFORE) == ["lesson_reminder_1"]
    assert queued(DAY_BEFORE + timedelta(hours=8)) == []


def test_the_morning_after_a_missed_lesson_is_said_aloud_too() -> None:
    missed_one(at_home(), 30)
    queued(DAY_BEFORE + timedelta(hours=8))
    assert queued(MORNING) == ["lesson_reminder_0"]
    call = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert call.channel is Channel.VOICE


def test_staff_s_own_plan_holds_for_their_city() -> None:
    row = lesson()
    off = SHIPPED[0].changed(days=3, wall=SHIPPED[0].wall, active=False)
    later = SHIPPED[1].changed(days=1, wall=make.wall(11), active=True)
    plans.change([off, later], row.programme.municipality, by=make.actor(), now=LONG_AGO)
    db.session.commit()
    assert queued(THREE_BEFORE) == []
    assert queued(DAY_BEFORE) == []
    assert queued(DAY_BEFORE + timedelta(hours=1)) == ["lesson_reminder_1"]


def test_a_closed_day_brings_it_forward() -> None:
    row = lesson()
    tuesday = make.MONDAY + timedelta(days=1)
    make.add(ClosingDay(municipality_id=row.programme.municipality_id, day=tuesday, name="休み"))
    db.session.commit()
    assert queued(DAY_BEFORE - timedelta(days=1)) == ["lesson_reminder_1"]
    assert queued(DAY_BEFORE) == ["staffing_reminder_1"] * 2


def move(row: Lesson, starts_at, now) -> None:
    old, row.starts_at, row.ends_at = row.starts_at, starts_at, starts_at + timedelta(hours=1)
    db.session.commit()
    announcements.moved(row, old_start=old, now=now)
    db.session.commit()


def test_an_edit_that_leaves_the_time_reminds_nobody_again() -> None:
    row = lesson()
    queued(DAY_BEFORE)
    row.title = "べつの題"
    db.session.commit()
    assert queued(DAY_BEFORE + timedelta(minutes=5)) == []


def test_moved_later_it_reminds_of_the_new_time_too() -> None:
    row = lesson()
    assert queued(DAY_BEFORE) == ["lesson_reminder_1"]
    move(row, STARTS + timedelta(days=7), DAY_BEFORE + timedelta(minutes=5))
    assert queued(DAY_BEFORE + timedelta(minutes=6)) == []
    assert queued(DAY_BEFORE + timedelta(days=5)) == ["lesson_reminder_3"]


def test_moved_nearer_than_the_moment_the_move_itself_was_the_reminder() -> None:
    row = lesson(starts_at=STARTS + timedelta(days=7))
    move(row, STARTS, THREE_BEFORE + timedelta(hours=1))
    assert queued(THREE_BEFORE + timedelta(hours=2)) == []
    assert queued(DAY_BEFORE) == ["lesson_reminder_1"]


def test_moved_to_and_fro_it_is_not_reminded_twice_of_the_same_time() -> None:
    row = lesson()
    assert queued(DAY_BEFORE) == ["lesson_reminder_1"]
    move(row, STARTS + timedelta(days=7), DAY_BEFORE + timedelta(minutes=1))
    move(row, STARTS, DAY_BEFORE + timedelta(minutes=2))
    assert queued(DAY_BEFORE + timedelta(minutes=3)) == []


def test_a_reminder_still_due_is_withdrawn_by_the_move() -> None:
    row = lesson()
    queued(DAY_BEFORE)
    reminder = db.session.scalars(select(Message).where(Message.purpose == "lesson_reminder_1")).one()
    move(row, STARTS + timedelta(days=1), DAY_BEFORE)
    assert reminder.state is MessageState.WITHDRAWN


def test_a_couple_with_one_telephone_is_reminded_by_one_text() -> None:
    couple = (make.learner(phone="090-1234-5678"), make.learner(phone="090-1234-5678"))
    make.lesson((make.tutor(),), couple, starts_at=STARTS, created_at=LONG_AGO)
    db.session.commit()
    assert queued(DAY_BEFORE) == ["lesson_reminder_1"]


def test_many_lessons_cost_few_questions_once_all_are_reminded() -> None:
    for _ in range(5):
        tutors = (make.tutor(phone="080-1111-2222"),)
        learners = (make.learner(phone=None),)
        make.lesson(tutors, learners, starts_at=STARTS, created_at=LONG_AGO)
    db.session.commit()
    queued(EVENING_BEFORE)
    db.session.expire_all()
    asked = []
    with watching(asked):
        queue_due(EVENING_BEFORE + timedelta(seconds=30))
    assert len(asked) <= 16


@contextmanager
def watching(asked: list[str]) -> Iterator[None]:
    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield
    event.remove(db.engine, "before_cursor_execute", note)
