"""The core of a small week, solved exactly."""

from threading import get_ident

import pytest

from tests.matching.engine import kit
from tests.matching.engine.bound.tiny import tiny
from tests.matching.engine.brute_force import best_objective
from tests.matching.engine.problems import solved
from tutor.matching.engine.board import Board, placed
from tutor.matching.engine.exact import core
from tutor.matching.engine.exact.core import with_best_core
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.standing import served_on


def never() -> bool:
    return False


def improved(board: Board, told: list[int] | None = None) -> Board:
    return with_best_core(board, seed=1, deadline=never, progress=(told if told is not None else []).append)


@pytest.mark.parametrize("seed", range(8))
def test_empty_board_of_a_tiny_problem_becomes_the_best_plan(seed: int) -> None:
    told: list[int] = []

    board = improved(Board(IndexedProblem(tiny(seed))), told)

    assert board.objective() == best_objective(tiny(seed))
    assert told == sorted(told)


def test_no_time_leaves_the_board_as_it_is() -> None:
    board = placed(IndexedProblem(tiny(3)), solved(tiny(3), effort=100).visits)

    found = with_best_core(board, seed=1, deadline=lambda: True, progress=lambda _: None)

    assert served_on(found) == served_on(board)


def test_only_the_callers_thread_is_asked_whether_time_is_up() -> None:
    """A job asks the database, through what its own thread holds open."""
    asked: set[int] = set()

    def deadline() -> bool:
        asked.add(get_ident())
        return False

    with_best_core(Board(IndexedProblem(tiny(6))), seed=1, deadline=deadline, progress=lambda _: None)

    assert asked == {get_ident()}


@kit.needs_kit
def test_plan_of_a_week_that_no_search_reaches_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search alone ends at 19454 however long it goes on; 19665 is proven to be the best."""
    monkeypatch.setattr(core, "_SIZES", ((3, 4),))
    problem: Problem = read_problem(kit.FOLDER / "weeks" / "S-2.json")
    board = placed(IndexedProblem(problem), solved(problem, effort=2000).visits)
    assert board.objective() <= 19454

    assert improved(board).objective() == 19665
