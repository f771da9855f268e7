"""From what was said on the telephone to a town, a 小字 and a point."""

import pytest

from tests import make
from tutor.errors import Refused
from tutor.places.locating import locate, locate_in, read_postcode, towns_of
from tutor.places.models import Koaza, PostcodeTown, Precision
from tutor.places.rules import Finer


@pytest.fixture
def city(database):
    return make.municipality(name="一関市")


def a_town(city, name, *koazas, radius_km=5.0, postcodes=()):
    town = make.town(city, name=name, radius_km=radius_km)
    for koaza in koazas:
        make.add(Koaza(town=town, name=koaza, lat=39.0, lng=141.2, source="test"))
    for postcode in postcodes:
        make.add(PostcodeTown(postcode=postcode, town=town))
    return town


def test_address_with_koaza_gets_its_point(city):
    town = a_town(city, "赤荻", "桜町", postcodes=["0210041"])

    found = locate("岩手県一関市赤荻字桜町２４０", municipality_id=city.id)

    assert (found.town, found.koaza.name, found.precision) == (town, "桜町", Precision.KOAZA)
    assert found.point[:2] == (39.0, 141.2)
    assert found.finer is Finer.NOTHING
    assert found.postcode == "0210041"


def test_address_without_koaza_stands_at_its_town_and_can_be_finer(city):
    town = a_town(city, "厳美町", "沖野々")

    found = locate("厳美町116-6", municipality_id=city.id)

    assert (found.town, found.koaza, found.precision) == (town, None, Precision.TOWN)
    assert found.point[:2] == (town.lat, town.lng)
    assert found.finer is Finer.KOAZA


def test_town_without_koaza_asks_for_a_hall_or_pin(city):
    a_town(city, "舞川")

    assert locate("舞川12", municipality_id=city.id).finer is Finer.HALL_OR_PIN


def test_unknown_town_is_a_city_without_a_point(city):
    found = locate("奥州市水沢1-1", municipality_id=city.id)

    assert (found.town, found.point, found.precision) == (None, None, Precision.CITY)
    assert found.finer is Finer.NOTHING


def test_town_of_another_city_is_not_found(city):
    a_town(make.municipality(), "水沢", postcodes=["0230001"])

    assert locate("水沢1", municipality_id=city.id, postcode="0230001").town is None


def test_postcode_of_one_town_gives_the_town_and_the_rest_is_below_it(city):
    town = a_town(city, "赤荻", "桜町", postcodes=["0210041"])

    found = locate("字桜町240", municipality_id=city.id, postcode="〒021-0041")

    assert (found.town, found.koaza.name, found.postcode) == (town, "桜町", "0210041")


def test_postcode_of_many_towns_chooses_between_villages_of_one_name(city):
    here = a_town(city, "花泉町日形", postcodes=["0293104"])
    a_town(city, "花泉町金沢", postcodes=["0293104"])
    a_town(city, "大東町日形", postcodes=["0290000"])

    assert locate("日形38", municipality_id=city.id, postcode="0293104").town is here
    assert locate("日形38", municipality_id=city.id).town is None
    assert locate("38", municipality_id=city.id, postcode="0293104").town is None


def test_address_wins_over_the_postcode_of_another_town(city):
    a_town(city, "赤荻", postcodes=["0210041"])
    other = a_town(city, "萩荘", postcodes=["0210902"])

    assert locate("萩荘5", municipality_id=city.id, postcode="0210041").town is other


def test_town_of_several_postcodes_leaves_the_postcode_open(city):
    town = a_town(city, "山目", postcodes=["0210051", "0210052"])

    assert locate("山目3", municipality_id=city.id).postcode is None
    assert locate_in(town, "3", postcode="0210051").postcode == "0210051"


@pytest.mark.parametrize("typed", ["桜町240", "赤荻字桜町240", "岩手県一関市赤荻字桜町240"])
def test_known_town_needs_only_the_rest(city, typed):
    town = a_town(city, "赤荻", "桜町")

    assert locate_in(town, typed).koaza.name == "桜町"


@pytest.mark.parametrize("typed", ["021-0041", "〒０２１ー００４１", "0210041", "021 0041"])
def test_postcode_is_read_in_any_spelling(typed):
    assert read_postcode(typed) == "0210041"


@pytest.mark.parametrize("typed", ["021-004", "あ", "021-00411", "٠٢١٠٠٤١x"])
def test_what_is_no_postcode_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match="021-0041"):
        read_postcode(typed)


def test_towns_of_a_postcode_are_those_of_the_city(city):
    town = a_town(city, "赤荻", postcodes=["0210041"])
    a_town(make.municipality(), "よそ", postcodes=["0210041"])

    assert list(towns_of("021-0041", municipality_id=city.id)) == [town]


def test_questions_to_the_database_do_not_grow_with_the_towns(city, count_queries):
    a_town(city, "赤荻", "桜町")
    few = count_queries(lambda: locate("赤荻1", municipality_id=city.id))
    for number in range(5):
        a_town(city, f"甲{number}", "桜町")

    assert count_queries(lambda: locate("赤荻1", municipality_id=city.id)) <= few
