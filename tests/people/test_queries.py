"""People are found by whoever may see them, and by nobody else."""

import pytest

from tests import make
from tutor.actor import Role
from tutor.errors import NotFound
from tutor.people import queries


@pytest.fixture
def city(database):
    return make.municipality()


@pytest.fixture
def coordinator(city):
    return make.actor(Role.COORDINATOR, place=city)


def test_coordinator_of_all_cities_finds_everybody(city):
    everywhere = make.actor(Role.COORDINATOR)
    found = make.learner(city).person

    assert queries.person(found.code, actor=everywhere) == found


def test_person_of_another_city_is_not_there(city, coordinator):
    other = make.learner(make.municipality()).person

    with pytest.raises(NotFound):
        queries.person(other.code, actor=coordinator)


def test_people_without_a_reading_are_not_all_the_same(city, coordinator):
    make.learner(city, person=make.person(family_reading="", given_reading=""))

    found = queries.maybe_the_same(family_reading="", given_reading="", typed_number="", actor=coordinator)

    assert list(found) == []


def test_maybe_the_same_looks_at_reading_and_number(city, coordinator):
    by_reading = make.learner(city).person
    by_number = make.learner(city, person=make.person("090-1234-5678", family_name="菊地")).person
    by_number.household = by_reading.household
    hint = {"family_reading": "チバ", "given_reading": "ハナコ", "typed_number": "０９０−１２３４−５６７８"}

    found = queries.maybe_the_same(**hint, actor=coordinator)

    assert set(found) == {by_reading, by_number}


def test_maybe_the_same_lives_with_an_unreadable_number(city, coordinator):
    known = make.learner(city).person

    found = queries.maybe_the_same(
        family_reading="ちば", given_reading="はなこ", typed_number="ない", actor=coordinator
    )

    assert list(found) == [known]


def test_tutors_who_have_graduated_are_gone(database):
    now_here = make.tutor()
    make.tutor(until=make.MONDAY.replace(month=3))

    assert list(queries.tutors_on(make.MONDAY)) == [now_here]
