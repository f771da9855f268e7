"""Addresses are compared folded; how far off a point may be follows from the points around it."""

import pytest

from tests import make
from tutor.places.models import Precision
from tutor.places.rules import (
    Finer,
    TownName,
    find_koaza,
    find_town,
    finer,
    fold,
    off_km,
    point_of,
    town_radius,
    without_city,
)
from tutor.places.travel import Point

HERE = Point(38.93, 141.13)
KM_A_DEGREE = 111.19
TOWNS = (
    "赤荻", "花泉町日形", "花泉町花泉", "大東町日形", "千厩町小梨", "山目", "山目町一丁目", "山目町二丁目",
    "青葉一丁目", "青葉二丁目", "関が丘", "字沢", "室根町折壁一丁目", "大町", "大町南", "町浦",
)  # fmt: skip
NAMES = [TownName.of(number, name) for number, name in enumerate(TOWNS)]


def town_of(address: str) -> tuple[str, str] | None:
    found = find_town(fold(address), NAMES)
    return (TOWNS[found[0]], found[1]) if found else None


def north(km: float) -> Point:
    return Point(HERE.lat + km / KM_A_DEGREE, HERE.lng)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("関ヶ丘", "関が丘"),
        ("沖ノ々", "沖の々"),
        ("大字赤荻字桜町", "赤荻桜町"),
        ("澤邊", "沢辺"),
        ("青葉二丁目", "青葉２丁目"),
        ("栄十二丁目", "栄12丁目"),
        ("栄二十丁目", "栄20丁目"),
        ("赤荻　２４０ー１", "赤荻240-1"),
    ],
)
def test_two_ways_to_write_one_place_are_one(one, other):
    assert fold(one) == fold(other)


def test_long_mark_of_a_name_is_no_dash():
    assert "ー" in fold("ニュータウン")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("岩手県一関市赤荻", "赤荻"),
        ("一関市赤荻", "赤荻"),
        ("岩手県赤荻", "赤荻"),
        ("赤荻", "赤荻"),
        ("奥州市赤荻", "奥州市赤荻"),
    ],
)
def test_prefecture_and_own_city_in_front_fall_away(typed, rest):
    assert without_city(typed, "一関市") == rest


def test_county_in_front_falls_away():
    assert without_city("岩手県岩手郡雫石町長山", "雫石町") == "長山"


@pytest.mark.parametrize(
    ("address", "town", "rest"),
    [
        ("赤荻字桜町240", "赤荻", "桜町240"),
        ("山目町2-1-19", "山目町二丁目", "1-19"),
        ("山目字泥田1", "山目", "泥田1"),
        ("青葉2の4の5", "青葉二丁目", "4の5"),
        ("青葉一丁目3", "青葉一丁目", "3"),
        ("大町南3", "大町南", "3"),
        ("字沢12", "字沢", "12"),
        ("小梨字堂ヶ崎30-5", "千厩町小梨", "堂ケ崎30-5"),
        ("折壁１丁目5", "室根町折壁一丁目", "5"),
        ("町浦7", "町浦", "7"),
    ],
)
def test_longest_town_at_the_front_is_found(address, town, rest):
    assert town_of(address) == (town, rest)


@pytest.mark.parametrize(
    "address",
    [
        "日形字井戸沢38",  # two villages of that name were merged into this city
        "花泉町天神12",  # the village is not in the list: 花泉町花泉 would be a guess
        "沢入12",  # 字沢 has nothing below it
        "青葉11-2",  # neither 一丁目
        "二丁目4",
        "東京都",
        "",
        "\x00",
    ],
)
def test_what_is_not_clear_is_not_guessed(address):
    assert town_of(address) is None


def test_longest_koaza_before_a_figure_is_found():
    names = [(1, "町裏"), (2, "町裏ノ上"), (3, "大里")]

    assert find_koaza(fold("字町裏の上8-2"), names) == 2
    assert find_koaza(fold("字町裏54-1"), names) == 1
    assert find_koaza("大里甲3", names) == 3
    assert find_koaza("大里", names) == 3
    assert find_koaza("大里前5", names) is None
    assert find_koaza("", names) is None


def test_radius_is_that_of_nine_koaza_of_ten():
    koazas = [north(km) for km in (1, 1, 1, 1, 1, 1, 1, 2, 5, 9)]

    assert town_radius(HERE, koazas=koazas, others=[north(1)]) == pytest.approx(9, abs=0.01)


def test_radius_without_koaza_is_the_way_to_the_next_three_towns():
    assert town_radius(HERE, koazas=[], others=[north(km) for km in (4, 2, 3, 50)]) == pytest.approx(
        3, abs=0.01
    )
    assert town_radius(HERE, koazas=[north(1)] * 2, others=[north(4)]) == pytest.approx(4, abs=0.01)
    assert town_radius(HERE, koazas=[], others=[]) == 0


def test_home_is_as_far_off_as_its_precision_and_town_say(database):
    town = make.town(radius_km=3.5)

    assert point_of(make.household(town)) == Point(town.lat, town.lng, 3.5)
    assert point_of(make.household(town, precision=Precision.PIN, lat=39.0)) == Point(39.0, town.lng, 0.0)
    assert point_of(make.venue(town, precision=Precision.KOAZA)).off == 0.6


def test_finer_points_are_less_off():
    assert off_km(Precision.PIN, 9.0) == 0
    assert off_km(Precision.KOAZA, 9.0) == 0.6
    assert off_km(Precision.KOAZA, 0.2) == 0.2
    assert off_km(Precision.TOWN, 9.0) == 9.0


@pytest.mark.parametrize(
    ("precision", "radius", "has_koazas", "expected"),
    [
        (Precision.TOWN, 9.0, True, Finer.KOAZA),
        (Precision.TOWN, 9.0, False, Finer.HALL_OR_PIN),
        (Precision.TOWN, 1.9, True, Finer.NOTHING),
        (Precision.KOAZA, 9.0, True, Finer.NOTHING),
        (Precision.PIN, 9.0, True, Finer.NOTHING),
    ],
)
def test_only_a_coarse_point_is_asked_about(precision, radius, has_koazas, expected):
    assert finer(precision, radius, has_koazas=has_koazas) is expected
