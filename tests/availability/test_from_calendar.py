"""What is stored for a calendar says exactly: offered, less busy, week for week."""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.availability import rules
from tutor.availability.calendar_file import Busy
from tutor.availability.from_calendar import Offered, timetable
from tutor.availability.rules import DAY, Change, Hours, free_spans, merge, minute, subtract

FIRST, LAST = date(2026, 10, 5), date(2026, 11, 29)
OFFERED = Offered(time(9), time(18), frozenset(range(5)))
MONDAYS = [FIRST + timedelta(weeks=n) for n in range(8)]
LECTURE = time(9), time(10, 30)


def made(*busy: Busy):
    return timetable(busy, offered=OFFERED, first=FIRST, last=LAST)


def test_without_lectures_all_that_is_offered_is_weekly():
    assert made().weekly == tuple((day, time(9), time(18)) for day in range(5))
    assert (made().off, made().extra) == ((), ())


def test_weekly_lecture_is_taken_out_of_every_week():
    found = made(*[Busy(day, *LECTURE) for day in MONDAYS])

    assert found.weekly[0] == (0, time(10, 30), time(18))
    assert (found.off, found.extra) == ((), ())


def test_where_it_does_not_take_place_the_hours_are_given_back():
    found = made(*[Busy(day, *LECTURE) for day in MONDAYS[1:]])

    assert found.weekly[0] == (0, time(10, 30), time(18))
    assert found.extra == ((MONDAYS[0], *LECTURE),)


def test_what_happens_now_and_then_is_off_on_its_day():
    found = made(Busy(MONDAYS[2], time(13), time(15)), Busy(MONDAYS[3], time(0), time.max))

    assert found.weekly[0] == (0, time(9), time(18))
    assert found.off == ((MONDAYS[2], time(13), time(15)), (MONDAYS[3], time(9), time(18)))


def test_outside_what_is_offered_nothing_is_stored():
    found = made(Busy(MONDAYS[0], time(19), time(21)), Busy(MONDAYS[0] + timedelta(days=6), *LECTURE))

    assert found == made()


def quarter(n: int) -> time:
    return time(n // 4, n % 4 * 15)


busy_hours = st.builds(
    lambda n, begins, length: Busy(
        FIRST + timedelta(days=n),
        time(begins // 4, begins % 4 * 15),
        time((begins + length) // 4, (begins + length) % 4 * 15),
    ),
    st.integers(0, 55),
    st.integers(28, 70),
    st.integers(1, 20),
)
series = st.builds(
    lambda weekday, weeks: [Busy(MONDAYS[week] + timedelta(days=weekday), *LECTURE) for week in weeks],
    st.integers(0, 6),
    st.sets(st.integers(0, 7)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(busy_hours, max_size=12), st.lists(series, max_size=3))
def test_each_week_is_what_is_offered_less_what_is_busy(single, repeated):
    busy = [*single, *(one for lectures in repeated for one in lectures)]
    found = made(*busy)
    hours = [Hours(*slot, FIRST, LAST) for slot in found.weekly]
    changes = [Change(day, True, *walls) for day, *walls in found.off]
    changes += [Change(day, False, *walls) for day, *walls in found.extra]

    for monday in MONDAYS:
        wanted = []
        for n in range(5):
            day = monday + timedelta(days=n)
            taken = [(minute(one.begins), minute(one.ends)) for one in busy if one.day == day]
            left = merge(subtract([(540, 1080)], taken))
            wanted += [(n * DAY + since, n * DAY + to) for since, to in left if to - since >= rules.SHORTEST]
        this_week = [one for one in changes if monday <= one.day < monday + timedelta(weeks=1)]
        assert list(free_spans(monday, hours=hours, exceptions=this_week)) == wanted
