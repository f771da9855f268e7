"""The hours of somebody who cannot come are cut out, and so are pins that would need them."""

import pytest

from tests.matching.engine.problems import small, solved, tutor, visit
from tutor.errors import Refused
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Staffing
from tutor.matching.engine.repair.absence import absent, published

PIN = {"start": 600, "tutors": ["A", "B"]}


@pytest.mark.parametrize(
    ("since", "to", "left"),
    [
        (0, 1440, ()),
        (600, 660, ((540, 600), (660, 720))),
        (480, 600, ((600, 720),)),
        (700, 900, ((540, 700),)),
        (720, 900, ((540, 720),)),
    ],
)
def test_hours_are_what_is_left_around_the_absence(since, to, left):
    found = absent(small(), "A", since=since, to=to)

    assert [one.shifts for one in found.tutors] == [left, ((540, 720),)]


@pytest.mark.parametrize(("since", "to", "pinned"), [(0, 601, False), (660, 720, True)])
def test_pin_falls_only_when_the_tutor_is_away_then(since, to, pinned):
    found = absent(small(visits=[visit("v", fixed=PIN)]), "A", since=since, to=to)

    assert (found.visits[0].fixed is not None) == pinned


def test_pin_of_others_stays():
    hours = [tutor(name) for name in "ABC"]

    assert absent(small(tutors=hours, visits=[visit("v", fixed=PIN)]), "C", since=0, to=1440).visits[0].fixed


def test_published_plan_becomes_what_departures_are_counted_from():
    problem = small()
    found = published(problem, solved(problem))

    assert found.current == {"v": Staffing(570, ("A", "B"))}
    assert (found.weights.move, found.weights.swap) == (400, 150)


def test_unknown_names_are_refused():
    with pytest.raises(Refused, match="nobody"):
        absent(small(), "nobody", since=0, to=1440)
    with pytest.raises(Refused, match="other"):
        published(small(), Plan("small", (Served("other", 600, ("A",)),), (), objective=0))
