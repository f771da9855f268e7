"""From the problem by number to arrays, and room for a search."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np

from tutor.matching.engine.indexed import IndexedProblem, IndexedShift, IndexedVisit
from tutor.matching.engine.kernel.arrays import (
    CANDIDATE,
    COUNTS,
    GROUP,
    NEED,
    NOBODY,
    POINTS,
    SHIFT,
    STOPS,
    TOUCHED,
    VISIT,
    WINDOW_OF_VISIT,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.problem import DAY, Range

Row = tuple[int, ...]
GAPS_KNOWN = 8
"""Gaps of one shift that a visit is told of; a day has room for more only in artificial problems."""
WORD = 62
"""Bits that are safe to reckon with in a machine word."""


def fits(indexed: IndexedProblem) -> bool:
    """Whether all sums of the objective, and the qualifications as bits, fit a machine word."""
    minutes = (value for matrix in indexed.problem.travel.values() for row in matrix for value in row)
    weights = indexed.weights
    each = [
        weights.travel * max(minutes, default=0),
        weights.move + weights.over_share,
        *(visit.prize for visit in indexed.visits),
        *(abs(points) for visit in indexed.visits for points in visit.bias),
    ]
    places = sum(visit.tutors for visit in indexed.visits)
    return 2048 * max(each) * (4 * places + 4) < 1 << WORD and len(indexed.tag_bit) <= WORD


class Rows:
    """Rows of several owners one after another; each owner keeps the first and one past the last."""

    def __init__(self) -> None:
        self.rows: list[Any] = []

    def add(self, rows: Iterable[Any]) -> Row:
        first = len(self.rows)
        self.rows += rows
        return first, len(self.rows)


def problem_arrays(indexed: IndexedProblem) -> ProblemArrays:
    windows, candidates, needs, lists = Rows(), Rows(), Rows(), Rows()
    visits, holds = [], [list[int]() for _ in indexed.shifts]
    for visit in indexed.visits:
        found = [_window(indexed, visit, span, candidates) for span in spans(visit, indexed.problem.grid)]
        for row in candidates.rows[found[0][2] : found[-1][3]] if found else ():
            if visit.number not in holds[row[0]][-1:]:
                holds[row[0]].append(visit.number)
        visits.append(_visit(visit, windows.add(found), needs.add(visit.needs)))
    dates = _dates(indexed)
    date_rows = [lists.add(s.number for s in indexed.shifts if s.since // DAY == date) for date in dates]
    of_shift = [lists.add(numbers) for numbers in holds]
    of_tutor = [lists.add(numbers) for numbers in _by_tutor(indexed, holds)]
    shifts = [
        (*_shift(indexed, shift, dates), *of_shift[shift.number], *of_tutor[shift.tutor])
        for shift in indexed.shifts
    ]
    work, weights = sum(visit.tutors for visit in indexed.visits), indexed.weights
    return ProblemArrays(
        visits=np.array(visits, VISIT),
        windows=np.array(windows.rows, WINDOW_OF_VISIT),
        needs=np.array(needs.rows, NEED),
        candidates=np.array(candidates.rows, CANDIDATE),
        shifts=np.array(shifts, SHIFT),
        ways=np.array(list(indexed.problem.travel.values()), np.int64),
        limits=np.array(indexed.limit + indexed.day_limit, np.int64),
        fair=np.array([indexed.fair(n) for n in range(work + 1)], np.int64),
        dates=np.array(date_rows, np.int64).reshape(-1, 2),
        lists=np.array(lists.rows, np.int64),
        weights=np.array([indexed.problem.grid, weights.travel, weights.over_share, weights.move], np.int64),
    )


def spans(visit: IndexedVisit, grid: int) -> list[Range]:
    """The allowed starts as disjoint rising ranges without a hole."""
    found: list[Range] = []
    for start in visit.starts:
        if found and found[-1][1] + grid == start:
            found[-1] = (found[-1][0], start)
        else:
            found.append((start, start))
    return found


def _dates(indexed: IndexedProblem) -> list[int]:
    return sorted({shift.since // DAY for shift in indexed.shifts})


def _window(indexed: IndexedProblem, visit: IndexedVisit, span: Range, candidates: Rows) -> Row:
    """Candidates are all shifts the visit fits into by the hours; who lacks what all need is none."""
    since, to = span
    all_have = sum(bit for bit, least in visit.needs if least == visit.tutors)
    rows = []
    for number in chain.from_iterable(numbers for _, numbers in visit.shifts):
        shift = indexed.shifts[number]
        first, last = max(since, shift.since), min(to, shift.to - visit.duration)
        if first <= last and shift.skills & all_have == all_have and _can_be_met(visit):
            rows.append((number, first, last, visit.bias[shift.tutor]))
    return (since, to, *candidates.add(rows))


def _can_be_met(visit: IndexedVisit) -> bool:
    return all(bit and least <= visit.tutors for bit, least in visit.needs)


def _visit(visit: IndexedVisit, windows: Row, needs: Row) -> Row:
    published = -1 if visit.published is None else visit.published
    one_has = sum(bit for bit, least in visit.needs if least == 1 < visit.tutors)
    fixed = visit.visit.fixed is not None
    place, duration, tutors = visit.place, visit.duration, visit.tutors
    return (place, duration, tutors, visit.prize, published, fixed, one_has, *windows, *needs)


def _by_tutor(indexed: IndexedProblem, holds: list[list[int]]) -> list[list[int]]:
    found: list[set[int]] = [set() for _ in indexed.limit]
    for shift in indexed.shifts:
        found[shift.tutor].update(holds[shift.number])
    return [sorted(numbers) for numbers in found]


def _shift(indexed: IndexedProblem, shift: IndexedShift, dates: list[int]) -> Row:
    modes = [id(matrix) for matrix in indexed.problem.travel.values()]
    mode, date = modes.index(id(shift.minutes)), dates.index(shift.since // DAY)
    return (shift.tutor, shift.since, shift.to, shift.home, mode, shift.day_slot, date, shift.skills)


def empty_plan(indexed: IndexedProblem) -> PlanArrays:
    shortest = min((visit.duration for visit in indexed.visits), default=1)
    longest = max((shift.to - shift.since for shift in indexed.shifts), default=0)
    stops = min(len(indexed.visits), longest // shortest) + 1
    group = max((visit.tutors for visit in indexed.visits), default=1)
    plan = PlanArrays(
        shifts=np.zeros((len(indexed.shifts), STOPS + stops), np.int64),
        visits=np.full((len(indexed.visits), GROUP + group), NOBODY, np.int64),
        sums=np.zeros(COUNTS + len(indexed.limit) + len(indexed.day_limit), np.int64),
    )
    plan.sums[POINTS] = indexed.base
    return plan


def make_room(problem: ProblemArrays, plan: PlanArrays, chance: int) -> Room:
    """`chance` seeds the draws; it must not be 0."""
    visits, group = len(problem.visits), plan.visits.shape[1] - GROUP
    gaps = min(plan.shifts.shape[1] - STOPS, GAPS_KNOWN)
    most = int(max(problem.windows["last_candidate"] - problem.windows["first_candidate"], default=0))
    return Room(
        options=np.zeros((most * gaps + 1, 7), np.int64),
        lists=np.zeros((TOUCHED + 1, 8 * visits + 64), np.int64),
        group=np.zeros((4, group), np.int64),
        marked=np.zeros((3, max(visits, len(problem.limits), len(problem.dates))), np.bool_),
        words=np.zeros(7, np.int64),
        known=np.full((len(problem.candidates), 2 + 4 * gaps), -1, np.int64),
        chance=np.array([chance], np.uint64),
    )
