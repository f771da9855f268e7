"""The way to the search in machine code, which nobody loads who does not plan a week."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
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
    kernel = loaded("kernel.search")
    if kernel is None or not indexed.visits or not indexed.shifts:
        return None
    improved: Improve = kernel.improved
    return improved if kernel.fits(indexed) else None


@cache
def loaded(name: str) -> ModuleType | None:
    """A module of the engine that needs numba; None where that is not installed."""
    try:
        return import_module("tutor.matching.engine." + name)
    except ImportError:
        return None
