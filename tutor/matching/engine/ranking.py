"""One visit against a plan that stands: every start and group there is, the best first, without a search.

Exact: nothing else moves, so each choice changes the objective by the minutes it adds to its own
trips, its wishes, and who is above the fair share once this visit's work is shared out too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from tutor.matching.engine.board import Board
from tutor.matching.engine.groups import Option, meets
from tutor.matching.engine.indexed import IndexedVisit
from tutor.matching.engine.insertion import options
from tutor.matching.engine.problem import Range


@dataclass(frozen=True, slots=True)
class Choice:
    """A start, in minutes since the horizon's start, and who would go: ids, and the numbers of their shifts.

    `gain` is what the objective changes by, and may be a loss.
    """

    gain: int
    start: int
    tutors: tuple[str, ...]
    shifts: tuple[int, ...]


def ranked(board: Board, visit: IndexedVisit, able: Sequence[Option] | None = None) -> list[Choice]:
    """Every feasible (start, group); of equals the earliest, then in the order of the tutors.

    `able` are the options it is made of; without them, all there are on the board.
    """
    if able is None:
        able = able_now(board, visit)
    ids, shifts = board.indexed.problem.tutors, board.indexed.shifts
    gained = visit.prize + _relief(board, visit)
    # Without the triangle inequality a way may be too long for want of the visit that was lifted.
    broken = board.impossible()
    found = [
        (-(gained - cost + bonus), start, tuple(option[1] for option in group))
        for cost, bits, group in _groups(sorted(able, key=lambda option: option[1]), visit)
        if broken <= {option[1] for option in group}
        for start, bonus in _starts(board, visit, bits)
    ]
    return [
        Choice(-loss, start, tuple(ids[shifts[n].tutor].id for n in group), group)
        for loss, start, group in sorted(found)
    ]


def able_now(board: Board, visit: IndexedVisit) -> list[Option]:
    """Who could come when, and what it costs; also on a board from which a visit was just lifted."""
    able = options(board, visit, share_price=board.indexed.weights.over_share, least=0)
    broken = board.impossible()
    if not broken:
        return able
    return [
        one
        for option in able
        for one in (_mended(board, visit, option) if option[1] in broken else (option,))
    ]


def within(able: Sequence[Option], visit: IndexedVisit, window: Range) -> list[Option]:
    """Only what begins in the window, both ends included."""
    bits = sum(1 << n for n, start in enumerate(visit.starts) if window[0] <= start <= window[1])
    return [(cost, number, at & bits, skills) for cost, number, at, skills in able if at & bits]


def minutes_added(board: Board, visit: IndexedVisit, choice: Choice) -> tuple[int, ...]:
    """How much longer each tutor of the choice is on the road."""
    trips = [board.trips[number] for number in choice.shifts]
    stop = (choice.start, visit.number)
    after = [board.book.trip(trip.shift, tuple(sorted((*trip.stops, stop)))) for trip in trips]
    return tuple(new.minutes - old.minutes for new, old in zip(after, trips, strict=True))


def _relief(board: Board, visit: IndexedVisit) -> int:
    """More work in all means larger fair shares for everybody."""
    price = board.indexed.weights.over_share
    if not price:
        return 0
    return price * (board.over_share(board.work) - board.over_share(board.work + visit.tutors))


def _groups(able: Sequence[Option], visit: IndexedVisit) -> Iterator[tuple[int, int, tuple[Option, ...]]]:
    """(cost, bits of the shared starts, options) of every group that meets the needs."""
    if all(bit and least <= visit.tutors for bit, least in visit.needs):
        for group in _sharing(able, visit.tutors, 0, -1, ()):
            if meets(group, visit):
                bits = reduce(and_, (option[2] for option in group))
                yield sum(option[0] for option in group), bits, group


def _sharing(
    able: Sequence[Option], size: int, first: int, bits: int, chosen: tuple[Option, ...]
) -> Iterator[tuple[Option, ...]]:
    """Every group that shares a start: whoever shares none with those before is not gone on with."""
    for n in range(first, len(able)):
        option = able[n]
        if bits & option[2]:
            if size == 1:
                yield (*chosen, option)
            else:
                yield from _sharing(able, size - 1, n + 1, bits & option[2], (*chosen, option))


def _starts(board: Board, visit: IndexedVisit, bits: int) -> Iterator[tuple[int, int]]:
    """Each start, and what it saves: a visit that stays where it was published is not moved."""
    move = board.indexed.weights.move
    while bits:
        bit = bits & -bits
        bits ^= bit
        start = visit.starts[bit.bit_length() - 1]
        yield start, move if start == visit.published else 0


def _mended(board: Board, visit: IndexedVisit, option: Option) -> Iterator[Option]:
    """Only the starts at which the visit mends the broken trip, if there are any."""
    cost, number, bits, skills = option
    trip = board.trips[number]
    good = 0
    for start, _ in _starts(board, visit, bits):
        stops = tuple(sorted((*trip.stops, (start, visit.number))))
        if board.book.trip(trip.shift, stops).possible:
            good |= 1 << visit.starts.index(start)
    if good:
        yield cost, number, good, skills
