"""A small week, searched in three parts: hot, then the core solved exactly, then what that leaves to polish.

The search finds what it will ever find there in a fraction of the time that people give it.
"""

from collections.abc import Callable
from typing import Protocol

from tutor.matching.engine.board import Board
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.machine import Improve, loaded
from tutor.matching.engine.pace import Pace
from tutor.matching.engine.stops import most_stops

_MOST_VISITS, _MOST_STOPS = 60, 8000
"""More are too many for an exact model, and the search gains more in the same time (docs/decisions.md)."""
_STEPS_A_VISIT = 3000
"""Whoever has time for fewer before the core has no time for a core."""
_CORE_FROM, _CORE_UNTIL = 0.4, 0.75
"""Of the time, or of the steps."""


class Core(Protocol):
    def __call__(
        self, board: Board, *, seed: int, deadline: Callable[[], bool], progress: Callable[[int], None]
    ) -> Board: ...


def search_of(indexed: IndexedProblem, search: Improve, pace: Pace) -> Improve:
    """The search itself, or the one with the core in it, where the week and the pace are made for it."""
    wanted = _STEPS_A_VISIT * len(indexed.visits)
    has_time = pace.gone if pace.effort is None else pace.effort * _CORE_FROM >= wanted
    is_small = len(indexed.visits) <= _MOST_VISITS and most_stops(indexed) <= _MOST_STOPS
    return _InThreeParts(search, wanted) if has_time and is_small else search


class _InThreeParts:
    def __init__(self, search: Improve, wanted: int) -> None:
        self._search, self._wanted = search, wanted

    def __call__(
        self, board: Board, *, warm: bool, seed: int, pace: Pace, progress: Callable[[int, int], None]
    ) -> Board:
        hot = pace.part(0.0, _CORE_FROM)
        board = self._search(board, warm=warm, seed=seed, pace=hot, progress=progress)
        pace.done = hot.done
        core = loaded("exact.core") if hot.done >= self._wanted and not pace.is_over() else None
        if core:
            over = pace.part(_CORE_FROM, _CORE_UNTIL).is_over
            with_best_core: Core = core.with_best_core
            board = with_best_core(
                board, seed=seed, deadline=over, progress=lambda best: progress(hot.done, best)
            )
        since = _CORE_UNTIL if pace.gone is None else min(pace.gone(), _CORE_UNTIL)
        cold = pace.part(since if core else _CORE_FROM, 1.0)
        board = self._search(
            board,
            warm=True,
            seed=seed,
            pace=cold,
            progress=lambda done, best: progress(hot.done + done, best),
        )
        pace.done = hot.done + cold.done
        return board
