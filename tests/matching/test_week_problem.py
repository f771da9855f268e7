"""The whole week: well-formed for the engine, solvable, and read in a constant number of queries."""

from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.planned import draft
from tests.matching.week import FIVE, NOON, TUESDAY, City, wish
from tutor.database import db
from tutor.matching.actions import publish
from tutor.matching.engine.json_text import parse_json
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.solve import solve
from tutor.matching.engine.verify import violations
from tutor.matching.exchange import problem_bytes
from tutor.matching.visits import minute_of
from tutor.matching.week_problem import week_problem
from tutor.office.models import Municipality
from tutor.people.models import TravelMode
from tutor.places.models import Precision


@contextmanager
def counted():
    """The statements sent meanwhile."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_problem_is_well_formed_and_the_engine_serves_it(database):
    city = City()
    tutors = [city.tutor(), city.tutor("iphone", mode=TravelMode.CAR)]
    asked = city.request()

    week = week_problem(city.row, MONDAY, now=NOW)
    again = problem_from(parse_json(problem_bytes(week.problem), "problem"))
    plan = solve(week.problem, seed=1, deadline=lambda: True)

    assert again == week.problem
    assert sorted(week.problem.travel) == ["bicycle", "car"]
    assert violations(week.problem, plan) == []
    assert [(one.id, set(one.tutors)) for one in plan.visits] == [
        (asked.code, {one.person.code for one in tutors})
    ]


def test_rows_are_found_again_by_code(database):
    city = City()
    tutor, asked = city.tutor(), city.request()

    week = week_problem(city.row, MONDAY, now=NOW)

    assert week.requests == {asked.code: (asked.id, asked.version)}
    assert week.tutor_ids == {tutor.person.code: tutor.person_id}


def test_minutes_and_moments_are_each_others_way_back(database):
    week = week_problem(City().row, MONDAY, now=NOW)

    assert week.moment(1440 + 840).isoformat() == "2026-11-24T05:00:00+00:00"
    assert week.minute(week.moment(2285)) == 2285


def test_other_citys_request_and_withdrawn_one_are_not_in(database):
    city, other = City(), City()
    other.request()
    city.request(withdrawn_at=NOW)

    assert week_problem(city.row, MONDAY, now=NOW).problem.visits == ()


def test_request_for_dates_of_a_later_week_waits_for_that_week(database):
    city = City()
    later, past = TUESDAY + timedelta(days=7), TUESDAY - timedelta(days=7)
    city.request(wish(past), wish(later))
    inside = [
        city.request(wish(later), wish(TUESDAY)),
        city.request(wish(later), wish(3)),
        city.request(wish(past)),
    ]

    this_week, next_week = (
        [visit.id for visit in week_problem(city.row, monday, now=NOW).problem.visits]
        for monday in (MONDAY, MONDAY + timedelta(days=7))
    )

    assert this_week == [one.code for one in inside]
    assert len(next_week) == 4


def test_nothing_starts_before_tomorrow(database):
    city = City()
    city.request(wish(0), wish(1), wish(2))

    on_tuesday = week_problem(city.row, MONDAY, now=NOW + timedelta(days=2)).problem.visits[0]

    assert [first // 1440 for first, _ in on_tuesday.starts] == [2]


def test_people_at_one_point_share_a_place(database):
    city = City()
    city.tutor()
    city.request()
    city.request()
    city.request(venue=make.venue(city.town, lat=39.0))

    problem = week_problem(city.row, MONDAY, now=NOW).problem

    assert len(problem.places) == 2
    assert [visit.place for visit in problem.visits] == [0, 0, 1]


def test_coarse_town_widens_the_way_and_a_pin_takes_it_back(database):
    city = City()
    city.town.radius_km = 4.0
    city.tutor(household=make.household(city.town, precision=Precision.PIN))
    asked = city.request()
    coarse = week_problem(city.row, MONDAY, now=NOW).problem.travel["bicycle"][0][1]

    asked.household.precision = Precision.PIN
    problem = week_problem(city.row, MONDAY, now=NOW).problem

    assert coarse == 17  # 2 of the 4 km, 2.7 on the road, and 3 minutes to lock it
    assert [visit.place for visit in problem.visits] == [0]
    assert problem.travel["bicycle"][0][0] == 4


def test_names_and_addresses_stay_in_the_house(database):
    city = City()
    city.tutor()
    asked = city.request()
    person = asked.people[0].person

    text = problem_bytes(week_problem(city.row, MONDAY, now=NOW).problem).decode()

    assert person.given_name not in text
    assert asked.household.address not in text


def test_number_of_queries_does_not_grow(database):
    assert queries_for(2) == queries_for(9)


def queries_for(size: int) -> int:
    city = City()
    for _ in range(size):
        tutor, learner = city.tutor(), city.learner()
        make.lesson((tutor,), (learner,), household=learner.person.household)
        city.request(people=(learner,))
    city_id = city.row.id
    db.session.commit()
    db.session.remove()
    municipality = db.session.get_one(Municipality, city_id)
    with counted() as sent:
        week_problem(municipality, MONDAY, now=NOW)
    return len(sent)


def test_published_lessons_are_outside_the_next_problem_and_stay(database):
    made = draft()
    (lesson,) = publish(made.plan, by=made.city.coordinator, now=NOW)
    later = made.city.request(wish(1, NOON, FIVE))

    problem = week_problem(made.city.row, MONDAY, now=NOW).problem
    plan = solve(problem, seed=1, deadline=lambda: True)

    assert ([one.id for one in problem.visits], problem.current) == ([later.code], {})
    begins = minute_of(MONDAY, lesson.starts_at)
    assert all(to <= begins or since >= begins for tutor in problem.tutors for since, to in tutor.shifts)
    assert [one.id for one in plan.visits] == [later.code]
