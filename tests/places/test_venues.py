"""Venues are entered once, and put right by whoever saw the newest state."""

from dataclasses import replace

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.places.models import Precision, Venue
from tutor.places.travel import Point
from tutor.places.venues import Hall, correct_venue, enter_venue


@pytest.fixture
def by(database):
    return make.actor(Role.COORDINATOR, who=make.person())


@pytest.fixture
def hall(database):
    return Hall("赤荻分館", make.town(radius_km=2.0), 20, True, 3, Point(38.91, 141.11))


def enter(hall, by):
    return enter_venue(hall, by=by, now=make.NOW)


def correct(venue, hall, by, version=None):
    correct_venue(venue, hall, version=venue.version if version is None else version, by=by, now=make.NOW)


def test_venue_with_a_pin_stands_there(hall, by):
    venue = enter(hall, by)

    assert (venue.name, venue.lat, venue.precision, venue.seats) == ("赤荻分館", 38.91, Precision.PIN, 20)
    assert (venue.step_free, venue.loan_phones, venue.municipality_id) == (True, 3, hall.town.municipality_id)
    assert db.session.query(Change).one().verb == "enter_venue"


def test_venue_without_a_pin_stands_at_its_town(hall, by):
    venue = enter(replace(hall, pin=None), by)

    assert (venue.lat, venue.precision) == (hall.town.lat, Precision.TOWN)


def test_same_form_pressed_twice_is_one_venue(hall, by):
    assert enter(hall, by) is enter(hall, by)
    assert db.session.query(Change).count() == 1


def test_second_venue_of_one_name_is_refused_in_one_city_only(hall, by):
    enter(hall, by)

    with pytest.raises(Refused, match="もう登録されています"):
        enter(replace(hall, seats=5), by)
    enter(replace(hall, town=make.town()), by)

    assert db.session.query(Venue).count() == 2


def test_pin_far_from_the_town_is_refused(hall, by):
    with pytest.raises(Refused, match="離れています"):
        enter(replace(hall, pin=Point(39.9, 141.1)), by)


def test_corrected_venue_says_what_is_new(hall, by):
    venue = enter(hall, by)

    correct(venue, replace(hall, seats=30, pin=None), by)

    assert (venue.seats, venue.precision) == (30, Precision.TOWN)
    assert [row.verb for row in db.session.query(Change).order_by(Change.id)] == [
        "enter_venue",
        "correct_venue",
    ]


def test_what_somebody_else_wrote_meanwhile_is_kept(hall, by):
    venue = enter(hall, by)
    seen = venue.version
    correct(venue, replace(hall, seats=30), by)

    with pytest.raises(Refused, match="ほかの人がさきに"):
        correct(venue, replace(hall, seats=5), by, version=seen)

    assert venue.seats == 30


def test_name_of_another_venue_is_refused(hall, by):
    other = enter(replace(hall, name="中里"), by)
    enter(hall, by)

    with pytest.raises(Refused, match="ほかにもうあります"):
        correct(other, hall, by)
