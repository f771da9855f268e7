"""Which visits to take out together, so that something better may take their place."""

from collections.abc import Callable
from random import Random

from tutor.matching.engine.board import Board
from tutor.matching.engine.indexed import IndexedVisit

_AT_MOST = 10

Choice = Callable[[Board, list[IndexedVisit], int, Random], list[IndexedVisit]]


def choose_visits(board: Board, rng: Random) -> list[IndexedVisit]:
    """Up to ten served visits that have something in common; never a fixed one."""
    served = [v for v in board.indexed.visits if board.start[v.number] is not None and not v.visit.fixed]
    if not served:
        return []
    size = min(rng.randint(1, _AT_MOST), len(served))
    choice = rng.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
    return choice(board, served, size, rng)


def _near_in_time(board: Board, served: list[IndexedVisit], size: int, rng: Random) -> list[IndexedVisit]:
    middle = board.start[rng.choice(served).number] or 0
    return sorted(served, key=lambda v: abs((board.start[v.number] or 0) - middle))[:size]


def _near_in_space(board: Board, served: list[IndexedVisit], size: int, rng: Random) -> list[IndexedVisit]:
    first = rng.choice(served)
    minutes = board.indexed.shifts[board.group[first.number][0]].minutes[first.place]
    return sorted(served, key=lambda v: minutes[v.place])[:size]


def _at_random(_board: Board, served: list[IndexedVisit], size: int, rng: Random) -> list[IndexedVisit]:
    return rng.sample(served, size)


def _of_some_tutors(board: Board, served: list[IndexedVisit], size: int, rng: Random) -> list[IndexedVisit]:
    first = rng.choice(served)
    tutors = {board.indexed.shifts[number].tutor for number in board.group[first.number]}
    tutors.add(rng.randrange(len(board.indexed.limit)))
    return _visits_of(board, served, tutors, size, rng)


def _in_the_way(board: Board, served: list[IndexedVisit], size: int, rng: Random) -> list[IndexedVisit]:
    """Visits of tutors who could come to one that is left out."""
    wanted = [v for v in board.unserved() if v.shifts]
    if not wanted:
        return _at_random(board, served, size, rng)
    visit = rng.choice(wanted)
    tutors = {rng.choice(visit.shifts)[0] for _ in range(visit.tutors + 1)}
    return _visits_of(board, served, tutors, size, rng)


def _visits_of(
    board: Board, served: list[IndexedVisit], tutors: set[int], size: int, rng: Random
) -> list[IndexedVisit]:
    shifts = board.indexed.shifts
    theirs = [v for v in served if any(shifts[number].tutor in tutors for number in board.group[v.number])]
    return rng.sample(theirs, min(size, len(theirs)))


_SHARES: dict[Choice, int] = {
    _near_in_time: 4,
    _of_some_tutors: 3,
    _at_random: 2,
    _near_in_space: 1,
    _in_the_way: 1,
}
