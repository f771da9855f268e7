"""When each reminder's moment is, and when it is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.reminders.rules import PLAN, is_due

THREE, ONE, TUTORS = PLAN


def jst(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


LESSON = jst(25, 14)
LONG_AGO = jst(1, 12)


def due(reminder, now, told=LONG_AGO, starts=LESSON) -> bool:
    return is_due(reminder, starts_at=starts, told_at=told, now=now)


@pytest.mark.parametrize(
    ("reminder", "moment"), [(THREE, jst(22, 10)), (ONE, jst(24, 10)), (TUTORS, jst(24, 17))]
)
def test_the_moment_is_a_wall_time_some_days_before(reminder, moment: datetime) -> None:
    assert reminder.moment(LESSON) == moment
    assert not due(reminder, moment - timedelta(seconds=1))
    assert due(reminder, moment)


def test_a_lesson_early_in_the_morning_counts_days_in_japan() -> None:
    """08:30 in Japan is still the day before in UTC."""
    assert ONE.moment(jst(25, 8, 30)) == jst(24, 10)


def test_the_first_reminder_gives_way_to_the_second() -> None:
    assert due(THREE, jst(24, 9, 59))
    assert not due(THREE, jst(24, 10))


def test_the_last_ones_are_of_use_until_it_begins_and_never_after() -> None:
    for reminder in (ONE, TUTORS):
        assert due(reminder, LESSON - timedelta(seconds=1))
        assert not due(reminder, LESSON)


def test_whoever_heard_the_time_later_than_that_is_not_reminded() -> None:
    assert not due(ONE, jst(24, 11), told=jst(24, 10))
    assert not due(ONE, jst(24, 11), told=jst(24, 10, 30))
    assert due(ONE, jst(24, 11), told=jst(24, 9, 59))


@given(st.integers(0, 60 * 24 * 10), st.integers(0, 60 * 24 * 10), st.sampled_from(PLAN))
def test_never_before_its_moment_never_after_the_lesson_never_twice(asked: int, told: int, reminder) -> None:
    now, told_at = jst(18, 0) + timedelta(minutes=asked), jst(18, 0) + timedelta(minutes=told)
    if due(reminder, now, told_at):
        assert reminder.moment(LESSON) <= now < LESSON
        assert not due(reminder, now + timedelta(seconds=30), told=now)
