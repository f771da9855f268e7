"""When each reminder's moment is, and when it is over."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import Refused
from tutor.reminders.rules import AFTERWARDS, SHIPPED, Plan, Whom

THREE, ONE, EVENING, THIRD, TUTORS, QUESTION, *HOMEWORK = SHIPPED
PLAN = Plan()


def jst(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


LESSON = jst(25, 14)
LONG_AGO = jst(1, 12)


def due(reminder, now, told=LONG_AGO, starts=LESSON, plan=PLAN) -> bool:
    return plan.is_due(reminder, starts_at=starts, told_at=told, now=now)


@pytest.mark.parametrize(
    ("reminder", "moment"),
    [
        (THREE, jst(22, 10)),
        (ONE, jst(24, 10)),
        (EVENING, jst(24, 18)),
        (THIRD, jst(25, 9)),
        (TUTORS, jst(24, 17)),
    ],
)
def test_the_moment_is_a_wall_time_some_days_before(reminder, moment: datetime) -> None:
    assert PLAN.moment(reminder, LESSON) == moment
    assert not due(reminder, moment - timedelta(seconds=1))
    assert due(reminder, moment)


def test_a_lesson_early_in_the_morning_counts_days_in_japan() -> None:
    """08:30 in Japan is still the day before in UTC."""
    assert PLAN.moment(ONE, jst(25, 8, 30)) == jst(24, 10)


def test_the_first_reminder_gives_way_to_the_second() -> None:
    assert due(THREE, jst(24, 9, 59))
    assert not due(THREE, jst(24, 10))


def test_the_last_ones_are_of_use_until_it_begins_and_never_after() -> None:
    for reminder in (ONE, EVENING, THIRD, TUTORS):
        assert due(reminder, LESSON - timedelta(seconds=1))
        assert not due(reminder, LESSON)


def test_whoever_heard_the_time_later_than_that_is_not_reminded() -> None:
    assert not due(ONE, jst(24, 11), told=jst(24, 10))
    assert not due(ONE, jst(24, 11), told=jst(24, 10, 30))
    assert due(ONE, jst(24, 11), told=jst(24, 9, 59))


@given(
    st.integers(0, 60 * 24 * 10),
    st.integers(0, 60 * 24 * 10),
    st.sampled_from([one for one in SHIPPED if one.whom not in AFTERWARDS]),
)
def test_never_before_its_moment_never_after_the_lesson_never_twice(asked: int, told: int, reminder) -> None:
    now, told_at = jst(18, 0) + timedelta(minutes=asked), jst(18, 0) + timedelta(minutes=told)
    if due(reminder, now, told_at):
        assert PLAN.moment(reminder, LESSON) <= now < LESSON
        assert not due(reminder, now + timedelta(seconds=30), told=now)


def test_on_a_closed_day_it_goes_on_the_open_day_before() -> None:
    """Whoever reads it may have to ring the office."""
    closed = Plan(closed=frozenset({date(2026, 11, 24), date(2026, 11, 23)}))
    assert closed.moment(ONE, LESSON) == jst(22, 10)
    assert closed.moment(TUTORS, LESSON) == jst(22, 17)


def test_the_morning_itself_is_never_brought_forward() -> None:
    closed = Plan(closed=frozenset({date(2026, 11, 25)}))
    assert closed.moment(THIRD, LESSON) == jst(25, 9)


def test_two_that_closed_days_bring_to_one_moment_are_one() -> None:
    closed = Plan(closed=frozenset(date(2026, 11, day) for day in (22, 23, 24)))
    assert closed.moment(THREE, LESSON) == closed.moment(ONE, LESSON) == jst(21, 10)
    assert not due(THREE, jst(21, 10), plan=closed)
    assert due(ONE, jst(21, 10), plan=closed)


def test_a_lesson_whose_reminder_comes_early_is_looked_at_early_enough() -> None:
    closed = Plan(closed=frozenset(date(2026, 11, day) for day in (20, 21, 22, 23, 24)))
    assert LESSON - closed.moment(THREE, LESSON) <= closed.ahead


def test_without_one_on_the_day_before_the_first_is_of_use_until_it_begins() -> None:
    alone = Plan((THREE,))
    assert due(THREE, LESSON - timedelta(minutes=1), plan=alone)


def test_what_staff_switched_off_is_not_in_the_plan() -> None:
    off = EVENING.changed(days=1, wall=time(18), active=False)
    plan = Plan.of({"evening": off}, frozenset())
    assert Whom.RUNG not in {one.whom for one in plan.reminders}
    assert PLAN.rings
    assert not plan.rings


@pytest.mark.parametrize(
    ("reminder", "days", "wall"),
    [
        (THREE, 2, time(10)),
        (THREE, 15, time(10)),
        (ONE, 0, time(10)),
        (ONE, 1, time(8, 59)),
        (ONE, 1, time(20)),
    ],
)
def test_neither_too_early_nor_too_late_nor_at_night(reminder, days: int, wall: time) -> None:
    with pytest.raises(Refused):
        reminder.changed(days=days, wall=wall, active=True)


def test_the_edges_are_allowed() -> None:
    assert THREE.changed(days=14, wall=time(9), active=True).days == 14
    assert ONE.changed(days=2, wall=time(19, 59), active=True).wall == time(19, 59)


@given(
    st.integers(0, 60 * 24 * 40),
    st.sampled_from([QUESTION, *HOMEWORK]),
    st.sets(st.integers(0, 40), max_size=9),
)
def test_what_comes_afterwards_is_looked_for_on_the_days_it_is_due(minutes: int, reminder, closed) -> None:
    now, plan = (
        LESSON + timedelta(minutes=minutes),
        Plan(closed=frozenset(jst(25, 0).date() + timedelta(n) for n in closed)),
    )
    if due(reminder, now, plan=plan):
        assert date(2026, 11, 25) in plan.days_due(reminder, now)
        assert now > LESSON
