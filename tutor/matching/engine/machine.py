"""The way to the search in machine code, which nobody loads who does not plan a week."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Protocol

from tutor.matching.engine.board import Board
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.pace import Pace


class Improve(Protocol):
    def __call__(
        self, board: Board, *, warm: bool, seed: int, pace: Pace, progress: Callable[[int, int], None]
    ) -> Board: ...


def machine_search(indexed: IndexedProblem) -> Improve | None:
    """None where numba is not installed, where there is nothing to search, or numbers too large."""
    found = _loaded()
    if found is None or not indexed.visits or not indexed.shifts:
        return None
    fits, improved = found
    return improved if fits(indexed) else None


@cache
def _loaded() -> tuple[Callable[[IndexedProblem], bool], Improve] | None:
    try:
        kernel = "tutor.matching.engine.kernel."
        return import_module(kernel + "building").fits, import_module(kernel + "search").improved
    except ImportError:
        return None
