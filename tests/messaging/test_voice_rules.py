"""At which other hour a telephone rings again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.messaging import voice_rules
from tutor.messaging.hours import TIME_TO_RING, is_open

DAY = timedelta(days=1)


def jst(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


@pytest.mark.parametrize(
    ("rang", "again"),
    [
        (jst(22, 9), jst(22, 14)),
        (jst(22, 12), jst(22, 14)),
        (jst(22, 12, 1), jst(22, 18, 30)),
        (jst(22, 18), jst(23, 10)),
        (jst(22, 23, 50), jst(23, 10)),
        (jst(22, 3), jst(22, 10)),
    ],
)
def test_in_another_part_of_the_day(rang: datetime, again: datetime) -> None:
    assert voice_rules.next_try(rang, tried=1, not_after=rang + 3 * DAY) == again


def test_three_tries_are_all() -> None:
    rang = jst(22, 10)
    assert voice_rules.next_try(rang, tried=2, not_after=rang + 3 * DAY)
    assert voice_rules.next_try(rang, tried=3, not_after=rang + 3 * DAY) is None


def test_staff_are_left_two_hours_to_ring() -> None:
    rang = jst(22, 9)
    assert voice_rules.next_try(rang, tried=1, not_after=jst(22, 16)) == jst(22, 14)
    assert voice_rules.next_try(rang, tried=1, not_after=jst(22, 15, 59)) is None


@given(st.integers(0, 365 * 24 * 60), st.integers(0, 5 * 24 * 60))
def test_never_outside_the_day_nor_too_late_nor_at_once(minute: int, left: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    not_after = now + timedelta(minutes=left)
    moment = voice_rules.next_try(now, tried=1, not_after=not_after)
    if moment is not None:
        assert is_open(moment)
        assert now + voice_rules.APART <= moment <= not_after - TIME_TO_RING
    else:
        assert left < 20 * 60
