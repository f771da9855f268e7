"""The same words once more."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tutor.messaging.actions import withdraw
from tutor.messaging.models import Message
from tutor.messaging.repeating import repeat

pytestmark = pytest.mark.usefixtures("database")


def told(phone: str = "090-1234-5678", **values) -> Message:
    [message] = tell(make.person(phone), **values)
    return message


def again(message: Message, occasion: str = "SM1", now=make.NOW) -> Message | None:
    return repeat(message, occasion=occasion, now=now)


def test_it_is_a_message_of_its_own_that_ends_when_the_first_does() -> None:
    first = told()
    second = again(first)
    assert second
    assert (second.body, second.not_after, second.wording_n) == (first.body, first.not_after, first.wording_n)
    assert (second.uid != first.uid, second.sid, second.attempt_at) == (True, None, None)


def test_of_one_occasion_it_is_said_once() -> None:
    first = told()
    assert again(first)
    assert again(first) is None
    assert again(first, "SM2")


def test_what_is_too_late_taken_back_or_forgotten_is_not_said_again() -> None:
    late, taken_back, forgotten = told(), told(about_id=8), told(about_id=9)
    withdraw(about_kind="lesson", about_id=8, now=make.NOW)
    forgotten.body = None
    assert again(late, now=late.not_after - timedelta(hours=12)) is not None  # 22:00, and there is a morning
    assert [again(late, "SM2", late.not_after), again(taken_back), again(forgotten)] == [None, None, None]


def test_a_call_by_staff_is_not_repeated_by_a_machine() -> None:
    assert again(told(None)) is None
