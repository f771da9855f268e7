"""A stop: one tutor at one visit at one start, by their numbers; in minutes since the horizon's start."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tutor.matching.engine.board import Board
from tutor.matching.engine.indexed import IndexedProblem, IndexedShift, IndexedVisit


class Stop(NamedTuple):
    visit: int
    start: int
    tutor: int


def stops_on(board: Board) -> list[Stop]:
    shifts = board.indexed.shifts
    return [
        Stop(visit, start, shifts[number].tutor)
        for visit, (start, group) in enumerate(zip(board.start, board.group, strict=True))
        for number in group
        if start is not None
    ]


def most_stops(indexed: IndexedProblem) -> int:
    """How many there can be at most: the ways are not asked."""
    return sum(
        _starts_within(indexed.shifts[number], visit)
        for visit in indexed.visits
        for _, numbers in visit.shifts
        for number in numbers
    )


def _starts_within(shift: IndexedShift, visit: IndexedVisit) -> int:
    last = bisect_right(visit.starts, shift.to - visit.duration)
    return max(0, last - bisect_left(visit.starts, shift.since))
