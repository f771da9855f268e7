"""Ruin and recreate with simulated annealing: take some visits out, put others in, keep what pays."""

from collections.abc import Callable
from math import exp
from random import Random

from tutor.matching.engine.board import Board
from tutor.matching.engine.indexed import IndexedVisit
from tutor.matching.engine.insertion import best_insertion, start_at
from tutor.matching.engine.pace import Pace
from tutor.matching.engine.ruin import choose_visits

_LEFT_OUT_TRIED = 40
_STEPS_A_REPORT = 50
_COOLING = 50


def improve(board: Board, rng: Random, *, pace: Pace, progress: Callable[[int, int], None]) -> None:
    """Leave the best plan found on the board."""
    search, current = _Search(board, rng), pace.round
    while pace.next(1):
        if pace.round > current:
            current = pace.round
            search.back_to_best()
        search.step(search.heat * _COOLING**-pace.share)
        if pace.done % _STEPS_A_REPORT == 0:
            progress(pace.done, search.best)
    search.back_to_best()
    progress(pace.done, search.best)


class _Search:
    def __init__(self, board: Board, rng: Random) -> None:
        self._board, self._rng = board, rng
        self.best = self._value = board.objective()
        self._best_snapshot = self._snapshot = board.snapshot()
        self.heat = heat_of(board)

    def step(self, heat: float) -> None:
        """One attempt; a loss of `heat` is accepted about once in three."""
        board = self._board
        if not self._ruin_and_recreate():
            board.restore(self._snapshot)
            return
        value = board.objective()
        if value < self._value and self._rng.random() >= exp((value - self._value) / heat):
            board.restore(self._snapshot)
            return
        self._value, self._snapshot = value, board.snapshot()
        if value > self.best:
            self.best, self._best_snapshot = value, self._snapshot

    def back_to_best(self) -> None:
        self._board.restore(self._best_snapshot)
        self._value, self._snapshot = self.best, self._best_snapshot

    def _ruin_and_recreate(self) -> bool:
        """False if the ruin left a trip that nobody can make."""
        board, rng = self._board, self._rng
        left_out = board.unserved()
        taken = choose_visits(board, rng)
        touched = [number for visit in taken for number in board.group[visit.number]]
        for visit in taken:
            board.lift(visit)
        if not all(board.trips[number].possible for number in touched):
            return False
        pool = taken + rng.sample(left_out, min(_LEFT_OUT_TRIED, len(left_out)))
        for visit in _ordered(pool, rng):
            found = best_insertion(board, visit)
            if found and found[0] > 0:
                board.place(visit, self._start(visit, found[1]), found[2])
        return True

    def _start(self, visit: IndexedVisit, bits: int) -> int:
        """Early or late leaves the largest gap; anything between is for starts that several trips share."""
        draw = self._rng.random()
        if draw < 0.5:
            return start_at(visit, bits)
        if draw < 0.9:
            return visit.starts[bits.bit_length() - 1]
        return visit.starts[self._rng.choice([n for n in range(len(visit.starts)) if bits >> n & 1])]


def _ordered(pool: list[IndexedVisit], rng: Random) -> list[IndexedVisit]:
    """The most valuable first, more or less; sometimes those with little choice, or at random."""
    draw = rng.random()
    if draw < 0.6:
        noise = rng.choice((0.1, 0.5, 1.0))
        return sorted(pool, key=lambda v: -v.prize / v.tutors * (1 + noise * rng.random()))
    if draw < 0.8:
        return sorted(pool, key=lambda v: len(v.shifts) * (0.5 + rng.random()))
    return rng.sample(pool, len(pool))


def heat_of(board: Board) -> int:
    """A starting temperature, in points, in the order of what one visit costs on the road."""
    served = sum(start is not None for start in board.start)
    on_the_road = board.indexed.weights.travel * sum(trip.minutes for trip in board.trips)
    if served and on_the_road:
        return 1 + on_the_road // served
    return 1 + max((visit.prize for visit in board.indexed.visits), default=0) // 3
