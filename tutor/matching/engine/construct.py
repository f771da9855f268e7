"""A first plan, made as a careful coordinator makes it: one visit after the other, no decision taken back.

It repeats the decisions of the kit's greedy.py exactly, ties included, so that the engine can never
end below that yardstick.
"""

from collections.abc import Iterator
from itertools import combinations

from tutor.matching.engine.board import Board, board_with_fixed
from tutor.matching.engine.groups import Option, crowded_starts, meets
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.insertion import options

_CHEAPEST, _CHEAPEST_WITH_TAG = 14, 6


def careful_plan(indexed: IndexedProblem) -> Board:
    """Pins, then what was published and can stay, then the rest by priority at the earliest start."""
    board = published_plan(indexed)
    for visit in sorted(board.unserved(), key=lambda v: -v.visit.priority):
        able = options(board, visit)
        for start, group in _groups_by_start(able, visit):
            if group:
                board.place(visit, start, group)
                break
    return board


def published_plan(indexed: IndexedProblem) -> Board:
    """Pins, and what was published and can stay."""
    board = board_with_fixed(indexed)
    keep_published(board)
    return board


def keep_published(board: Board) -> None:
    """Put down what was published and is not there yet, visit by visit, as long as it fits."""
    for visit in board.unserved():
        put_back(board, visit)


def put_back(board: Board, visit: IndexedVisit) -> None:
    """As it was published, if that is possible on this board."""
    old = board.indexed.problem.current.get(visit.visit.id)
    if not old or old.start not in visit.starts or len(old.tutors) != visit.tutors:
        return
    numbers = {board.indexed.tutor_number[tutor_id] for tutor_id in old.tutors}
    bit, shifts = 1 << visit.starts.index(old.start), board.indexed.shifts
    able = [
        option for option in options(board, visit) if option[2] & bit and shifts[option[1]].tutor in numbers
    ]
    if len(able) == visit.tutors and meets(able, visit):
        board.place(visit, old.start, tuple(option[1] for option in able))


def _groups_by_start(able: list[Option], visit: IndexedVisit) -> Iterator[tuple[int, tuple[int, ...] | None]]:
    crowded = crowded_starts(able, visit.tutors)
    numbers = [n for n in range(len(visit.starts)) if crowded >> n & 1]
    for n in sorted(numbers, key=lambda n: visit.starts[n] != visit.published):
        free = sorted((option for option in able if option[2] >> n & 1), key=lambda option: option[0])
        yield visit.starts[n], _good_group(free, visit)


def _good_group(free: list[Option], visit: IndexedVisit) -> tuple[int, ...] | None:
    """The cheapest group among the cheapest tutors; if these have none, the first one of all."""
    if any(sum(option[3] & bit > 0 for option in free) < least for bit, least in visit.needs):
        return None
    kept = {option[1] for option in free[:_CHEAPEST]}
    for bit, _ in visit.needs:
        kept.update([option[1] for option in free if option[3] & bit][:_CHEAPEST_WITH_TAG])
    few = [option for option in free if option[1] in kept]
    groups = (group for group in combinations(few, visit.tutors) if meets(group, visit))
    found = min(groups, key=lambda group: sum(option[0] for option in group), default=None)
    found = found or next((g for g in combinations(free, visit.tutors) if meets(g, visit)), None)
    return tuple(option[1] for option in found) if found else None
