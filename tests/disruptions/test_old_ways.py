"""What a repair costs on the road: the new ways less those that fall away, for each tutor."""

from datetime import timedelta

import pytest

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, on, scene
from tests.matching.week import TUESDAY
from tutor.disruptions.actions import cannot_come
from tutor.disruptions.old_ways import old_ways
from tutor.disruptions.proposals import RepairKind, repairs
from tutor.disruptions.rules import Absence

TO_HERE = 4
"""Minutes between two doors of the town."""


@pytest.fixture
def town(database):
    return scene()


def away(town, lat=38.95):
    """Some 38 minutes by bicycle."""
    return make.household(make.town(town.city.row, lat=lat, lng=141.1))


def ill(town, days=1):
    absence = Absence(TUESDAY, TUESDAY + timedelta(days=days - 1))
    cannot_come(town.ill, absence, by=town.by, now=HALF_PAST_SEVEN)


def found(town, kind):
    return next(one for one in repairs(town.lesson, now=HALF_PAST_SEVEN) if one.kind is kind)


def saved(town):
    return old_ways(town.lesson, now=HALF_PAST_SEVEN)


def in_town(town, tutors, hour, **values):
    home = make.household(town.city.town)
    return make.lesson(
        tuple(tutors), programme=town.city.programme, household=home, starts_at=on(TUESDAY, hour), **values
    )


def test_stand_in_who_lives_nearer_than_the_ill_tutor_makes_the_ways_shorter(town):
    town.ill.household = away(town)
    helper = town.colleague()
    ill(town)

    repair = found(town, RepairKind.STAND_IN)

    [(new, more), (gone, less)] = repair.ways
    assert (new, gone) == (helper.person.name, town.ill.person.name)
    assert more == 2 * TO_HERE
    assert less < -60
    assert repair.minutes == more + less


def test_who_stays_and_comes_at_another_time_has_as_long_a_way_as_before(town):
    helper = town.colleague()
    ill(town, days=14)

    ways = dict(found(town, RepairKind.MOVE).ways)

    assert ways[town.pair[1].person.name] == 0
    assert ways[helper.person.name] == 2 * TO_HERE
    assert ways[town.ill.person.name] == -2 * TO_HERE


def test_who_passes_there_anyhow_saves_only_the_way_round(town):
    town.pair[1].household = away(town)
    in_town(town, town.pair[1:], 12)
    in_town(town, town.pair[1:], 16)

    assert saved(town)[town.pair[1]] == TO_HERE


def test_lesson_beyond_a_gap_in_the_hours_is_reached_from_home(town):
    """As the planner reckons it: between two stretches of offered hours one is at home."""
    in_town(town, town.pair[:1], 9)

    assert saved(town)[town.ill] == 2 * TO_HERE


def test_whole_day_given_up_counts_each_way_once(town):
    town.ill.household = away(town)
    later = in_town(town, town.pair[:1], 16)
    way_home = saved(town)[town.ill]
    ill(town)

    first, last = saved(town)[town.ill], old_ways(later, now=HALF_PAST_SEVEN)[town.ill]

    assert first == way_home == TO_HERE
    assert last > 60


def test_way_that_the_vehicle_does_not_go_saves_nothing(town):
    town.ill.household = away(town, lat=40.5)

    assert saved(town)[town.ill] == 0


def test_cancelling_says_nothing_about_ways(town):
    ill(town)

    assert found(town, RepairKind.CANCEL).ways == ()
