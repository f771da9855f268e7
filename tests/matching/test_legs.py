"""The way to a visit and on from it, as its panel says it."""

from datetime import date, time

import pytest

from tests.matching.planned import draft_of
from tests.matching.test_classes import a_class
from tests.matching.week import TUESDAY, City
from tutor.database import db
from tutor.local_time import at
from tutor.matching.legs import legs
from tutor.matching.models import PlanLesson
from tutor.places.rules import point_of
from tutor.places.travel import minutes

AFTERNOONS = ((1, time(12), time(17)), (2, time(12), time(17)))


class Day:
    """One tutor's home and two doors, each some kilometres from the others."""

    def __init__(self) -> None:
        self.city = City()
        self.tutors = [self.city.tutor(hours=AFTERNOONS), self.city.tutor("iphone", hours=AFTERNOONS)]
        people = [(self.city.learner(lat=38.95),), (self.city.learner(lng=141.2),)]
        self.asked = [self.city.request(people=one) for one in people]
        self.plan = draft_of(self.city)
        by_code = {one.code: one for one in self.plan.visits}
        self.visits = [by_code[one.code] for one in self.asked]
        self.put(0, time(14))
        self.put(1, time(15, 30))

    def put(self, n: int, begins: time, day: date = TUESDAY) -> None:
        self.visits[n].starts_at, self.visits[n].tutors = at(day, begins), self.tutors
        db.session.commit()

    def way(self, n: int) -> list[tuple[int, int]]:
        return [(one.minutes_there, one.minutes_on) for one in legs(self.visits[n])]

    def minutes(self, a, b) -> int:
        return minutes(point_of(a), point_of(b), mode=self.tutors[0].mode.value)


@pytest.fixture
def day(database):
    return Day()


def test_from_home_to_the_first_on_to_the_second_and_home(day):
    home, (first, second) = day.tutors[0].household, (one.household for one in day.asked)
    there, between, back = day.minutes(home, first), day.minutes(first, second), day.minutes(second, home)

    assert len({there, between, back}) == 3
    assert day.way(0) == [(there, between)] * 2
    assert day.way(1) == [(between, back)] * 2


def test_visit_of_another_day_is_not_on_the_way(day):
    day.put(1, time(15, 30), day=date(2026, 11, 25))

    way = day.minutes(day.tutors[0].household, day.asked[0].household)
    assert day.way(0) == [(way, way)] * 2


def test_outside_the_hours_no_way_is_said(day):
    day.put(0, time(16, 30))

    assert day.way(0) == []


def test_one_comes_from_the_class_that_the_plan_proposes_for_him(day):
    lesson = a_class(day.city, starts_at=at(TUESDAY, time(12)))
    lesson.venue.lat = 38.85
    proposed = PlanLesson(lesson=lesson, starts_at=lesson.starts_at, tutors=day.tutors[:1])
    day.plan.lessons.append(proposed)
    db.session.commit()

    first, other = day.way(0)
    assert first[0] == day.minutes(lesson.venue, day.asked[0].household) != other[0]
