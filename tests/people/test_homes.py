"""Where people live is put right, and its point comes nearer to the door."""

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.people import actions, homes
from tutor.people.homes import Spot
from tutor.places.locating import locate_in
from tutor.places.models import Koaza, Precision
from tutor.places.travel import Point


@pytest.fixture
def by(database):
    return make.actor(Role.COORDINATOR, who=make.person())


@pytest.fixture
def town(database):
    town = make.town(name="赤荻", radius_km=2.0)
    make.add(Koaza(town=town, name="桜町", lat=38.91, lng=141.11, source="test"))
    return town


def verbs(home):
    rows = db.session.query(Change).filter_by(subject_kind="household", subject_id=home.id)
    return [row.verb for row in rows.order_by(Change.id)]


def entered(town, address, by, **values):
    return actions.enter_household(town, address=address, way_note="", by=by, now=make.NOW, **values)


def test_entered_home_stands_at_the_koaza_of_its_address(town, by):
    home = entered(town, "赤荻字桜町240", by, postcode="021-0041")

    assert (home.address, home.postcode) == ("字桜町240", "0210041")
    assert (home.lat, home.lng, home.precision) == (38.91, 141.11, Precision.KOAZA)


def test_entered_home_without_koaza_stands_at_its_town(town, by):
    home = entered(town, "240", by)

    assert (home.lat, home.precision, home.address) == (town.lat, Precision.TOWN, "240")


def test_pin_takes_the_doubt_away_and_leaves_a_change_row(town, by):
    home = entered(town, "240", by)

    homes.pin_home(home, Spot.of_pin(Point(38.905, 141.105)), version=home.version, by=by, now=make.NOW)

    assert (home.lat, home.lng, home.precision) == (38.905, 141.105, Precision.PIN)
    assert verbs(home) == ["enter_household", "pin_home"]


def test_hall_and_koaza_say_how_near_they_are(town, by):
    home = entered(town, "240", by)
    hall = make.venue(town, lat=38.92)

    homes.pin_home(home, Spot.of_hall(hall), version=home.version, by=by, now=make.NOW)
    assert (home.lat, home.precision) == (38.92, Precision.HALL)

    homes.pin_home(home, Spot.of_koaza(town.koazas[0]), version=home.version, by=by, now=make.NOW)
    assert (home.lat, home.precision) == (38.91, Precision.KOAZA)


def test_pin_far_from_the_town_is_refused(town, by):
    home = entered(town, "240", by)

    with pytest.raises(Refused, match="離れています"):
        homes.pin_home(home, Spot.of_pin(Point(39.9, 141.1)), version=home.version, by=by, now=make.NOW)

    assert home.precision is Precision.TOWN


def correct(home, address, by, version=None, note=""):
    located = locate_in(home.town, address)
    version = home.version if version is None else version
    homes.correct_home(home, located, way_note=note, version=version, by=by, now=make.NOW)


def test_new_address_gets_a_new_point(town, by):
    home = entered(town, "240", by)
    homes.pin_home(home, Spot.of_pin(Point(38.905, 141.105)), version=home.version, by=by, now=make.NOW)

    correct(home, "字桜町5", by)

    assert (home.address, home.lat, home.precision) == ("字桜町5", 38.91, Precision.KOAZA)


def test_same_address_keeps_its_pin(town, by):
    home = entered(town, "240", by)
    homes.pin_home(home, Spot.of_pin(Point(38.905, 141.105)), version=home.version, by=by, now=make.NOW)

    correct(home, "赤荻240", by, note="赤い屋根")

    assert (home.precision, home.way_note) == (Precision.PIN, "赤い屋根")


@pytest.mark.parametrize("change", ["address", "pin"])
def test_what_somebody_else_wrote_meanwhile_is_kept(town, by, change):
    home = entered(town, "240", by)
    seen = home.version
    correct(home, "241", by)

    with pytest.raises(Refused, match="ほかの人がさきに"):
        if change == "address":
            correct(home, "999", by, version=seen)
        else:
            homes.pin_home(home, Spot.of_pin(Point(38.9, 141.1)), version=seen, by=by, now=make.NOW)

    assert home.address == "241"


def relocate(town, by):
    return homes.relocate([town.municipality_id], by=by, now=make.NOW)


def test_home_follows_its_town_and_a_new_koaza(town, by):
    first, second = entered(town, "240", by), entered(town, "字笹谷28", by)
    town.lat = 38.95
    make.add(Koaza(town=town, name="笹谷", lat=38.96, lng=141.12, source="test"))
    db.session.expire(town, ["koazas"])

    assert relocate(town, by) == 2
    assert relocate(town, by) == 0

    assert (first.lat, first.precision) == (38.95, Precision.TOWN)
    assert (second.lat, second.precision) == (38.96, Precision.KOAZA)
    assert verbs(second) == ["enter_household", "relocate_home"]


def test_what_staff_chose_stays_when_its_town_moves(town, by):
    spots = [Spot.of_pin(Point(38.9, 141.1)), Spot.of_hall(make.venue(town)), Spot.of_koaza(town.koazas[0])]
    chosen = [entered(town, f"24{n}", by) for n in range(3)]
    for home, spot in zip(chosen, spots, strict=True):
        homes.pin_home(home, spot, version=home.version, by=by, now=make.NOW)
    town.lat = 38.95

    assert relocate(town, by) == 0
    assert [home.precision for home in chosen] == [Precision.PIN, Precision.HALL, Precision.KOAZA]


def test_homes_of_other_cities_stay_where_they_are(town, by):
    home = entered(town, "240", by)
    town.lat = 38.95

    assert homes.relocate([make.municipality().id], by=by, now=make.NOW) == 0
    assert home.lat == 38.9
