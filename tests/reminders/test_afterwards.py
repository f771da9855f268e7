"""After a lesson: asked once how it was, reminded of homework on four days, and only who wants it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.curriculum.plain_content import two_stages
from tests.messaging.calling import FIRST, SECOND, THIRD, rung, told
from tests.reminders.queueing import queued
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning.actions import enrol, finish_homework, give_homework
from tutor.learning.models import Homework
from tutor.lessons.models import Came, Lesson, LessonState
from tutor.local_time import at, local
from tutor.messaging import lanes, spoken, stops
from tutor.messaging.models import Channel, LaneStop, Message, MessageState
from tutor.messaging.voice_rules import Call
from tutor.office.models import ClosingDay
from tutor.people.models import Learner

pytestmark = pytest.mark.usefixtures("database")

# make.NOW is Sunday 22 November 10:00 in Japan; the lesson was on Friday 20 at 10:00.
LESSON = make.NOW - timedelta(days=2)
FRIDAY, FOUR = make.MONDAY - timedelta(days=3), make.wall(16)
AT_HOME = "0191-21-1111"
EVENING = at(FRIDAY, make.wall(18))
NUDGED = [at(FRIDAY + timedelta(days=days), FOUR) for days in (1, 3, 7, 14)]


def someone(phone: str | None = "090-1234-5678") -> Learner:
    if curricula.newest("small") is None:
        publish(two_stages(), by=WORKER, now=LESSON)
    learner = make.learner(phone=phone)
    enrol(learner, curriculum_key="small", by=WORKER, now=LESSON)
    return learner


def lesson(*learners: Learner, came: Came = Came.CAME, **values) -> Lesson:
    given = {"starts_at": LESSON, "state": LessonState.FINISHED, "created_at": LESSON - timedelta(days=9)}
    row = make.lesson((make.tutor(),), learners, **given | values)
    for one in row.attendances:
        one.came = came
    db.session.commit()
    return row


def give(learner: Learner, row: Lesson, unit: str = "talk") -> Homework:
    unit_row = curricula.unit("small", unit)
    made = give_homework(learner, unit=unit_row, lesson=row, due_on=None, by=WORKER, now=LESSON)
    db.session.commit()
    return made


def nudges_until(end) -> list:
    """When a worker that looks at twelve, at four, at eight queues one: each is due at four."""
    now, found = LESSON + timedelta(hours=2), []
    while now < end:
        found += [now] * queued(now).count("homework_nudge")
        now += timedelta(hours=4)
    return found


def test_who_came_is_asked_once_how_it_was() -> None:
    row = lesson(someone())
    assert queued(EVENING - timedelta(seconds=1)) == []
    assert queued(EVENING) == ["lesson_question"]
    assert queued(EVENING + timedelta(hours=1)) == []
    message = db.session.scalars(select(Message)).one()
    assert (message.channel, message.about_id) == (Channel.SMS, row.id)
    assert message.not_after == EVENING + timedelta(days=1)
    assert "レッスンはどうでしたか" in message.body


@pytest.mark.parametrize(
    "values",
    [{"came": Came.MISSED}, {"state": LessonState.CANCELLED, "live": False}, {"state": LessonState.PLANNED}],
)
def test_who_was_not_there_or_of_whom_nobody_knows_yet_is_not_asked(values) -> None:
    lesson(someone(), **values)
    assert queued(EVENING) == []


def test_a_lesson_in_the_evening_is_asked_about_when_it_is_over() -> None:
    lesson(someone(), starts_at=EVENING - timedelta(minutes=30))
    assert queued(EVENING) == []
    assert queued(EVENING + timedelta(minutes=30)) == ["lesson_question"]


def test_written_up_two_days_later_nobody_asks_any_more() -> None:
    row = lesson(someone(), state=LessonState.PLANNED)
    row.state = LessonState.FINISHED
    db.session.commit()
    assert queued(EVENING + timedelta(days=1)) == []


def test_homework_is_spoken_of_on_four_days_and_no_more() -> None:
    learner = someone()
    give(learner, lesson(learner))
    assert nudges_until(NUDGED[-1] + timedelta(days=3)) == NUDGED


def test_done_homework_is_not_spoken_of_and_what_waits_is_taken_back() -> None:
    learner = someone()
    row = lesson(learner)
    first, second = give(learner, row), give(learner, row, "see")
    assert "homework_nudge" in queued(NUDGED[0])
    waiting = db.session.scalars(select(Message).where(Message.purpose == "homework_nudge")).one()
    finish_homework(first, by=WORKER, now=NUDGED[0])
    assert waiting.state is MessageState.DUE
    finish_homework(second, by=WORKER, now=NUDGED[0])
    assert waiting.state is MessageState.WITHDRAWN
    assert queued(NUDGED[1]) == []


def test_after_the_next_lesson_nobody_speaks_of_the_old_homework() -> None:
    learner = someone()
    give(learner, lesson(learner))
    make.lesson((), (learner,), starts_at=NUDGED[1] + timedelta(minutes=30))
    assert queued(NUDGED[1]) == ["homework_nudge"]
    last = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert last.not_after == NUDGED[1] + timedelta(minutes=30)
    assert queued(NUDGED[2]) == []


def test_who_has_no_telephone_is_asked_by_nobody() -> None:
    learner = someone(None)
    give(learner, lesson(learner))
    assert queued(EVENING) == []
    assert nudges_until(NUDGED[1]) == []


@pytest.mark.parametrize("phone", [AT_HOME, "050-1234-5678"])
def test_at_home_a_machine_asks_once_how_it_was_and_nobody_speaks_of_homework(phone: str) -> None:
    learner = someone(phone)
    give(learner, lesson(learner))
    assert queued(EVENING) == ["lesson_question"]
    assert queued(EVENING + timedelta(hours=1)) == []
    assert nudges_until(NUDGED[1]) == []
    message = db.session.scalars(select(Message)).one()
    assert (message.channel, message.not_before) == (Channel.VOICE, EVENING)
    assert spoken.message(message.body, "ja", message.purpose)[1] == (
        "ちば様に、11月20日、金曜日、午前10時のスマホのレッスンのことをおたずねします。担当はさとうでした。"
        "事務所の電話は、0 1 9 1、2 1、8 6 3 3です。レッスンは、いかがでしたか。"
    )


def test_written_up_at_night_a_machine_asks_in_the_morning() -> None:
    lesson(someone(AT_HOME))
    assert queued(EVENING + timedelta(hours=3)) == ["lesson_question"]
    assert db.session.scalars(select(Message)).one().not_before == EVENING + timedelta(hours=15)


def test_who_said_stop_is_not_rung_by_a_machine() -> None:
    learner = someone(AT_HOME)
    lesson(learner)
    stops.stop(learner.person, "lesson_question", by=make.actor(), now=LESSON)
    assert queued(EVENING) == []


@pytest.mark.parametrize("code", ["20003", lanes.NOT_SET_UP])
def test_while_no_machine_rings_nobody_asks_at_home(code: str) -> None:
    lesson(someone(AT_HOME))
    make.add(LaneStop(channel=Channel.VOICE, since=LESSON, code=code))
    assert queued(EVENING) == []


def test_nobody_answers_three_times_and_staff_do_not_ring() -> None:
    lesson(someone(AT_HOME))
    queued(EVENING)
    message = db.session.scalars(select(Message)).one()
    for sid in (FIRST, SECOND, THIRD):
        told(rung(message, sid), Call.NO_ANSWER, sid)
    assert message.state is MessageState.FAILED
    assert db.session.scalars(select(Message)).all() == [message]


@pytest.mark.parametrize(
    ("kind", "left"), [("homework", ["lesson_question"]), ("lesson_question", ["homework_nudge"])]
)
def test_a_stop_of_one_of_them_holds_for_that_one(kind: str, left: list[str]) -> None:
    learner = someone()
    give(learner, lesson(learner))
    stops.stop(learner.person, kind, by=make.actor(), now=LESSON)
    assert queued(EVENING) + queued(NUDGED[0]) == left


def test_a_closed_day_puts_it_off_and_two_that_meet_are_one() -> None:
    learner = someone()
    row = lesson(learner)
    give(learner, row)
    city = row.programme.municipality_id
    for days in (1, 2, 3):
        make.add(ClosingDay(municipality_id=city, day=FRIDAY + timedelta(days=days), name="休み"))
    found = nudges_until(NUDGED[2] - timedelta(days=1))
    assert [local(one).day for one in found] == [24]


def test_a_couple_with_one_telephone_gets_one() -> None:
    couple = (someone("090-1111-2222"), someone("090-1111-2222"))
    row = lesson(*couple)
    for one in couple:
        give(one, row)
    assert queued(EVENING) == ["lesson_question"]
    assert queued(NUDGED[0]) == ["homework_nudge"]
