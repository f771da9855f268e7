"""Tutors as the engine sees them: what is left beside timetable, days off and lessons booked already."""

from datetime import date, time, timedelta

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.week import FIVE, NOON, TUESDAY, City
from tutor.availability.models import DayException, DayKind
from tutor.local_time import at
from tutor.matching.tutors import engine_tutors, tutors_of_week

DAY = 1440
AFTERNOON = (DAY + 720, DAY + 1020)


def only_tutor():
    (found,) = engine_tutors(tutors_of_week(MONDAY), MONDAY, lambda where: 0)
    return found


def test_tutor_is_known_by_code_with_skills_and_limits(database):
    row = City().tutor("iphone", "woman", max_week=3, max_day=2)

    found = only_tutor()

    assert (found.id, found.mode, found.shifts) == (row.person.code, "bicycle", (AFTERNOON,))
    assert (found.skills, found.max_visits, found.max_visits_per_day) == ({"iphone", "woman"}, 3, 2)


def test_booked_lesson_is_cut_out_with_half_an_hour_on_each_side(database):
    city = City()
    row = city.tutor()
    make.lesson((row,), household=make.household(city.town), starts_at=at(TUESDAY, time(14, 30)))

    found = only_tutor()

    assert found.shifts == ((DAY + 720, DAY + 840), (DAY + 960, DAY + 1020))
    assert (found.max_visits, found.max_visits_per_day) == (4, 1)


def test_booked_lesson_far_from_home_takes_the_way_home_too(database):
    city = City()
    # 10 km off as the crow flies: 71 minutes by bicycle.
    row = city.tutor(hours=[(1, time(9), time(18))])
    make.lesson((row,), household=make.household(city.town, lat=38.99), starts_at=at(TUESDAY, time(12)))

    first, second = only_tutor().shifts

    assert first == (DAY + 540, DAY + 720 - 71)
    assert second == (DAY + 780 + 71, DAY + 1080)


def test_lesson_nobody_can_ride_home_from_takes_the_day_and_not_the_next(database):
    city = City()
    row = city.tutor(hours=[(1, NOON, FIVE), (2, NOON, FIVE)])
    make.lesson((row,), household=make.household(city.town, lat=40.0), starts_at=at(TUESDAY, time(12)))

    assert only_tutor().shifts == ((2 * DAY + 720, 2 * DAY + 1020),)


def test_cancelled_lesson_takes_nothing(database):
    city = City()
    make.lesson((city.tutor(),), household=make.household(city.town), starts_at=at(TUESDAY, NOON), live=False)

    assert only_tutor().shifts == (AFTERNOON,)


def test_day_that_is_full_is_gone_and_the_others_keep_the_limit(database):
    city = City()
    row = city.tutor(hours=[(1, NOON, FIVE), (2, NOON, FIVE)], max_day=1)
    make.lesson((row,), household=make.household(city.town), starts_at=at(TUESDAY, time(9)))

    found = only_tutor()

    assert found.shifts == ((2 * DAY + 720, 2 * DAY + 1020),)
    assert found.max_visits_per_day == 1


def test_day_off_leaves_nothing(database):
    row = City().tutor()
    off = DayException(day=TUESDAY, kind=DayKind.OFF)
    off.tutor_id = row.person_id
    make.add(off)

    assert only_tutor().shifts == ()


def test_who_graduates_within_the_week_comes_until_then(database):
    City().tutor(hours=[(1, NOON, FIVE), (2, NOON, FIVE)], until=TUESDAY)

    assert only_tutor().shifts == (AFTERNOON,)


def test_who_begins_within_the_week_comes_from_then(database):
    City().tutor(hours=[(0, NOON, FIVE), (1, NOON, FIVE)], starts_on=TUESDAY)

    assert only_tutor().shifts == (AFTERNOON,)


def test_who_has_left_is_not_there(database):
    City().tutor(starts_on=date(2024, 4, 1), until=MONDAY - timedelta(days=1))

    assert tutors_of_week(MONDAY) == []


def test_more_lessons_than_the_limit_leave_no_visit(database):
    city = City()
    row = city.tutor(max_week=1, max_day=1)
    for day in range(2):
        start = at(MONDAY + timedelta(days=day), time(9))
        make.lesson((row,), household=make.household(city.town), starts_at=start)

    assert only_tutor().max_visits == 0


def test_lesson_of_last_week_does_not_count(database):
    city = City()
    make.lesson((city.tutor(),), household=make.household(city.town), starts_at=NOW - timedelta(days=2))

    assert only_tutor().max_visits == 5
