"""The longest names of a coordinator's own cities."""

import pytest

from tests import make
from tutor.actor import Role
from tutor.messaging.fields import written
from tutor.messaging.longest import COURSE, longest

pytestmark = pytest.mark.usefixtures("database")


def said(language, by, **options):
    return {name: written(value, language) for name, value in longest(language, by=by, **options).items()}


@pytest.fixture
def place():
    return make.municipality()


@pytest.fixture
def by(place):
    return make.actor(Role.COORDINATOR, place=place)


def tutor(family, reading):
    make.tutor(person=make.person(family_name=family, family_reading=reading))


def test_the_two_longest_tutors_and_the_longest_learner(place, by):
    tutor("森", "もり")
    tutor("長谷川", "はせがわ")
    tutor("佐々木", "ささき")
    make.learner(
        place, person=make.person(family_name="小比類巻", household=make.household(make.town(place)))
    )
    make.learner(place)

    found = said("ja", by)

    assert found["tutors"] == "長谷川・佐々木"
    assert found["person"] == "小比類巻"


def test_letters_are_compared_when_a_text_is_in_english(by):
    tutor("東雲", "しののめ")
    tutor("佐々木", "ささき")
    tutor("長谷川", "はせがわ")

    assert said("en", by)["tutors"] == "Shinonome and Hasegawa"


def test_one_tutor_stands_for_two(by):
    tutor("森", "もり")

    assert said("ja", by)["tutors"] == "森・森"


def test_empty_city_has_names_to_look_at(by):
    found = said("ja", by)

    assert (found["tutors"], found["person"]) == ("長宗我部・小比類巻", "長宗我部")
    assert found["office_phone"] == "0191-21-8633"
    assert found["place"] == "市民センター"


def test_halls_and_learners_of_another_city_are_not_shown(place, by):
    elsewhere = make.municipality(telephone="+81335814321")
    make.venue(make.town(elsewhere), name="とても長い名前の市民センター")
    make.learner(
        elsewhere, person=make.person(family_name="勅使河原", household=make.household(make.town(elsewhere)))
    )
    make.venue(make.town(place), name="花泉市民センター", address="字桜町10-1")
    make.learner(place)

    found = said("ja", by)

    assert found["place"] == "花泉市民センター"
    assert found["address"].endswith("字桜町10-1")
    assert found["person"] == "千葉"
    assert found["office_phone"] == "0191-21-8633"


def test_erased_people_lend_no_name(place, by):
    make.learner(place, person=make.person(
        family_name="勅使河原", erased_at=make.NOW, household=make.household(make.town(place))
    ))  # fmt: skip
    make.learner(place)

    assert said("ja", by)["person"] == "千葉"


def test_a_course_names_its_three_dates(by):
    assert said("ja", by, of_course=True)["date"].count("月") == len(COURSE)
