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


def test_search_finds_by_the_beginning_of_the_reading(city, coordinator):
    found = make.learner(city).person

    assert queries.search("チバ", actor=coordinator) == [found]
    assert queries.search("ちばは", actor=coordinator) == [found]


def test_search_finds_by_name_without_space(city, coordinator):
    found = make.learner(city).person

    assert queries.search(f"千葉{found.given_name}", actor=coordinator) == [found]


def test_search_finds_by_a_part_of_the_number_in_any_width(city, coordinator):
    found = make.learner(city, phone="0191-21-8633").person

    assert queries.search("８６３３", actor=coordinator) == [found]
    assert queries.search("0191-21", actor=coordinator) == [found]


def test_search_for_a_percent_sign_finds_nobody(city, coordinator):
    make.learner(city)

    assert queries.search("%", actor=coordinator) == []
    assert queries.search("   ", actor=coordinator) == []


def test_person_of_another_city_is_not_found(city, coordinator):
    other = make.learner(make.municipality()).person

    assert queries.search("ちば", actor=coordinator) == []
    with pytest.raises(NotFound):
        queries.person(other.code, actor=coordinator)


def test_coordinator_of_all_cities_finds_everybody(city):
    everywhere = make.actor(Role.COORDINATOR)
    found = make.learner(city).person

    assert queries.person(found.code, actor=everywhere) == found


def test_reception_finds_no_people(city):
    make.learner(city)

    assert queries.search("ちば", actor=make.actor(Role.RECEPTION, place=city)) == []


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
