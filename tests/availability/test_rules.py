"""A tutor's free hours of one week."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.make import MONDAY
from tutor.availability.rules import DAY, SHORTEST, Change, Hours, free_spans, merge, subtract

TERM = (date(2026, 10, 1), date(2027, 2, 15))
TUESDAY = MONDAY + timedelta(days=1)
AFTERNOON = Hours(1, time(14, 20), time(18), *TERM)


def free(*hours, exceptions=(), taken=()):
    return free_spans(MONDAY, hours=hours, exceptions=exceptions, taken=taken)


def test_weekly_hours_are_minutes_since_monday():
    assert free(AFTERNOON) == ((DAY + 860, DAY + 1080),)


def test_hours_outside_the_term_do_not_count():
    over = Hours(1, time(9), time(12), date(2026, 4, 1), date(2026, 9, 30))

    assert free(over) == ()


def test_term_that_ends_on_wednesday_leaves_thursday_empty():
    last = (date(2026, 4, 1), date(2026, 11, 25))
    wednesday, thursday = (Hours(day, time(9), time(12), *last) for day in (2, 3))

    assert free(wednesday, thursday) == ((2 * DAY + 540, 2 * DAY + 720),)


def test_day_off_takes_the_whole_day_and_no_other():
    wednesday = Hours(2, time(9), time(12), *TERM)

    assert free(AFTERNOON, wednesday, exceptions=[Change(TUESDAY, off=True)]) == (
        (2 * DAY + 540, 2 * DAY + 720),
    )


def test_hours_off_leave_the_rest():
    exam = Change(TUESDAY, off=True, begins=time(14), ends=time(16))

    assert free(AFTERNOON, exceptions=[exam]) == ((DAY + 960, DAY + 1080),)


def test_off_from_midnight_is_not_the_whole_day():
    night = Change(TUESDAY, off=True, begins=time(0), ends=time(15))

    assert free(AFTERNOON, exceptions=[night]) == ((DAY + 900, DAY + 1080),)


def test_extra_hours_join_those_they_touch():
    noon = Change(TUESDAY, off=False, begins=time(13), ends=time(14, 20))

    assert free(AFTERNOON, exceptions=[noon]) == ((DAY + 780, DAY + 1080),)


def test_off_wins_over_extra():
    both = [Change(TUESDAY, off=False, begins=time(9), ends=time(12)), Change(TUESDAY, off=True)]

    assert free(AFTERNOON, exceptions=both) == ()


def test_booking_is_cut_out_and_what_is_shorter_than_an_hour_is_dropped():
    assert free(AFTERNOON, taken=[(DAY + 900, DAY + 960)]) == ((DAY + 960, DAY + 1080),)
    assert free(AFTERNOON, taken=[(DAY + 860, DAY + 1020)]) == ((DAY + 1020, DAY + 1080),)
    assert free(AFTERNOON, taken=[(DAY + 860, DAY + 1021)]) == ()


def test_days_that_meet_at_midnight_stay_two():
    assert merge([(DAY, DAY + 60), (DAY - 60, DAY)]) == [(DAY - 60, DAY), (DAY, DAY + 60)]


def test_subtracting_from_the_middle_leaves_two_parts():
    assert subtract([(0, 100)], [(40, 60)]) == [(0, 40), (60, 100)]
    assert subtract([(0, 100)], [(100, 120)]) == [(0, 100)]
    assert subtract([(0, 100)], [(0, 100)]) == []


walls = st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))
ordered = st.tuples(walls, walls).filter(lambda pair: pair[0] < pair[1])
weekly = st.builds(lambda day, pair: Hours(day, *pair, *TERM), st.integers(0, 6), ordered)
changes = st.builds(
    lambda day, off, pair: Change(MONDAY + timedelta(days=day), off, *pair),
    st.integers(0, 6),
    st.booleans(),
    ordered,
)
bookings = st.tuples(st.integers(-60, 7 * DAY), st.integers(1, 300)).map(
    lambda one: (one[0], one[0] + one[1])
)


@given(st.lists(weekly, max_size=8), st.lists(changes, max_size=5), st.lists(bookings, max_size=5))
def test_spans_are_what_the_engine_asks_for(hours, exceptions, taken):
    found = free_spans(MONDAY, hours=hours, exceptions=exceptions, taken=taken)

    assert all(to - since >= SHORTEST and since // DAY == (to - 1) // DAY for since, to in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    for minute in range(0, 7 * DAY, 15):
        inside = any(since <= minute < to for since, to in found)
        assert not (inside and any(begins <= minute < ends for begins, ends in taken))
