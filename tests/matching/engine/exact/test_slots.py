"""The exact model against every plan there is, and what it makes of a few stops."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.matching.engine.bound.tiny import tiny
from tests.matching.engine.brute_force import best_objective
from tests.matching.engine.problems import WEIGHTS, random_document, small, solved, tutor, visit
from tutor.matching.engine.board import Board, board_with_fixed, placed
from tutor.matching.engine.bound.wanted import every_stop
from tutor.matching.engine.exact.slots import Found, best_of
from tutor.matching.engine.impossible_pins import impossible_pins
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.standing import served_on
from tutor.matching.engine.stops import Stop
from tutor.matching.engine.verify import violations


def never() -> bool:
    return False


def exactly(problem: Problem, **how: Any) -> Found:
    indexed = IndexedProblem(problem)
    return best_of([every_stop(indexed)], board_with_fixed(indexed), seed=1, deadline=never, **how)


def broken(board: Board) -> list[str]:
    problem = board.indexed.problem
    plan = Plan(problem.name, served_on(board), (), board.objective())
    return [str(one) for one in violations(problem, plan) if one.code[0] in "VT"]


@pytest.mark.parametrize("seed", range(20))
def test_of_all_stops_the_best_plan_there_is(seed: int) -> None:
    problem = tiny(seed)

    found = exactly(problem)

    assert found.proven
    assert broken(found.board) == []
    assert found.board.objective() == found.bound == best_objective(problem)


@pytest.mark.parametrize("seed", range(40, 46))
def test_pins_and_published_visits_are_no_hindrance(seed: int) -> None:
    problem = problem_from(random_document(seed))
    assert not impossible_pins(problem)

    found = exactly(problem)

    assert broken(found.board) == []
    assert found.board.objective() == found.bound >= solved(problem, effort=300).objective


@pytest.mark.parametrize("limit", ["max_visits", "max_visits_per_day"])
def test_who_may_go_once_goes_once(limit: str) -> None:
    two = [visit(name, tutors=1, starts=[[at, at]]) for name, at in (("v", 570), ("w", 660))]
    alone = tutor("A", shifts=[[540, 780]])

    assert len(served_on(exactly(small(tutors=[alone], visits=two)).board)) == 2
    assert len(served_on(exactly(small(tutors=[alone | {limit: 1}], visits=two)).board)) == 1


def test_pin_stays_although_it_costs_more_than_it_brings() -> None:
    pin = visit("v", fixed={"start": 570, "tutors": ["A", "B"]})

    found = exactly(small(visits=[pin], weights=WEIGHTS | {"serve": 1})).board

    assert [one.id for one in served_on(found)] == ["v"]
    assert found.objective() < 0


def test_what_a_tutor_carries_counts_as_in_the_search() -> None:
    """A goes, and has done four visits more than was fair: B takes over, although it is a little farther."""
    far = {"car": [[0, 20, 5], [20, 5, 25], [5, 25, 0]]}
    places = [{"name": str(n), "lat": None, "lng": None} for n in range(3)]
    both = [tutor("A"), tutor("B", home=2)]
    problem = small(places=places, travel=far, tutors=both, visits=[visit("v", tutors=1)])
    tired = replace(problem, tutors=(replace(problem.tutors[0], carried=4), problem.tutors[1]))

    assert who_goes(problem) == ("A",)
    assert who_goes(tired) == ("B",)


def who_goes(problem: Problem) -> tuple[str, ...]:
    indexed = IndexedProblem(problem)
    begin = placed(indexed, [Served("v", 570, ("A",))])
    (one,) = served_on(best_of([every_stop(indexed)], begin, seed=1, deadline=never).board)
    return one.tutors


def test_only_the_given_stops_and_those_of_the_plan_are_used() -> None:
    problem = small(
        tutors=[tutor(name) for name in "ABC"],
        visits=[visit("v", tutors=1), visit("w", tutors=1)],
        current={"v": {"start": 570, "tutors": ["A"]}},
    )
    indexed = IndexedProblem(problem)
    begin = placed(indexed, solved(small(visits=[]), effort=0).visits)
    only = [Stop(1, 600, 1), Stop(1, 600, 2)]

    found = best_of([only], begin, seed=1, deadline=never).board

    assert [(one.id, one.start) for one in served_on(found)] == [("w", 600)]
    assert served_on(found)[0].tutors in (("B",), ("C",))


def test_stops_too_few_for_a_group_leave_the_visit_out() -> None:
    problem = small(visits=[visit("v", tutors=2)])
    begin = Board(IndexedProblem(problem))

    assert served_on(best_of([[Stop(0, 570, 0)]], begin, seed=1, deadline=never).board) == ()


def test_plan_to_begin_with_stays_when_nothing_else_is_given() -> None:
    problem = small(visits=[visit("v"), visit("w", starts=[[540, 600]])], weights=WEIGHTS | {"serve": 1000})
    indexed = IndexedProblem(problem)
    begin = placed(indexed, solved(problem, effort=50).visits)

    assert served_on(best_of([[]], begin, seed=1, deadline=never).board) == served_on(begin)


def test_without_time_the_plan_to_begin_with_stays() -> None:
    indexed = IndexedProblem(tiny(1))
    begin = Board(indexed)

    found = best_of([every_stop(indexed)], begin, seed=1, deadline=lambda: True, work=0.0)

    assert found.board.objective() >= begin.objective()
    assert not found.proven or found.board.objective() == found.bound


def test_of_several_sets_of_stops_the_best_counts() -> None:
    problem = small(visits=[visit("v", tutors=1), visit("w", tutors=1, priority=5)])
    begin = Board(IndexedProblem(problem))

    for cores in ([[Stop(0, 570, 0)], [Stop(1, 600, 1)]], [[Stop(1, 600, 1)], [Stop(0, 570, 0)]]):
        assert [one.id for one in served_on(best_of(cores, begin, seed=1, deadline=never).board)] == ["w"]


@pytest.mark.parametrize("change", [lambda one: one, lambda one: replace(one, name="other")])
def test_same_stops_and_seed_the_same_plan(change: Callable[[Problem], Problem]) -> None:
    problem = tiny(7)

    assert served_on(exactly(problem, work=1.0).board) == served_on(exactly(change(problem), work=1.0).board)
