"""Two searches side by side on two cores, which look at each other from time to time.

What they find depends on the seed and on the number of steps alone: how many cores there are, and which
search is ahead on the clock, changes nothing.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import numpy as np

from tutor.matching.engine.board import Board
from tutor.matching.engine.improve import heat_of
from tutor.matching.engine.kernel.anneal import BETTER, CHANCES, CHOSEN, TRIED, anneal
from tutor.matching.engine.kernel.arrays import CLOCK, VERSION, PlanArrays, ProblemArrays
from tutor.matching.engine.kernel.boards import to_arrays, to_board
from tutor.matching.engine.kernel.building import empty_plan, fits, make_room, problem_arrays
from tutor.matching.engine.kernel.construct import construct
from tutor.matching.engine.kernel.placing import objective
from tutor.matching.engine.kernel.ruin import KINDS
from tutor.matching.engine.pace import Pace

__all__ = ["fits", "improved"]

SEARCHES = 2
STEPS_AT_ONCE = 200
STEPS_A_VISIT = 6000
"""A round as long as it is worth waiting for, in steps for each visit of the problem."""
LOOKS = 5
"""How often, over a round, the search that is behind goes on from the plan of the other."""
COOLING = 50
WARM = 8
LUCK = np.array([int(-(Decimal(2 * n + 1) / (2 * CHANCES)).ln() * 1024) for n in range(CHANCES)], np.int64)
"""Minus the logarithm of chance, in 1/1024; Decimal is the same to the last digit everywhere."""
_WORD = (1 << 64) - 1
_SPREAD = 0x9E3779B97F4A7C15
"""The golden ratio in 64 bits: seeds that are neighbours begin far from each other."""


def improved(
    board: Board, *, warm: bool, seed: int, pace: Pace, progress: Callable[[int, int], None]
) -> Board:
    """A plan from the board's, which stays as it is.

    A `warm` start is a good plan already: what is hot would forget it. `progress` is told steps done and
    the best objective.
    """
    problem, first = problem_arrays(board.indexed), empty_plan(board.indexed)
    room = make_room(problem, first, 1)
    to_arrays(board, problem, first, room)
    construct(problem, first, room)
    searches = [_Search(problem, first, seed * SEARCHES + n) for n in range(SEARCHES)]
    progress(0, searches[0].top)
    heat = heat_of(to_board(board.indexed, first))
    pace.round_steps = 0 if warm else STEPS_A_VISIT * len(board.indexed.visits)
    _go(searches, first, max(1, heat // WARM) if warm else heat, pace, progress)
    return to_board(board.indexed, max(searches, key=lambda one: one.top).best)


def _go(
    searches: list["_Search"],
    first: PlanArrays,
    heat: int,
    pace: Pace,
    progress: Callable[[int, int], None],
) -> None:
    """Each round starts anew from the first plan: where it ends depends on chance more than on its length."""
    seen = (0, 0)
    with ThreadPoolExecutor(SEARCHES) as cores:
        while steps := pace.next(STEPS_AT_ONCE * SEARCHES):
            look = int(pace.share * LOOKS)
            if pace.round > seen[0]:
                for one in searches:
                    one.adopt(first)
            elif look > seen[1]:
                _look_at_each_other(searches)
            seen = (pace.round, look)
            degrees = int(1024 * heat * Decimal(COOLING) ** -Decimal(pace.share))
            parts = [(steps + n) // SEARCHES for n in range(SEARCHES)]
            list(cores.map(_Search.go, searches, parts, [degrees] * SEARCHES))
            progress(pace.done, max(one.top for one in searches))


class _Search:
    def __init__(self, problem: ProblemArrays, first: PlanArrays, seed: int) -> None:
        self._problem = problem
        self.kept, self.best, self._plan = (_copy(first) for _ in range(3))
        self._room = make_room(problem, first, (seed + 1) * _SPREAD & _WORD or 1)
        self._kinds = np.ones((KINDS, 3), np.int64)
        self.top = int(objective(problem, first))
        self.adopt(first)

    def go(self, steps: int, degrees: int) -> None:
        self.top = int(
            anneal(
                self._problem, self._plan, self.kept, self.best, self._room, LUCK, self._kinds, steps, degrees
            )
        )

    def value(self) -> int:
        return int(objective(self._problem, self.kept))

    def adopt(self, plan: PlanArrays) -> None:
        """Go on from the plan. Its versions are of another room; here they must be new."""
        for mine, theirs in zip(self.kept, plan, strict=True):
            mine[:] = theirs
        shifts, clock = len(self.kept.shifts), self._room.words[CLOCK]
        self.kept.shifts[:, VERSION] = np.arange(clock + 1, clock + 1 + shifts)
        self._room.words[CLOCK] += shifts

    def weigh_kinds(self) -> None:
        """The ways of ruin that made a plan better oftenest are chosen oftenest; none is given up."""
        kinds = self._kinds
        rates = 1024 * kinds[:, BETTER] // kinds[:, TRIED]
        kinds[:, CHOSEN] = 4 + 12 * rates // max(1, rates.max())
        kinds[:, BETTER], kinds[:, TRIED] = 1, 8


def _look_at_each_other(searches: list[_Search]) -> None:
    """Who is behind goes on from the plan of who is ahead."""
    ahead = max(searches, key=_Search.value)
    for one in searches:
        one.weigh_kinds()
        if one.value() < ahead.value():
            one.adopt(ahead.kept)


def _copy(plan: PlanArrays) -> PlanArrays:
    return PlanArrays(*(array.copy() for array in plan))
