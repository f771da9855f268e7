"""Which stops the relaxation wants."""

import pytest

from tests.matching.engine import kit
from tests.matching.engine.bound.tiny import tiny
from tests.matching.engine.problems import small, solved, tutor, visit
from tutor.matching.engine.board import placed
from tutor.matching.engine.bound.wanted import every_stop, wanted_stops
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.stops import Stop, stops_on


def never() -> bool:
    return False


def wanted(indexed: IndexedProblem) -> list[Stop]:
    return wanted_stops(indexed, known=-(10**6), deadline=never, effort=60)


def test_stop_of_the_one_who_lives_near_is_wanted_before_the_others() -> None:
    places = [{"name": str(n), "lat": None, "lng": None} for n in range(3)]
    far = {"car": [[0, 5, 60], [5, 0, 60], [60, 60, 0]]}
    both = [tutor("near"), tutor("far", home=2)]
    indexed = IndexedProblem(small(places=places, travel=far, tutors=both, visits=[visit("v", tutors=1)]))

    assert {stop.tutor for stop in every_stop(indexed)} == {0, 1}
    assert wanted(indexed)[0].tutor == 0


@pytest.mark.parametrize("seed", range(10))
def test_what_is_wanted_is_possible_and_named_once(seed: int) -> None:
    indexed = IndexedProblem(tiny(seed))
    found = wanted(indexed)

    assert len(set(found)) == len(found)
    assert set(found) <= set(every_stop(indexed))


def test_hole_between_two_ranges_of_starts_is_no_stop() -> None:
    two = visit("v", tutors=1, starts=[[540, 555], [630, 645]])
    indexed = IndexedProblem(small(visits=[two], travel={"car": [[0, 0], [0, 0]]}))

    assert {stop.start for stop in wanted(indexed)} <= {540, 555, 630, 645}


def test_where_nothing_is_possible_nothing_is_wanted() -> None:
    assert wanted(IndexedProblem(small(visits=[visit("v", starts=[[0, 10]])]))) == []


def test_more_evaluations_are_not_waited_for_when_time_is_up() -> None:
    assert wanted_stops(IndexedProblem(small()), known=0, deadline=lambda: True, effort=60) == []


@kit.needs_kit
def test_two_in_three_stops_of_a_good_plan_are_among_the_most_wanted() -> None:
    """Eight in a hundred of all stops, in a week of the kit."""
    problem = read_problem(kit.FOLDER / "weeks" / "S-2.json")
    indexed = IndexedProblem(problem)
    plan = placed(indexed, solved(problem, effort=4000).visits)
    most = wanted_stops(indexed, known=plan.objective(), deadline=never, effort=600)

    core = set(most[: len(every_stop(indexed)) // 12])
    assert 3 * len(core & set(stops_on(plan))) > 2 * len(stops_on(plan))
