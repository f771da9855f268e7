"""When the lines at the sender and at the caller are empty."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tutor.database import db
from tutor.messaging.models import MessageState
from tutor.messaging.pace import Queue, calls, emptied_at, texts
from tutor.messaging.voice_rules import LONGEST_CALL

NOW, SECOND = make.NOW, timedelta(seconds=1)


@pytest.mark.parametrize(
    ("line", "empty"),
    [
        ([], 0),
        ([(0, 1), (0, 2)], 3),
        ([(-100, 30)], 0),
        ([(-100, 130)], 30),
        ([(0, 1), (60, 1)], 61),
        ([(60, 1), (-5, 10)], 61),
    ],
    ids=["nothing", "in a row", "long through", "still at the provider", "a gap", "in any order"],
)
def test_one_part_a_second_behind_what_stood_there_before(line: list[tuple[int, int]], empty: int) -> None:
    moments = [(NOW + since * SECOND, parts) for since, parts in line]
    assert emptied_at(moments, now=NOW) == NOW + empty * SECOND


def owe(count: int, **values) -> None:
    for n in range(count):
        for message in tell(make.person(f"090-1234-{n:04}"), about_id=n, occasion="", **values):
            message.body = "あ" * 100
    db.session.commit()


@pytest.mark.usefixtures("database")
def test_what_waits_now_is_counted_in_parts_not_what_waits_for_another_day() -> None:
    owe(3)
    owe(2, purpose="lesson_moved", not_before=NOW + timedelta(days=1))
    assert texts(NOW) == Queue(3, NOW + 6 * SECOND)


@pytest.mark.usefixtures("database")
def test_at_night_it_begins_at_nine() -> None:
    owe(2)
    nine = NOW + timedelta(hours=23)
    assert texts(NOW + timedelta(hours=12)) == Queue(2, nine + 4 * SECOND)


@pytest.mark.usefixtures("database")
def test_what_was_handed_over_stands_in_front() -> None:
    owe(2)
    for message in tell(make.person("080-1111-2222"), about_id=9):
        message.state, message.attempt_at, message.body = MessageState.SENT, NOW, "あ" * 670
    db.session.commit()
    assert texts(NOW) == Queue(2, NOW + 14 * SECOND)


@pytest.mark.usefixtures("database")
def test_calls_are_dialled_one_a_second_however_long_they_are() -> None:
    for n in range(3):
        tell(make.person(f"0191-21-863{n}"), about_id=n)
    tell(make.person("0191-21-8639"), about_id=3, not_before=NOW + timedelta(days=1))
    owe(1)
    assert calls(NOW) == Queue(3, NOW + 3 * SECOND)
    assert calls(NOW + timedelta(hours=12)) == Queue(3, NOW + timedelta(hours=23) + 3 * SECOND)
    assert texts(NOW).waiting == 1


@pytest.mark.usefixtures("database")
def test_the_second_call_to_one_telephone_waits_for_the_first_to_end() -> None:
    for n in range(2):
        tell(make.person("0191-21-8633"), about_id=n)
    assert calls(NOW) == Queue(2, NOW + LONGEST_CALL + SECOND)
