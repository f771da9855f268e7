"""A pin as it is copied from a map."""

import pytest

from tutor.errors import Refused
from tutor.places.pins import check_near, read_pin, shown_pin
from tutor.places.travel import Point

TOWN = Point(38.9, 141.1)


@pytest.mark.parametrize(
    "typed",
    [
        "38.93746, 141.09568",
        "141.09568 38.93746",
        "３８．９３７４６、１４１．０９５６８",
        "北緯38.93746 東経141.09568",
    ],
)
def test_pin_is_read_in_any_order(typed):
    assert read_pin(typed) == Point(38.93746, 141.09568)


@pytest.mark.parametrize(
    "typed", ["", "38.9", "38.9, 141.1, 12.3", "38, 141", "0.1, 0.2", "51.5, 0.1", "\x00"]
)
def test_what_is_no_point_in_japan_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match=r"38\.93746, 141\.09568"):
        read_pin(typed)


def test_shown_pin_is_read_again():
    assert read_pin(shown_pin(Point(38.9, 141.1))) == Point(38.9, 141.1)


@pytest.mark.parametrize(
    ("radius", "km", "fits"), [(0, 2.9, True), (0, 3.2, False), (5, 12.9, True), (5, 13.2, False)]
)
def test_pin_lies_within_twice_the_radius_and_three_km(radius, km, fits):
    pin = Point(TOWN.lat + km / 111.19, TOWN.lng)
    if fits:
        check_near(pin, TOWN, radius, name="赤荻")
        return
    with pytest.raises(Refused, match="「赤荻」から"):
        check_near(pin, TOWN, radius, name="赤荻")
