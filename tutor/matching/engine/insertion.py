"""What it is worth to add one visit to the board, the best way."""

from collections.abc import Collection

from tutor.matching.engine.board import Board
from tutor.matching.engine.groups import Group, Option, cheapest_group
from tutor.matching.engine.indexed import IndexedVisit

Insertion = tuple[int, int, tuple[int, ...]]
"""(what the objective gains, bits of the starts that are equally good, shift numbers of the group)"""


def options(
    board: Board, visit: IndexedVisit, *, share_price: int = 0, least: int | None = None
) -> list[Option]:
    """Every way one tutor could come, with the board's limits and trips as they are.

    A tutor whose fair share would be exceeded costs `share_price` more. Empty if fewer than `least`
    are free; by default as many as the visit needs.
    """
    indexed, trips, count, day_count = board.indexed, board.trips, board.count, board.day_count
    limit, day_limit, price = indexed.limit, indexed.day_limit, indexed.weights.travel
    fair = indexed.fair(board.work + visit.tutors) if share_price else limit
    found: list[Option] = []
    free = [entry for entry in visit.shifts if count[entry[0]] < limit[entry[0]]]
    if len(free) < (visit.tutors if least is None else least):
        return found
    for tutor, numbers in free:
        over = share_price if count[tutor] >= fair[tutor] else 0
        for number in numbers:
            trip = trips[number]
            fits = trip.known.get(visit.number)
            if fits is None:
                fits = trip.fits(visit, price)
            if fits and day_count[trip.shift.day_slot] < day_limit[trip.shift.day_slot]:
                found += [(cost + over, number, starts, trip.shift.skills) for cost, starts in fits]
    return found


def best_insertion(board: Board, visit: IndexedVisit) -> Insertion | None:
    """The way to add the visit that gains most (it may be a loss), or None if there is no way. Exact."""
    share_price = board.indexed.weights.over_share
    able = options(board, visit, share_price=share_price)
    group = cheapest_group(able, visit) if len(able) >= visit.tutors else None
    if group is None:
        return None
    cost, starts, shifts = _published_if_better(board, visit, able, group)
    gain = visit.prize - cost
    if share_price and gain <= 0:
        # More work in all means larger fair shares for everybody, which never costs anything.
        relief = board.over_share(board.work) - board.over_share(board.work + visit.tutors)
        gain += share_price * relief
    return gain, starts, shifts


def _published_if_better(board: Board, visit: IndexedVisit, able: list[Option], group: Group) -> Group:
    """The group at the published start, where not moving the visit saves points, if that is better."""
    move = board.indexed.weights.move
    if not move or visit.published not in visit.starts:
        return group
    bit = 1 << visit.starts.index(visit.published)
    kept = cheapest_group(
        [(cost, shift, bit, skills) for cost, shift, starts, skills in able if starts & bit], visit
    )
    if kept and kept[0] - move <= group[0]:
        return kept[0] - move, bit, kept[2]
    return group


def start_at(visit: IndexedVisit, bits: int) -> int:
    """The earliest of the starts."""
    return visit.starts[(bits & -bits).bit_length() - 1]


def insert_best(board: Board, visit: IndexedVisit) -> bool:
    """Add the visit the best way, at the earliest start, if that gains something."""
    found = best_insertion(board, visit)
    if found is None or found[0] <= 0:
        return False
    board.place(visit, start_at(visit, found[1]), found[2])
    return True


def add_all_that_gain(board: Board, *, but: Collection[str] = ()) -> None:
    """Add visits until no visit that is left out, `but` those ids, could be added at a gain."""
    again = True
    while again:
        again = False
        left_out = (visit for visit in board.unserved() if visit.visit.id not in but)
        for visit in sorted(left_out, key=lambda v: -v.prize):
            again = insert_best(board, visit) or again
