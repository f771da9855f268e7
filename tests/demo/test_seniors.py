"""The people of the town are drawn, always the same, and nobody's telephone can ring."""

from random import Random
from types import SimpleNamespace

import pytest

from tutor import phone
from tutor.demo.asking import Company, caller
from tutor.demo.seniors import Seniors
from tutor.demo.written import written
from tutor.messaging.lengths import units
from tutor.phone import NumberKind

# A place with its towns, without a database.
PLACE = SimpleNamespace(
    key="midorino",
    programme=None,
    towns=dict.fromkeys(["本町", "駅前", "川端", "奥沢"]),
    venues={"集会所": object()},
)


@pytest.fixture
def seniors():
    return Seniors(Random(1))


def test_nobody_bears_the_name_of_somebody_else(seniors):
    names = [seniors.name() for _ in range(300)]

    assert len({(name.family, name.given) for name in names}) == 300
    assert all(name.family_reading and name.given_reading for name in names)


def test_same_seed_draws_the_same_people():
    one, other = (Seniors(Random(5)) for _ in range(2))

    assert [one.name() for _ in range(20)] == [other.name() for _ in range(20)]


@pytest.mark.parametrize("place", ["midorino", "shiokaze"])
def test_landlines_are_landlines_in_exchanges_that_nobody_has(seniors, place):
    numbers = {seniors.landline(place) for _ in range(200)}

    assert len(numbers) == 200
    assert all(number.split("-")[1].startswith("0") for number in numbers)
    assert {phone.read(number).kind for number in numbers} == {NumberKind.LANDLINE}


def test_mobiles_take_texts_and_lie_in_a_block_that_nobody_has(seniors):
    numbers = [phone.read(seniors.mobile()) for _ in range(200)]

    assert len({number.e164 for number in numbers}) == 200
    assert all(number.takes_texts and number.e164.startswith("+816099") for number in numbers)


def test_offices_have_numbers_that_nobody_has():
    for municipality in written("town")["municipalities"]:
        assert phone.shown(municipality["telephone"]).split("-")[1].startswith("0")


def test_municipalities_have_codes_that_nobody_has():
    # The first two digits are the prefecture, 01 to 47.
    assert all(int(one["code5"][:2]) > 47 for one in written("town")["municipalities"])


def test_names_of_tutors_leave_room_in_a_text_message():
    longest = max(units(one["family"][0]) for one in written("tutors")["tutors"])

    assert longest <= 4


def test_companies_are_of_their_size(seniors):
    for company, size in ((Company.ALONE, 1), (Company.COUPLE, 2), (Company.FRIENDS, 3), (Company.HALL, 5)):
        drawn = caller(PLACE, [], key="x", seniors=seniors, company=company)

        assert len(drawn.call.people) == len(drawn.own_mobiles) == size
        assert (drawn.call.venue is None) == (company is not Company.HALL)
    couple = caller(PLACE, [], key="x", seniors=seniors, company=Company.COUPLE).call.people
    assert couple[0].family == couple[1].family
