"""A tutor who sets out lets the people of the visit know, once, and only while it is of use."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import announcements, on_the_way
from tutor.lessons.models import Lesson, LessonKind, LessonState
from tutor.messaging.models import Channel, Message, MessageState

pytestmark = pytest.mark.usefixtures("database")

# make.NOW is 10:00 in Japan.
STARTS = make.NOW + timedelta(hours=4)
SET_OUT = STARTS - timedelta(minutes=25)
BY = make.actor()


def visit(phone: str | None = "090-1234-5678", **values) -> Lesson:
    tutors = (make.tutor(), make.tutor())
    return make.lesson(tutors, (make.learner(phone=phone),), **{"starts_at": STARTS} | values)


def test_they_read_who_comes_and_it_is_of_use_for_half_an_hour() -> None:
    [message] = on_the_way.say(visit(), by=BY, now=SET_OUT)
    assert message.body == "佐藤・佐藤が、これからうかがいます。14:00からのレッスンです。電話0191-21-8633"
    assert (message.channel, message.not_before) == (Channel.SMS, SET_OUT)
    assert message.not_after == SET_OUT + timedelta(minutes=30)
    assert db.session.scalars(select(Change.verb)).all() == ["say_on_the_way"]


def test_pressed_twice_or_by_both_it_is_said_once() -> None:
    row = visit()
    assert on_the_way.said([row.id]) == set()
    on_the_way.say(row, by=BY, now=SET_OUT)
    assert on_the_way.say(row, by=BY, now=SET_OUT + timedelta(minutes=5)) == []
    assert on_the_way.said([row.id]) == {row.id}
    assert len(db.session.scalars(select(Change)).all()) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"phone": None},
        {"phone": "0191-21-1111"},
        {"state": LessonState.CANCELLED, "live": False},
        {"state": LessonState.FINISHED},
        {"kind": LessonKind.CLASS},
        {"starts_at": SET_OUT + timedelta(hours=2, seconds=1)},
        {"starts_at": SET_OUT - timedelta(hours=1), "ends_at": SET_OUT},
    ],
    ids=str,
)
def test_it_is_refused_when_nobody_could_read_it_or_it_would_not_be_true(values) -> None:
    row = visit(**values)
    assert not on_the_way.may_say(row, now=SET_OUT)
    with pytest.raises(Refused):
        on_the_way.say(row, by=BY, now=SET_OUT)
    assert db.session.scalars(select(Message)).all() == []


def test_before_nine_it_would_come_when_it_is_no_longer_true() -> None:
    eight = make.NOW + timedelta(hours=22)
    assert not on_the_way.may_say(visit(starts_at=eight + timedelta(hours=1)), now=eight)


def test_who_is_late_can_still_say_it() -> None:
    row = visit()
    [message] = on_the_way.say(row, by=BY, now=row.ends_at - timedelta(minutes=10))
    assert message.not_after == row.ends_at


def test_the_visit_called_off_meanwhile_takes_it_back() -> None:
    row = visit()
    [message] = on_the_way.say(row, by=BY, now=SET_OUT)
    announcements.cancelled(row, now=SET_OUT)
    assert message.state is MessageState.WITHDRAWN
