"""Shares follow the hours offered, week by week; who begins later owes nothing of what was before."""

from datetime import date, time

import pytest

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.week import FIVE, NOON, TUESDAY, City
from tutor.database import db
from tutor.lessons.models import StaffingState
from tutor.local_time import at
from tutor.matching.engine.json_text import parse_json
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.exchange import problem_bytes
from tutor.matching.fair_load import Load, Worked, loads
from tutor.matching.load_queries import load_of, loads_by_name, term_loads
from tutor.matching.tutors import tutors_of_week
from tutor.matching.week_problem import week_problem

LAST_TUESDAY = date(2026, 11, 17)


def test_share_is_by_hours_offered_in_each_week():
    weeks = [{1: Worked(3, 300), 2: Worked(0, 100)}, {1: Worked(0, 100), 2: Worked(4, 100)}]

    assert loads(weeks) == {1: Load(3, 4), 2: Load(4, 3)}


def test_who_began_later_owes_nothing_of_the_weeks_before():
    weeks = [{1: Worked(6, 100), 2: Worked(0, 0)}, {1: Worked(1, 100), 2: Worked(1, 100)}]

    assert loads(weeks)[2] == Load(1, 1)


def test_lessons_in_a_week_without_hours_are_nobody_s_fault():
    assert loads([{1: Worked(2, 0), 2: Worked(1, 0)}]) == {1: Load(2, 2), 2: Load(1, 1)}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (5, "今期はこれまで2件多めです。"),
        (2, "今期はこれまで1件少なめです。"),
        (3, "今期はこれまで、ちょうど分担どおりです。"),
    ],
)
def test_load_is_said_in_a_sentence(given, sentence):
    assert str(Load(given, 3).said) == sentence


def taught(*tutors, on=LAST_TUESDAY, hour=14, **values):
    return make.lesson(tutors, starts_at=at(on, time(hour)), **values)


def test_lessons_of_the_term_before_the_week_count(database):
    city = City()
    one, other = city.tutor(), city.tutor()
    for day in (LAST_TUESDAY, date(2026, 11, 10), TUESDAY, date(2026, 9, 29)):
        taught(one, on=day)

    found = term_loads(tutors_of_week(MONDAY), MONDAY)

    assert found == {one.person_id: Load(2, 1), other.person_id: Load(0, 1)}
    assert load_of(other.person_id, MONDAY) == Load(0, 1)


def test_cancelled_and_given_back_lessons_do_not_count(database):
    one = City().tutor()
    taught(one, live=False)
    taught(one).staffings[0].state = StaffingState.RELEASED
    db.session.flush()

    assert term_loads(tutors_of_week(MONDAY), MONDAY) == {one.person_id: Load(0, 0)}


def test_without_a_term_there_is_nothing_to_compare(database):
    City().tutor()

    assert term_loads(tutors_of_week(date(2027, 4, 5)), date(2027, 4, 5)) == {}


def test_week_s_problem_carries_it_and_its_file_too(database):
    city = City()
    one, other = city.tutor(), city.tutor(hours=[(1, NOON, FIVE)])
    city.request()
    for day in (3, 10, 17):
        taught(one, on=date(2026, 11, day))
        taught(one, on=date(2026, 11, day), hour=16)

    problem = week_problem(city.row, MONDAY, now=NOW).problem

    carried = {tutor.id: tutor.carried for tutor in problem.tutors}
    assert carried == {one.person.code: 3, other.person.code: -3}
    assert problem_from(parse_json(problem_bytes(problem), "problem")) == problem


def test_names_come_by_reading(database):
    city = City()
    city.tutor(), city.tutor()

    assert [row.person.reading_folded for row, _ in loads_by_name(MONDAY)] == sorted(
        row.person.reading_folded for row in tutors_of_week(MONDAY)
    )
