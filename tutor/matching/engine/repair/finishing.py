"""What a search found within its reach, made a complete plan of the whole problem."""

from collections.abc import Collection

from tutor.matching.engine.board import Board
from tutor.matching.engine.construct import put_back
from tutor.matching.engine.indexed import IndexedVisit
from tutor.matching.engine.insertion import add_all_that_gain, best_insertion, insert_best
from tutor.matching.engine.plan import Plan, Reason
from tutor.matching.engine.problem import DAY
from tutor.matching.engine.reasons import Alone, reason
from tutor.matching.engine.repair.scopes import Published
from tutor.matching.engine.standing import plan_on


def tidy(board: Board, published: Published, *, anywhere: bool) -> None:
    """Nothing is changed without need, and who waits is added where that changes nothing for anybody.

    What was lost is added too if it may stand `anywhere`: else the reach of the search had its reason.
    """
    take_back(board, published)
    add_all_that_gain(board, but=() if anywhere else published.lost)


def stated(board: Board, alone: Alone) -> Plan:
    """The plan on the board, with the reason of every visit that is left out."""
    return plan_on(board, lambda visit: _reason(board, visit, alone))


def _reason(board: Board, visit: IndexedVisit, alone: Alone) -> Reason:
    """A way that gains lies beyond the reach: then no code of FORMAT.md is true."""
    found = best_insertion(board, visit)
    if found and found[0] > 0:
        return Reason("only_elsewhere")
    return reason(board, visit, alone.reason(visit))


def take_back(board: Board, published: Published) -> None:
    """Every change of a visit that could stay is undone, unless the plan would be worth less for it."""
    kept = [visit for visit in board.indexed.visits if visit.visit.id in published.kept]
    again = True
    while again:
        again = any(_undone(board, visit, published.kept) for visit in kept if _is_changed(board, visit))


def _undone(board: Board, visit: IndexedVisit, kept: Collection[str]) -> bool:
    """Puts it back, and lets those that stand in its place find another one."""
    before, snapshot = board.objective(), board.snapshot()
    others = [one for one in _in_its_place(board, visit) if not one.visit.fixed]
    for one in (visit, *others):
        if board.start[one.number] is not None:
            board.lift(one)
    put_back(board, visit)
    for one in others:
        put_back(board, one)
        if board.start[one.number] is None:
            insert_best(board, one)
    worse = board.objective() < before or not all(trip.possible for trip in board.trips)
    if worse or _is_changed(board, visit):
        board.restore(snapshot)
        return False
    return True


def _in_its_place(board: Board, visit: IndexedVisit) -> list[IndexedVisit]:
    """What its published tutors do on its published day and were not to do."""
    old = board.indexed.problem.current[visit.visit.id]
    tutors = {board.indexed.tutor_number[one] for one in old.tutors}
    numbers = {
        number
        for trip in board.trips
        if trip.shift.tutor in tutors and trip.shift.since // DAY == old.start // DAY
        for _, number in trip.stops
    }
    there = (board.indexed.visits[number] for number in sorted(numbers - {visit.number}))
    return [one for one in there if _is_changed(board, one)]


def _is_changed(board: Board, visit: IndexedVisit) -> bool:
    """Also true of what was not published."""
    old, indexed = board.indexed.problem.current.get(visit.visit.id), board.indexed
    if old is None or board.start[visit.number] != old.start:
        return True
    there = {indexed.problem.tutors[indexed.shifts[n].tutor].id for n in board.group[visit.number]}
    return there != set(old.tutors)
