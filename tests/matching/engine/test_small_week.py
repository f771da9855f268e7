"""When the core of a week is solved exactly between two parts of the search."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.matching.engine.problems import small, solved, visit
from tutor.matching.engine import machine, small_week
from tutor.matching.engine.board import Board
from tutor.matching.engine.exact import core
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan_file import plan_bytes
from tutor.matching.engine.solve import solve
from tutor.matching.engine.stops import most_stops

ENOUGH = 8000
"""Steps, for one visit: two fifths of them are time for a core."""


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The objectives of the plans whose core was solved."""
    begun: list[int] = []
    solved_exactly = core.with_best_core

    def watched(board: Board, **how: Any) -> Board:
        begun.append(board.objective())
        return solved_exactly(board, **how)

    monkeypatch.setattr(core, "with_best_core", watched)
    return begun


def test_core_is_solved_once_the_search_has_had_its_time(cores: list[int]) -> None:
    plan = solved(small(), effort=ENOUGH)

    assert cores == [plan.objective]


def test_short_search_has_no_core(cores: list[int]) -> None:
    solved(small(), effort=ENOUGH // 2)

    assert cores == []


@pytest.mark.parametrize("limit", ["_MOST_VISITS", "_MOST_STOPS"])
def test_week_too_large_has_no_core(cores: list[int], monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(small_week, limit, 0)

    solved(small(), effort=ENOUGH)

    assert cores == []


def test_who_begins_from_a_plan_polishes_it_only(cores: list[int]) -> None:
    plan = solved(small(), effort=0)

    solve(small(), seed=1, deadline=lambda: False, effort=ENOUGH, start=plan.visits)

    assert cores == []


def test_search_that_nobody_says_an_end_of_has_no_core(cores: list[int]) -> None:
    calls = iter(range(60))

    solve(small(), seed=1, deadline=lambda: next(calls, 99) >= 50)

    assert cores == []


@pytest.mark.parametrize("had", [("kernel.search",), ()])
def test_without_ortools_the_search_goes_on_alone(
    monkeypatch: pytest.MonkeyPatch, cores: list[int], had: tuple[str, ...]
) -> None:
    loaded: Callable[[str], Any] = machine.loaded
    for place in (machine, small_week):
        monkeypatch.setattr(place, "loaded", lambda name: loaded(name) if name in had else None)

    assert len(solved(small(), effort=40 if not had else ENOUGH).visits) == 1
    assert cores == []


def test_time_is_shared_between_search_core_and_search(cores: list[int]) -> None:
    """Each look at the clock takes a four thousandth part of the time."""
    told: list[int] = []
    clock = iter(range(10**6))
    now = [0.0]

    def gone() -> float:
        now[0] = next(clock) / 4000
        return now[0]

    solve(
        small(),
        seed=1,
        deadline=lambda: now[0] >= 1,
        gone=gone,
        progress=lambda steps, _: told.append(steps),
    )

    assert cores
    assert told == sorted(told)
    assert told[-1] > told[0]


def test_with_a_core_the_same_effort_gives_the_same_bytes() -> None:
    problem = small(visits=[visit("v"), visit("w", priority=2), visit("x", tutors=1)])

    assert plan_bytes(solved(problem, effort=4 * ENOUGH)) == plan_bytes(solved(problem, effort=4 * ENOUGH))


def test_most_stops_counts_starts_within_the_shifts_of_everybody_who_may_come() -> None:
    two = visit("v", starts=[[525, 555], [690, 690]])

    assert most_stops(IndexedProblem(small(visits=[two]))) == 2 * 2
    assert most_stops(IndexedProblem(small(visits=[two | {"refuses": ["B"]}]))) == 2
