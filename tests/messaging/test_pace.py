"""When the line at the sender is empty."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell
from tutor.database import db
from tutor.messaging.models import MessageState
from tutor.messaging.pace import Queue, emptied_at, queue

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
    assert queue(NOW) == Queue(3, NOW + 6 * SECOND)


@pytest.mark.usefixtures("database")
def test_at_night_it_begins_at_nine() -> None:
    owe(2)
    nine = NOW + timedelta(hours=23)
    assert queue(NOW + timedelta(hours=12)) == Queue(2, nine + 4 * SECOND)


@pytest.mark.usefixtures("database")
def test_what_was_handed_over_stands_in_front() -> None:
    owe(2)
    for message in tell(make.person("080-1111-2222"), about_id=9):
        message.state, message.attempt_at, message.body = MessageState.SENT, NOW, "あ" * 670
    db.session.commit()
    assert queue(NOW) == Queue(2, NOW + 14 * SECOND)
