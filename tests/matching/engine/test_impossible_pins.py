"""A pin that cannot be kept falls and says so at its visit; everything else is planned."""

import pytest

from tests.matching.engine.problems import small, solved, tutor, visit
from tutor.matching.engine.plan import Plan
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.repair.repairs import repairs
from tutor.matching.engine.verify import violations


def pinned(name: str, start: int = 570, *, by: str = "A", **changes: object) -> dict[str, object]:
    return visit(name, tutors=1, duration=10, fixed={"start": start, "tutors": [by]}, **changes)


def reasons(plan: Plan) -> dict[str, list[str]]:
    return {one.id: [why.code for why in one.reasons] for one in plan.unserved}


def broken(problem: Problem, plan: Plan) -> list[tuple[str, str]]:
    return [(one.code, one.fields["visit"]) for one in violations(problem, plan)]


def test_pin_outside_the_shifts_falls_and_the_rest_is_planned():
    late = [tutor("A", shifts=[[600, 720]]), tutor("B")]
    problem = small(visits=[pinned("v"), visit("w", tutors=1)], tutors=late)

    plan = solved(problem)

    assert reasons(plan) == {"v": ["pin_impossible"]}
    assert [one.id for one in plan.visits] == ["w"]
    assert broken(problem, plan) == [("V6", "v")]


@pytest.mark.parametrize(("priority", "falls"), [(1, "y"), (2, "x")])
def test_of_two_pins_at_one_time_the_less_urgent_falls_else_the_later_of_the_file(priority, falls):
    problem = small(visits=[pinned("x"), pinned("y", priority=priority)])

    assert reasons(solved(problem)) == {falls: ["pin_impossible"]}


@pytest.mark.parametrize("limit", ["max_visits", "max_visits_per_day"])
def test_pins_above_a_limit_fall_until_it_is_kept(limit):
    pins = [pinned(name, start) for name, start in (("x", 570), ("y", 600), ("z", 630))]

    plan = solved(small(visits=pins, tutors=[tutor("A", **{limit: 1}), tutor("B")]))

    assert reasons(plan) == {"y": ["pin_impossible"], "z": ["pin_impossible"]}


def test_pinned_way_that_takes_too_long_falls():
    places = [{"name": name, "lat": None, "lng": None} for name in ("home", "near", "far")]
    ways = {"car": [[0, 20, 20], [20, 5, 90], [20, 90, 5]]}
    pins = [pinned("x", 570, place=1), pinned("y", 600, place=2)]

    assert reasons(solved(small(places=places, travel=ways, visits=pins))) == {"y": ["pin_impossible"]}


def test_visit_that_nobody_could_take_even_without_its_pin_says_both():
    problem = small(visits=[pinned("v")], tutors=[tutor("A", shifts=[[0, 60]])])

    assert reasons(solved(problem)) == {"v": ["pin_impossible", "too_few_tutors"]}


def test_visit_whose_pin_fell_is_not_put_elsewhere():
    problem = small(visits=[pinned("v", 720, starts=[[540, 720]])])

    assert solved(problem, effort=100).visits == ()


def test_repairs_say_it_too():
    problem = small(visits=[pinned("x"), pinned("y")], current={"x": {"start": 570, "tutors": ["A"]}})

    found = repairs(problem, seed=1, deadline=lambda: True)

    assert reasons(found[0].plan) == {"y": ["pin_impossible"]}
    assert found[0].changes == ()
