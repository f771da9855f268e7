"""When to leave, on plain values."""

from dataclasses import dataclass, field
from datetime import timedelta

from tests.make import NOW
from tutor.lessons.way import legs
from tutor.places.models import Precision
from tutor.places.travel import Point

HOME = Point(38.9, 141.1)


@dataclass
class Valley:
    radius_km: float = 3.0


@dataclass
class House:
    lat: float
    lng: float
    precision: Precision = Precision.PIN
    town: Valley = field(default_factory=Valley)


@dataclass
class Visit:
    id: int
    starts_in: int
    """Minutes from now."""
    household: House | None
    venue: House | None = None

    @property
    def starts_at(self):
        return NOW + timedelta(minutes=self.starts_in)

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=60)


NEAR, FAR = House(38.9, 141.1), House(38.945, 141.1)


def test_one_leaves_in_time_to_meet_the_colleague_before_the_door():
    leg = legs([Visit(1, 120, FAR)], home=HOME, mode="bicycle")[1]

    assert leg.minutes == 37
    assert leg.meet_at == NOW + timedelta(minutes=115)
    assert leg.leave_at == NOW + timedelta(minutes=78)
    assert leg.before is None


def test_second_way_begins_where_the_first_lesson_was():
    first, second = Visit(1, 120, FAR), Visit(2, 300, FAR)

    leg = legs([first, second], home=HOME, mode="bicycle")[2]

    assert leg.before is first
    assert leg.minutes == 4, "two doors of one town point"
    assert not leg.is_tight


def test_way_that_does_not_fit_between_two_lessons_is_said():
    assert legs([Visit(1, 0, NEAR), Visit(2, 70, FAR)], home=HOME, mode="bicycle")[2].is_tight


def test_way_farther_than_the_vehicle_goes_has_no_time():
    leg = legs([Visit(1, 120, House(40.0, 141.1))], home=HOME, mode="bicycle")[1]

    assert (leg.minutes, leg.leave_at, leg.is_tight) == (None, None, False)


def test_lesson_by_telephone_has_no_way_and_one_stays_where_one_is():
    found = legs([Visit(1, 0, None), Visit(2, 120, NEAR)], home=HOME, mode="walk")

    assert list(found) == [2]
    assert found[2].before is None


def test_class_is_reached_at_its_venue():
    assert legs([Visit(1, 120, None, venue=FAR)], home=HOME, mode="car")[1].minutes > 4


def test_one_leaves_earlier_where_the_point_may_be_far_from_the_door():
    somewhere = House(FAR.lat, FAR.lng, Precision.TOWN)

    known, unsure = (legs([Visit(1, 120, home)], home=HOME, mode="bicycle")[1] for home in (FAR, somewhere))

    assert unsure.leave_at < known.leave_at
