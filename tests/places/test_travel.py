"""Minutes on the way, from distance alone."""

import math
from itertools import pairwise

import pytest

from tutor.places.travel import FORBIDDEN, SAME_PLACE, WAYS, Point, crow_km, matrix, minutes

HERE = Point(38.93, 141.13)
KM_A_DEGREE = 111.19


def north(km: float) -> Point:
    """So many kilometres as the crow flies."""
    return Point(HERE.lat + km / KM_A_DEGREE, HERE.lng)


def test_distance_is_that_of_the_globe():
    tokyo, osaka = Point(35.6812, 139.7671), Point(34.7025, 135.4959)

    assert crow_km(tokyo, osaka) == pytest.approx(403, abs=1)
    assert crow_km(HERE, north(10)) == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(
    ("mode", "km", "expected"),
    [
        ("walk", 1.0, 20),  # 1.35 km at 4.2 km/h
        ("bicycle", 3.9, 30),  # 26.4 and 3 to lock it
        ("bus", 3.0, 33),  # 17.4 and 15 to wait
        ("car", 17.3, 47),  # 23.4 km of road: 7.5 and 13.1 and 22.3, and 4 to park: as measured
    ],
)
def test_minutes_by_mode(mode, km, expected):
    assert minutes(HERE, north(km), mode=mode) == expected


def test_same_point_takes_the_way_between_two_doors():
    assert {mode: minutes(HERE, HERE, mode=mode) for mode in WAYS} == {
        "walk": SAME_PLACE,
        "bicycle": SAME_PLACE,
        "bus": 15,
        "car": SAME_PLACE,
    }


@pytest.mark.parametrize(("mode", "km"), [("walk", 3), ("bicycle", 12), ("bus", 45)])
def test_too_long_a_way_is_forbidden(mode, km):
    assert minutes(HERE, north(km), mode=mode) == FORBIDDEN
    assert minutes(HERE, north(km), mode="car") < FORBIDDEN


def coarse(point: Point, off: float) -> Point:
    return point._replace(off=off)


def test_coarse_point_makes_the_way_longer_by_half_its_doubt():
    far = north(5)

    assert minutes(HERE, coarse(far, 4), mode="car") == minutes(HERE, north(7), mode="car")
    assert minutes(coarse(HERE, 4), coarse(far, 4), mode="bicycle") == minutes(HERE, north(9), mode="bicycle")


def test_two_homes_at_one_coarse_point_are_one_radius_apart():
    home = coarse(HERE, 2)

    assert minutes(home, home, mode="walk") == minutes(HERE, north(2), mode="walk") == 39


@pytest.mark.parametrize("mode", WAYS)
def test_doubt_alone_forbids_nobody_to_go(mode):
    assert minutes(coarse(HERE, 17), coarse(north(1), 17), mode=mode) < FORBIDDEN


def test_hills_count_by_the_detour():
    assert minutes(HERE, north(5), mode="car", detour=1.435) > minutes(
        HERE, north(5), mode="car", detour=1.26
    )


@pytest.mark.parametrize("mode", WAYS)
def test_farther_never_takes_less_time(mode):
    times = [minutes(HERE, north(km / 4), mode=mode) for km in range(1, 60)]

    assert all(later >= before for before, later in pairwise(times))


def test_matrix_is_square_and_the_same_both_ways():
    points = [HERE, north(1), north(7)]

    found = matrix(points, mode="car")

    assert [len(row) for row in found] == [3, 3, 3]
    assert all(found[a][b] == found[b][a] for a in range(3) for b in range(3))
    assert found[0][1] == math.ceil(1 * 1.35 / 24 * 60) + 4
