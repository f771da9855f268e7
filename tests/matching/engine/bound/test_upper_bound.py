"""The bound against every plan there is, with the verifier as the judge of what is a plan."""

from typing import Any

import pytest

from tests.matching.engine.bound.tiny import tiny
from tests.matching.engine.brute_force import best_objective
from tests.matching.engine.problems import WEIGHTS, after_calls, small, tutor, visit
from tutor.matching.engine.bound.upper_bound import upper_bound
from tutor.matching.engine.problem import Problem

_FAR = {"car": [[0, 20, 50], [25, 5, 15], [60, 30, 5]]}
_PLACES = [{"name": str(n), "lat": None, "lng": None} for n in range(3)]
_PIN = {"start": 570, "tutors": ["A", "B"]}
_BOTH_WANT_A = [visit(name, tutors=1, prefers={"A": 9}) for name in ("a", "b")]
_LONG_DAYS = [tutor(name, shifts=[[540, 900]]) for name in ("A", "B")]
_THREE = [visit("a"), visit("b", place=2), visit("c", priority=2)]


def bound(problem: Problem, *, known: int = -(10**6), effort: int | None = None) -> int | None:
    return upper_bound(problem, known=known, deadline=lambda: False, effort=effort)


@pytest.mark.parametrize("seed", range(12))
def test_bound_of_a_random_problem_is_not_below_its_best_plan(seed: int) -> None:
    problem = tiny(seed)
    best = best_objective(problem)
    assert best is not None
    for effort in (1, 5, 60):
        found = bound(problem, known=best, effort=effort)
        assert found is not None
        assert found >= best


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"travel": {"car": [[0, 20], [35, 5]]}},
        {"visits": [visit("a", tutors=1, starts=[[540, 600]]), visit("b", tutors=1, starts=[[660, 660]])]},
        {"visits": [visit("a", tutors=1, starts=[[560, 640]]), visit("b", tutors=1, duration=90)]},
        {"places": _PLACES, "travel": _FAR, "visits": _THREE},
        {"tutors": [tutor("A", max_visits=1), tutor("B")], "visits": [visit("a"), visit("b", priority=3)]},
        {"tutors": [tutor("A", max_visits_per_day=1), tutor("B")], "visits": [visit("a"), visit("b")]},
        {"tutors": [tutor("A", shifts=[[540, 660], [660, 900]])], "visits": [visit("a", tutors=1)]},
        {"visits": [visit("v", refuses=["B"])]},
        {"visits": [visit("v", needs={"android": 2})]},
        {"tutors": [tutor("A"), tutor("B"), tutor("C")], "visits": [visit("v", tutors=2, needs={"line": 1})]},
        {"visits": [visit("v", prefers={"A": 7, "B": -3})]},
        {"visits": [visit("a", tutors=1, prefers={"A": 9}), visit("b", tutors=1, prefers={"A": 9})]},
        {"tutors": _LONG_DAYS, "visits": _BOTH_WANT_A},
        {"weights": WEIGHTS | {"move": 50}, "current": {"v": {"start": 570, "tutors": ["A", "B"]}}},
        {"weights": WEIGHTS | {"swap": 50}, "current": {"v": {"start": 571, "tutors": ["A"]}}},
        {"visits": [visit("v", fixed=_PIN), visit("w", priority=5)]},
        {"weights": WEIGHTS | {"serve": 1}, "visits": [visit("v", fixed=_PIN)]},
        {"travel": {"car": [[0, 10000], [20, 5]]}},
        {"travel": {"car": [[0, 20], [10000, 5]]}},
    ],
)  # fmt: skip
def test_bound_of_an_easy_problem_is_its_best_plan(changes: dict[str, Any]) -> None:
    problem = small(**changes)
    best = best_objective(problem)
    assert best is not None
    assert bound(problem, known=best) == best


def test_visit_reached_only_by_way_of_another_counts() -> None:
    """From home to place 2 nobody may go, from place 1 one may."""
    visits = [visit("a", tutors=1, starts=[[570, 570]]), visit("b", place=2, tutors=1, duration=30)]
    travel = {"car": [[0, 20, 10000], [20, 5, 10], [20, 10, 5]]}
    problem = small(places=_PLACES, travel=travel, visits=visits, tutors=[tutor("A")])
    assert best_objective(problem) == bound(problem) == 2 * 300 - 20 - 10 - 20


def test_trip_that_would_come_back_to_a_visit_is_not_worth_more() -> None:
    """Were it not for that, a, b and a again would be worth three visits on one way."""
    alone = [tutor("A", shifts=[[540, 900]])]
    visits = [visit("a", tutors=1, starts=[[540, 900]]), visit("b", tutors=1, starts=[[540, 900]])]
    problem = small(tutors=alone, visits=visits, travel={"car": [[0, 100], [100, 5]]})
    assert best_objective(problem) == bound(problem, effort=300) == 2 * 300 - 205


def test_bound_that_has_come_down_to_the_known_plan_is_the_last() -> None:
    told: list[tuple[int, int]] = []
    found = upper_bound(
        small(), known=260, deadline=lambda: False, progress=lambda done, now: told.append((done, now))
    )
    assert found == told[-1][1] == 220
    assert len(told) < 20


def test_more_effort_gives_no_worse_bound_and_the_same_effort_the_same() -> None:
    found = [bound(tiny(3), effort=effort) for effort in (1, 10, 10, 60)]
    assert found[0] >= found[1] == found[2] >= found[3]  # type: ignore[operator]


def test_deadline_before_the_first_evaluation_gives_none() -> None:
    assert upper_bound(small(), known=0, deadline=lambda: True) is None


def test_deadline_later_gives_what_there_is() -> None:
    found = upper_bound(tiny(3), known=-(10**6), deadline=after_calls(4))
    assert found == bound(tiny(3), effort=3)


def test_problem_without_any_possible_visit_is_bounded_by_its_empty_plan() -> None:
    current = {"v": {"start": 570, "tutors": ["A", "B"]}}
    problem = small(visits=[visit("v", starts=[])], current=current, weights=WEIGHTS | {"move": 5, "swap": 2})
    assert bound(problem) == -9


@pytest.mark.parametrize(
    "changes",
    [
        {"visits": [visit("v", starts=[[0, 0]], fixed={"start": 0, "tutors": ["A", "B"]})]},
        {"visits": [visit("v", fixed={"start": 540, "tutors": ["A", "B"]})]},
        {"weights": WEIGHTS | {"serve": 10**15}},
    ],
)
def test_impossible_pin_or_too_large_numbers_give_none(changes: dict[str, Any]) -> None:
    assert bound(small(**changes)) is None
