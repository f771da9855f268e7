"""A half-day is offered while some pair can come, and not a moment longer."""

from datetime import date, time, timedelta

import pytest

from tests import make
from tests.make import NOW
from tests.matching.test_week_problem import counted
from tests.matching.week import FIVE, NOON, City
from tutor.availability.models import DayException, DayKind
from tutor.database import db
from tutor.local_time import at
from tutor.matching.reachable import LEAD, Wanted, half_days
from tutor.office.models import ClosingDay, Programme
from tutor.people.models import PhoneKind, TravelMode
from tutor.places.travel import Point
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay

# NOW is Sunday 22 November; the first Tuesday behind the lead is the 1st of December.
TUESDAYS = [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15), date(2026, 12, 22)]
MORNINGS = ((1, time(8), time(13)),)


@pytest.fixture
def city(database):
    return City()


def pair(city, **values):
    return [city.tutor(hours=MORNINGS, **values), city.tutor("iphone", hours=MORNINGS, **values)]


def offered(city, **changed) -> list[HalfDay]:
    given = {"at": Point(city.town.lat, city.town.lng), "phone_kind": PhoneKind.ANDROID}
    return half_days(city.programme, Wanted(**given | changed), now=NOW)


def days(found: list[HalfDay]) -> list[date | None]:
    return [half.day for half in found]


def test_one_pair_on_tuesday_mornings_is_four_half_days(city):
    pair(city)

    assert offered(city) == [HalfDay(*MORNING, day=day) for day in TUESDAYS]


def test_booked_lesson_takes_its_half_day_away(city):
    one, _ = pair(city)
    home = make.household(city.town)
    make.lesson((one,), household=home, starts_at=at(TUESDAYS[1], time(10)), programme=city.programme)

    assert days(offered(city)) == [TUESDAYS[0], *TUESDAYS[2:]]


def test_booked_lesson_that_leaves_room_in_the_half_day_does_not(city):
    one, _ = pair(city, max_day=3)
    home = make.household(city.town)
    make.lesson(
        (one,),
        household=home,
        starts_at=at(TUESDAYS[1], time(8)),
        ends_at=at(TUESDAYS[1], time(8, 30)),
        programme=city.programme,
    )

    assert days(offered(city)) == TUESDAYS


def test_one_tutor_alone_is_no_pair(city):
    city.tutor(hours=MORNINGS)

    assert offered(city) == []


def test_two_who_never_meet_are_no_pair(city):
    city.tutor(hours=((1, time(9), time(10, 30)),))
    city.tutor(hours=((1, time(10, 30), time(12)),))

    assert offered(city) == []


def test_somebody_must_know_the_telephone(city):
    city.tutor("android", "experienced", hours=MORNINGS)
    city.tutor("android", hours=MORNINGS)

    assert offered(city, phone_kind=PhoneKind.IPHONE) == []
    assert days(offered(city, phone_kind=PhoneKind.NONE)) == TUESDAYS


def test_woman_is_asked_for_when_wished(city):
    pair(city)

    assert offered(city, wants_woman=True) == []


def test_two_halves_of_one_day_are_told_apart(city):
    city.tutor(hours=((1, time(8), FIVE),))
    city.tutor(hours=((1, NOON, FIVE),))

    assert offered(city)[0] == HalfDay(*AFTERNOON, day=TUESDAYS[0])
    assert len(offered(city)) == 4


def test_day_off_takes_only_its_own_week(city):
    one, _ = pair(city)
    make.add(DayException(tutor_id=one.person_id, day=TUESDAYS[2], kind=DayKind.OFF))

    assert days(offered(city)) == [*TUESDAYS[:2], TUESDAYS[3]]


def test_closing_day_is_not_offered(city):
    pair(city)
    make.add(ClosingDay(municipality_id=city.row.id, day=TUESDAYS[0], name="年末"))

    assert days(offered(city)) == TUESDAYS[1:]


def test_nothing_is_offered_behind_the_end_of_the_programme(city):
    pair(city)
    city.programme.ends_on = TUESDAYS[1]

    assert days(offered(city)) == TUESDAYS[:2]


def test_nothing_is_offered_before_the_programme_begins(city):
    pair(city)
    city.programme.starts_on = TUESDAYS[3]

    assert days(offered(city)) == TUESDAYS[3:]


def test_first_day_leaves_the_office_its_time(city):
    every_day = tuple((n, time(8), FIVE) for n in range(7))
    city.tutor(hours=every_day)
    city.tutor(hours=every_day)

    first = offered(city)[0].day
    assert first == date(2026, 11, 22) + timedelta(days=1) + LEAD
    assert len(offered(city)) == 4 * 7 * 2


def test_house_that_nobody_reaches_in_time_is_offered_nothing(city):
    pair(city, mode=TravelMode.WALK)

    assert offered(city, at=Point(city.town.lat + 0.5, city.town.lng)) == []


def test_tutor_who_has_the_limit_of_the_week_does_not_come(city):
    one, _ = pair(city, max_week=1)
    home = make.household(city.town)
    make.lesson(
        (one,),
        household=home,
        starts_at=at(TUESDAYS[1] + timedelta(days=1), time(15)),
        programme=city.programme,
    )

    assert days(offered(city)) == [TUESDAYS[0], *TUESDAYS[2:]]


def test_number_of_reads_does_not_grow_with_the_tutors(city):
    pair(city)
    few = reads(city)
    for _ in range(8):
        pair(city)

    assert reads(city) == few <= 9


def reads(city) -> int:
    wanted = Wanted(at=Point(city.town.lat, city.town.lng), phone_kind=PhoneKind.ANDROID)
    programme_id = city.programme.id
    db.session.commit()
    db.session.expunge_all()
    programme = db.session.get_one(Programme, programme_id)
    with counted() as sent:
        half_days(programme, wanted, now=NOW)
    city.programme = programme
    city.row, city.town, city.term = (db.session.merge(one) for one in (city.row, city.town, city.term))
    return len(sent)
