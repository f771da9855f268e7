"""When two entries are one person, and two homes one household."""

import pytest

from tests.people.lists.rows import values
from tutor.people.lists.households import Known, same_address
from tutor.people.lists.identity import Identity, first_same

NUMBER, OTHER = "0191-21-8633", "090-1234-5678"


def identity(**cells: str) -> Identity:
    return Identity.of_values(values(**cells))


def test_same_reading_and_a_common_number_is_one_person():
    one = identity(電話番号=NUMBER)

    assert one.is_same(identity(電話番号=f"{OTHER}、{NUMBER}", ふりがな="オノデラ ツネ", 生年月日="1950"))
    assert not one.is_same(identity(電話番号=OTHER))
    assert not one.is_same(identity(電話番号=NUMBER, ふりがな="おのでら たろう"))


def test_without_numbers_the_year_and_the_home_decide():
    one = identity(生年月日="S19", 住所="本町1丁目2番3号")

    assert one.is_same(identity(生年月日="1944", 住所="本町１－２－３"))
    assert one.is_same(identity(生年月日="1944", 住所="本町1-2-3", 電話番号=NUMBER))
    assert not one.is_same(identity(生年月日="1945", 住所="本町1-2-3"))
    assert not one.is_same(identity(生年月日="1944", 住所="本町1-2-4"))


def test_first_of_each_person_is_found():
    people = [identity(電話番号=NUMBER), identity(電話番号=OTHER), identity(電話番号=NUMBER)]

    assert first_same(people) == [0, 1, 0]


@pytest.mark.parametrize(
    "written", ["本町1丁目2番3号", "本町1丁目2番地の3", "本町１－２－３", "本町 1ー2ー3"]
)
def test_one_address_in_many_writings(written):
    assert same_address(written) == "本町1-2-3"


def test_another_address_stays_another():
    assert (
        len({same_address(one) for one in ("本町1-2", "本町1-23", "本町12-3", "本町1-2 コーポ5号", "")}) == 5
    )


def test_same_house_is_theirs_by_family_or_by_number():
    home = Known(None)
    home.add("おのでら", ["+81191218633"])

    assert home.is_theirs("オノデラ", [])
    assert home.is_theirs("ちば", ["+81191218633"])
    assert not home.is_theirs("ちば", ["+819012345678"])
