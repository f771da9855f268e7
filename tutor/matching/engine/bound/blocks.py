"""Every stop that may be part of a plan, by shift and visit."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tutor.matching.engine.bound.network import Ints
from tutor.matching.engine.indexed import IndexedProblem, IndexedShift, IndexedVisit
from tutor.matching.engine.problem import Tutor


class Block(NamedTuple):
    """One visit in one shift; `starts` are its possible ones. All times are in steps of the grid.

    `starts` count from minute 0, the slots from the first step within the shift: `opens` is the first
    at which the visit can be the first of a trip, `closes` the last at which it can be the last.
    """

    shift: IndexedShift
    visit: IndexedVisit
    starts: Sequence[int]
    first_slot: int
    opens: int
    closes: int

    @property
    def size(self) -> int:
        return self.starts[-1] - self.starts[0] + 1

    def holes(self) -> list[int]:
        """Which of its `size` slots are no possible start."""
        if self.size == len(self.starts):
            return []
        return sorted(set(range(self.size)) - {start - self.starts[0] for start in self.starts})


def find_blocks(indexed: IndexedProblem) -> list[Block]:
    """In order of shift, then visit."""
    visits_of: list[list[IndexedVisit]] = [[] for _ in indexed.shifts]
    for visit in indexed.visits:
        for _, numbers in visit.shifts:
            for number in numbers:
                visits_of[number].append(visit)
    soonest = _Soonest(indexed)
    found = (
        _block(indexed, soonest, shift, visit)
        for shift in indexed.shifts
        for visit in visits_of[shift.number]
    )
    return [block for block in found if block]


class _Soonest:
    """The least minutes from home to each place and back, direct or by way of visits elsewhere.

    Without the triangle inequality a tutor may get there sooner by another visit, though that takes time.
    """

    def __init__(self, indexed: IndexedProblem) -> None:
        self._quickest = min((visit.duration for visit in indexed.visits), default=0)
        self._travel = {mode: np.array(matrix) for mode, matrix in indexed.problem.travel.items()}
        self._known: dict[tuple[str, int], tuple[list[int], list[int]]] = {}

    def out_and_back(self, tutor: Tutor) -> tuple[list[int], list[int]]:
        key = tutor.mode, tutor.home
        if key not in self._known:
            matrix = self._travel[tutor.mode]
            self._known[key] = self._minutes(matrix, tutor.home), self._minutes(matrix.T, tutor.home)
        return self._known[key]

    def _minutes(self, matrix: Ints, home: int) -> list[int]:
        found = matrix[home]
        while True:
            sooner = np.minimum(found, (found[:, None] + self._quickest + matrix).min(axis=0))
            if (sooner == found).all():
                return [int(minutes) for minutes in found]
            found = sooner


def _block(
    indexed: IndexedProblem, soonest: _Soonest, shift: IndexedShift, visit: IndexedVisit
) -> Block | None:
    grid, home, place = indexed.problem.grid, shift.home, visit.place
    out, back = shift.minutes[home][place], shift.minutes[place][home]
    soonest_out, soonest_back = soonest.out_and_back(indexed.problem.tutors[shift.tutor])
    earliest, latest = shift.since + soonest_out[place], shift.to - visit.duration - soonest_back[place]
    starts = _starts(indexed, shift, visit, earliest, latest)
    if not starts:
        return None
    first = -(-shift.since // grid)
    return Block(
        shift=shift,
        visit=visit,
        starts=starts,
        first_slot=starts[0] - first,
        opens=-(-(shift.since + out) // grid) - first,
        closes=(shift.to - visit.duration - back) // grid - first,
    )


def _starts(
    indexed: IndexedProblem, shift: IndexedShift, visit: IndexedVisit, earliest: int, latest: int
) -> list[int]:
    fixed, starts = visit.visit.fixed, visit.starts
    if fixed:
        starts = (fixed.start,) if indexed.problem.tutors[shift.tutor].id in fixed.tutors else ()
    low, high = bisect_left(starts, earliest), bisect_right(starts, latest)
    return [start // indexed.problem.grid for start in starts[low:high]]
