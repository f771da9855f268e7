"""From the problem to its network: every stop that may be part of a plan, and no more than needed."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from tutor.matching.engine.bound.blocks import Block
from tutor.matching.engine.bound.groups import staffable
from tutor.matching.engine.bound.kinds import Kind, manageable, ways
from tutor.matching.engine.bound.network import NO_WAY, Ints, Network, Offers, Tours
from tutor.matching.engine.bound.reach import reachable
from tutor.matching.engine.indexed import IndexedProblem, IndexedShift, IndexedVisit
from tutor.matching.engine.problem import fair_shares

_SCALES = (1000, 1)
_HIGHEST_SUM = 1 << 46
_MOST_STEPS = 2e10
"""Of one evaluation: more would take a minute."""
_MOST_STOPS = 100
"""Of one trip: what `NEVER` leaves room for, and the memory."""


def build(indexed: IndexedProblem, blocks: list[Block]) -> Network | None:
    """None if the problem is too large for whole numbers of 64 bits, or for an evaluation within a minute."""
    tours = _tours(indexed, blocks)
    highest = _highest_price(indexed)
    scale = _scale(indexed, tours, highest)
    if scale is None or _steps(tours) > _MOST_STEPS or tours.shift_limit.max() > _MOST_STOPS:
        return None
    tours = tours._replace(price=tours.price * scale)
    possible = reachable(tours)
    possible[_holes(blocks, tours)] = False
    offers = _offers(indexed, blocks, tours, possible, scale)
    staffed = np.repeat(staffable(offers), np.diff(offers.appointment_places))
    possible[offers.place_stop[~staffed]] = False
    fixed = np.repeat([block.visit.visit.fixed is not None for block in blocks], tours.block_size)
    most_work = min(int(tours.tutor_limit.sum()), int(offers.visit_size.sum()))
    return Network(
        scale=scale,
        base=indexed.base * scale,
        highest=highest * scale,
        over_share=indexed.weights.over_share * scale,
        fair=np.array([fair_shares(indexed.problem, work) for work in range(most_work + 1)], np.int64),
        closed=np.flatnonzero(~possible),
        pinned=np.flatnonzero(fixed),
        tours=tours,
        offers=offers,
    )


def _holes(blocks: list[Block], tours: Tours) -> Ints:
    firsts = zip(blocks, tours.block_first, strict=True)
    return _ints(first + hole for block, first in firsts for hole in block.holes())


def _tours(indexed: IndexedProblem, blocks: list[Block]) -> Tours:
    problem, shifts = indexed.problem, indexed.shifts
    modes = {mode: number for number, mode in enumerate(problem.travel)}
    of_shift = np.array([block.shift.number for block in blocks], np.int64)
    sizes = _ints(block.size for block in blocks)
    visits_of: list[list[IndexedVisit]] = [[] for _ in shifts]
    for block in blocks:
        visits_of[block.shift.number].append(block.visit)
    shift_limit = [_most(indexed, shift, visits_of[shift.number]) for shift in shifts]
    by_tutor = _ints(shift.tutor for shift in shifts)
    possible = np.bincount(by_tutor, weights=shift_limit, minlength=len(problem.tutors)).astype(np.int64)
    return Tours(
        price=indexed.weights.travel,
        minutes=np.array([np.minimum(problem.travel[mode], NO_WAY) for mode in modes], np.int16),
        steps=-(-np.arange(2 * NO_WAY, dtype=np.int64) // problem.grid),
        tutor_shifts=np.searchsorted(by_tutor, np.arange(len(problem.tutors) + 1)),
        tutor_home=_ints(tutor.home for tutor in problem.tutors),
        tutor_mode=_ints(modes[tutor.mode] for tutor in problem.tutors),
        tutor_limit=np.minimum(indexed.limit, possible),
        shift_blocks=np.searchsorted(of_shift, np.arange(len(shifts) + 1)),
        shift_tutor=by_tutor,
        shift_day=_ints(shift.day_slot for shift in shifts),
        shift_slots=_ints(shift.to // problem.grid - -(-shift.since // problem.grid) + 1 for shift in shifts),
        shift_limit=np.array(shift_limit, np.int64),
        day_limit=np.minimum(indexed.day_limit, len(problem.visits)),
        block_first=np.cumsum(sizes) - sizes,
        block_size=sizes,
        block_slot=_ints(block.first_slot for block in blocks),
        block_opens=_ints(block.opens for block in blocks),
        block_closes=_ints(block.closes for block in blocks),
        block_place=_ints(block.visit.place for block in blocks),
        block_minutes=_ints(block.visit.duration for block in blocks),
    )


def _most(indexed: IndexedProblem, shift: IndexedShift, visits: list[IndexedVisit]) -> int:
    """No trip of this shift can have more stops."""
    if not visits:
        return 0
    by_time = (shift.to - shift.since) // min(visit.duration for visit in visits)
    return min(len(visits), by_time, indexed.limit[shift.tutor], indexed.day_limit[shift.day_slot])


def _scale(indexed: IndexedProblem, tours: Tours, highest: int) -> int | None:
    """The finest unit of points with which no sum can leave 64 bits."""
    terms = sum(visit.tutors + 1 for visit in indexed.visits) + int((tours.shift_limit + 1).sum())
    return next((scale for scale in _SCALES if scale * highest * terms < _HIGHEST_SUM), None)


def _highest_price(indexed: IndexedProblem) -> int:
    """In points: no stop is ever paid more than this."""
    weights = indexed.weights
    amounts = [10000 * weights.travel, weights.over_share]
    amounts += [visit.prize + weights.move for visit in indexed.visits]
    amounts += [abs(bias) for visit in indexed.visits for bias in visit.bias]
    return 8 * max(amounts)


def _steps(tours: Tours) -> float:
    """How often the innermost loop of one evaluation runs."""
    blocks = np.diff(tours.shift_blocks).astype(np.float64)
    return float((blocks**2 * tours.shift_slots * np.maximum(tours.shift_limit - 1, 0)).sum())


def _offers(
    indexed: IndexedProblem, blocks: list[Block], tours: Tours, possible: NDArray[np.bool_], scale: int
) -> Offers:
    """The places in order of visit, start and tutor."""
    kinds: dict[Kind, int] = {}
    kind_of = [manageable(v.tutors, tuple(least for _, least in v.needs)) for v in indexed.visits]
    for kind in kind_of:
        kinds.setdefault(kind, len(kinds))
    visit, start, tutor, stop = _places(blocks, tours, possible)
    new = np.flatnonzero(np.diff(visit, prepend=-1) | np.diff(start, prepend=-1))
    of_visit = visit[new]
    published = _ints(-1 if v.published is None else v.published for v in indexed.visits)
    worth = _ints(v.prize for v in indexed.visits)[of_visit]
    worth += np.where(published[of_visit] == start[new] * indexed.problem.grid, indexed.weights.move, 0)
    bias = np.array([v.bias for v in indexed.visits], np.int64)
    needs = zip(indexed.visits, kind_of, strict=True)
    tags = np.array([_tags(indexed, v, len(leasts)) for v, (_, leasts) in needs])
    tables = [ways(kind) for kind in kinds]
    return Offers(
        visit_appointments=np.searchsorted(of_visit, np.arange(len(indexed.visits) + 1)),
        visit_kind=_ints(kinds[kind] for kind in kind_of),
        visit_size=_ints(v.tutors for v in indexed.visits),
        visit_fixed=np.array([v.visit.fixed is not None for v in indexed.visits], np.bool_),
        appointment_places=np.append(new, len(stop)),
        appointment_value=worth * scale,
        place_stop=stop,
        place_gain=-bias[visit, tutor] * scale,
        place_tags=tags[visit, tutor],
        kind_first=np.cumsum([0] + [table.size for table in tables]),
        kind_states=_ints(table.shape[0] for table in tables),
        kind_tags=_ints(table.shape[1] for table in tables),
        kind_ways=np.concatenate([table.ravel() for table in tables]),
    )


def _places(blocks: list[Block], tours: Tours, possible: NDArray[np.bool_]) -> tuple[Ints, Ints, Ints, Ints]:
    """Visit, start, tutor and number of every possible stop."""
    stop = np.flatnonzero(possible)
    first = np.repeat(_ints(block.starts[0] for block in blocks) - tours.block_first, tours.block_size)
    visit = np.repeat(_ints(block.visit.number for block in blocks), tours.block_size)[stop]
    tutor = np.repeat(_ints(block.shift.tutor for block in blocks), tours.block_size)[stop]
    start = (first + np.arange(len(first)))[stop]
    order = np.lexsort((tutor, start, visit))
    return visit[order], start[order], tutor[order], stop[order]


def _tags(indexed: IndexedProblem, visit: IndexedVisit, needs: int) -> list[int]:
    """For each tutor, which of the visit's first `needs` needs he or she helps to meet."""
    skills = [tutor.skills for tutor in indexed.problem.tutors]
    wanted = list(visit.visit.needs)[:needs]
    return [sum(1 << bit for bit, tag in enumerate(wanted) if tag in have) for have in skills]


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int64)
