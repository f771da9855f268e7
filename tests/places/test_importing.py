"""Points and postcodes come in; the same file twice changes nothing."""

import pytest

from tests import make
from tutor.changes.models import Change
from tutor.database import db
from tutor.places.importing import link_postcodes, measure_towns, take_points
from tutor.places.models import Koaza, PostcodeTown, Town
from tutor.places.point_file import TownPoint
from tutor.places.postcode_file import PostcodeRow

AKOOGI = TownPoint("一関市", "赤荻", "", 38.93, 141.09, "2行目")
SAKURA = TownPoint("一関市", "赤荻", "桜町", 38.94, 141.1, "3行目")
AOBA = [TownPoint("一関市", f"青葉{n}丁目", "", 38.95, 141.12, "4行目") for n in "一二"]


@pytest.fixture
def city(database):
    return make.municipality(name="一関市", code5="03209")


def take(city, *rows, source="test"):
    return take_points(rows, [city], source=source, by=make.actor(), now=make.NOW)


def link(city, *rows):
    return link_postcodes(rows, [city], by=make.actor(), now=make.NOW)


def changes():
    return [row.verb for row in db.session.query(Change).order_by(Change.id)]


def test_new_towns_and_koaza_are_entered_with_their_source(city):
    taken = take(city, AKOOGI, SAKURA, source="Geolonia")

    town, koaza = db.session.query(Town).one(), db.session.query(Koaza).one()
    assert (town.name, town.lat, town.source, koaza.name, koaza.town) == (
        "赤荻", 38.93, "Geolonia", "桜町", town,
    )  # fmt: skip
    assert dict(taken.new) == {"town": 1, "koaza": 1}
    assert changes() == ["import_towns"]


def test_same_file_twice_changes_nothing(city):
    take(city, AKOOGI, SAKURA)

    again = take(city, AKOOGI, SAKURA)

    assert not again.new + again.changed
    assert changes() == ["import_towns"]


def test_moved_point_is_moved_and_what_is_missing_stays(city):
    take(city, AKOOGI, SAKURA, *AOBA)

    taken = take(city, TownPoint("一関市", "赤荻", "", 38.9, 141.0, "2行目"), source="new list")

    town = db.session.query(Town).filter_by(name="赤荻").one()
    assert (town.lat, town.lng, town.source) == (38.9, 141.0, "new list")
    assert dict(taken.changed) == {"town": 1}
    assert db.session.query(Town).count() == 3
    assert db.session.query(Koaza).count() == 1


def test_rows_of_other_cities_are_counted_and_left_out(city):
    taken = take(city, AKOOGI, TownPoint("奥州市", "水沢", "", 39.1, 141.1, "5行目"))

    assert dict(taken.elsewhere) == {"奥州市": 1}
    assert db.session.query(Town).count() == 1


def test_county_in_front_of_a_town_is_no_other_city(database):
    place = make.municipality(name="雫石町")

    take(place, TownPoint("岩手郡雫石町", "長山", "", 39.7, 140.9, "2行目"))

    assert db.session.query(Town).one().municipality is place


def test_koaza_whose_town_has_no_row_stand_around_its_middle(city):
    take(city, SAKURA, TownPoint("一関市", "赤荻", "笹谷", 38.96, 141.12, "4行目"))

    town = db.session.query(Town).one()
    assert (town.lat, town.lng) == (38.95, 141.11)
    assert "真ん中" in town.source


def test_import_measures_how_far_off_houses_may_be(city):
    take(city, AKOOGI, *AOBA)

    assert db.session.query(Town).filter_by(name="赤荻").one().radius_km == pytest.approx(3.4, abs=0.1)


def test_measuring_again_gives_the_same(city):
    take(city, AKOOGI, *AOBA)
    before = [town.radius_km for town in db.session.query(Town).order_by(Town.id)]

    measure_towns(city.id)

    assert [town.radius_km for town in db.session.query(Town).order_by(Town.id)] == before


def test_postcode_is_linked_and_gives_the_reading(city):
    take(city, AKOOGI)

    taken = link(city, PostcodeRow("0210041", "03209", "一関市", "赤荻", "あこおぎ"))

    row = db.session.query(PostcodeTown).one()
    assert (row.postcode, row.town.reading) == ("0210041", "あこおぎ")
    assert (dict(taken.new), dict(taken.changed)) == ({"postcode": 1}, {"reading": 1})
    assert changes() == ["import_towns", "import_postcodes"]


def test_same_postcodes_twice_change_nothing(city):
    take(city, AKOOGI)
    row = PostcodeRow("0210041", "03209", "一関市", "赤荻", "あこおぎ")
    link(city, row)

    again = link(city, row, row)

    assert not again.new + again.changed
    assert changes() == ["import_towns", "import_postcodes"]


def test_one_postcode_stands_for_all_chome_and_each_is_read_aloud(city):
    take(city, *AOBA)

    link(city, PostcodeRow("0210031", "03209", "一関市", "青葉", "あおば"))

    rows = db.session.query(PostcodeTown).order_by(PostcodeTown.town_id)
    assert [row.town.reading for row in rows] == ["あおばいっちょうめ", "あおばにちょうめ"]


def test_csv_without_readings_leaves_those_that_are_known(city):
    make.town(city, name="赤荻", reading="あこおぎ")

    link(city, PostcodeRow("0210041", "", "一関市", "赤荻", ""))

    assert db.session.query(Town).one().reading == "あこおぎ"


def test_what_cannot_be_linked_is_said(city):
    taken = link(
        city,
        PostcodeRow("0210000", "03209", "一関市", "", ""),
        PostcodeRow("0219999", "03209", "一関市", "新しい町", ""),
        PostcodeRow("0230001", "03215", "奥州市", "水沢", ""),
    )

    assert taken.city_only == 1
    assert taken.unknown == ["0219999 一関市新しい町"]
    assert dict(taken.elsewhere) == {"奥州市": 1}
    assert changes() == []
