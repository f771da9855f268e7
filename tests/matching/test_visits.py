"""Requests as visits: which starts, whose telephone, how urgent, whose faces."""

from datetime import date, datetime, time, timedelta

import pytest

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.week import TUESDAY, City, wish
from tutor.lessons.models import Came
from tutor.local_time import at
from tutor.matching.visits import WeekView, minute_of, starts
from tutor.matching.week_problem import week_problem
from tutor.office.models import ClosingDay, Programme
from tutor.people.models import PhoneKind
from tutor.visit_requests.models import VisitRequest

DAY = 1440


def view(earliest: datetime = NOW, closed: frozenset[date] = frozenset()) -> WeekView:
    return WeekView(MONDAY, earliest, NOW, closed, frozenset())


def asked(*wishes, minutes=60, **programme) -> VisitRequest:
    """A row that no database knows."""
    year = {"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)} | programme
    return VisitRequest(minutes=minutes, wishes=list(wishes), programme=Programme(**year))


def test_last_start_leaves_time_for_the_visit():
    assert starts(asked(wish(1)), view()) == ((DAY + 840, DAY + 960),)


def test_starts_are_rounded_inward_to_the_grid():
    odd = wish(1, time(14, 5), time(16, 20))

    assert starts(asked(odd), view()) == ((DAY + 855, DAY + 915),)


def test_half_day_shorter_than_the_visit_offers_nothing():
    assert starts(asked(wish(1, time(14), time(15)), minutes=90), view()) == ()


def test_date_counts_in_its_own_week_only():
    this_week, next_week = wish(TUESDAY), wish(TUESDAY + timedelta(days=7))

    assert starts(asked(this_week, next_week), view()) == ((DAY + 840, DAY + 960),)


def test_weekday_and_its_date_are_one_range():
    assert starts(asked(wish(1), wish(TUESDAY)), view()) == ((DAY + 840, DAY + 960),)


def test_closing_day_is_dropped():
    assert starts(asked(wish(1), wish(2)), view(closed=frozenset({TUESDAY}))) == (
        (2 * DAY + 840, 2 * DAY + 960),
    )


def test_what_has_begun_already_is_cut_off():
    later = view(earliest=at(TUESDAY, time(15, 10)))

    assert starts(asked(wish(0), wish(1)), later) == ((DAY + 915, DAY + 960),)


def test_programme_that_ends_on_monday_pays_for_no_tuesday():
    assert starts(asked(wish(0), wish(1), ends_on=MONDAY), view()) == ((840, 960),)


def test_another_lesson_of_the_learner_leaves_the_rest_of_the_half_day():
    # A class from 15:00 to 15:30: half an hour on each side stays free.
    long = wish(1, time(13), time(17))

    found = starts(asked(long), view(), busy=[(DAY + 900, DAY + 930)])

    assert found == ((DAY + 780, DAY + 810), (DAY + 960, DAY + 960))


def test_moment_is_a_minute_since_monday_in_japan():
    assert minute_of(MONDAY, at(TUESDAY, time(9, 30))) == DAY + 570


@pytest.mark.parametrize(
    ("kind", "woman", "needs"),
    [
        (PhoneKind.IPHONE, False, {"experienced": 1, "iphone": 1}),
        (PhoneKind.RAKURAKU, True, {"experienced": 1, "rakuraku": 1, "woman": 1}),
        (PhoneKind.NONE, False, {"experienced": 1}),
        (PhoneKind.UNKNOWN, False, {"experienced": 1}),
    ],
)
def test_needs_follow_the_telephone(database, kind, woman, needs):
    city = City()
    city.request(phone_kind=kind, wants_woman=woman)

    (visit,) = week_problem(city.row, MONDAY, now=NOW).problem.visits

    assert (visit.needs, visit.tutors, visit.duration) == (needs, 2, 60)


def test_three_weeks_of_waiting_raise_the_priority(database):
    city = City()
    city.request(priority=2, created_at=NOW - timedelta(days=21))

    assert week_problem(city.row, MONDAY, now=NOW).problem.visits[0].priority == 5


def test_tutors_of_the_last_lesson_are_preferred_if_they_are_still_here(database):
    city = City()
    stays, gone = city.tutor(), city.tutor(until=MONDAY - timedelta(days=1))
    learner = city.learner()
    held = make.lesson((stays, gone), (learner,), starts_at=NOW - timedelta(days=7))
    held.attendances[0].came = Came.CAME
    city.request(people=(learner,))

    (visit,) = week_problem(city.row, MONDAY, now=NOW).problem.visits

    assert visit.prefers == {stays.person.code: 2}


def test_closing_day_of_the_city_holds_and_another_citys_does_not(database):
    city, other = City(), make.municipality()
    make.add(ClosingDay(municipality_id=city.row.id, day=TUESDAY, name="休業日"))
    make.add(ClosingDay(municipality_id=other.id, day=TUESDAY + timedelta(days=1), name="休業日"))
    city.request(wish(1), wish(2))

    assert week_problem(city.row, MONDAY, now=NOW).problem.visits[0].starts == (
        (2 * DAY + 840, 2 * DAY + 960),
    )


def test_class_of_the_learner_is_kept_free(database):
    city = City()
    learner = city.learner()
    make.lesson((), (learner,), starts_at=at(TUESDAY, time(13)), venue=make.venue(city.town))
    city.request(people=(learner,))

    assert week_problem(city.row, MONDAY, now=NOW).problem.visits[0].starts == ((DAY + 870, DAY + 960),)
