"""A plan that stands, on the board: what a question about one visit starts from."""

from collections.abc import Callable, Iterable

from tutor.matching.engine.board import Board, placed
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.plan import Plan, Reason, Served, Unserved


def standing(indexed: IndexedProblem, served: Iterable[Served], *, but: str = "") -> Board:
    """The board with these visits on it, without `but`.

    By hand more may stand there than the rules allow: who is unknown, or would come outside the shifts,
    leaves no trace, and a trip that could not be made anyway is nobody's fault.
    """
    visits = {visit.visit.id: visit for visit in indexed.visits}
    board = placed(indexed, (one for one in served if one.id in visits))
    board.excused = board.impossible()
    if but in visits and board.start[visits[but].number] is not None:
        board.lift(visits[but])
    return board


def served_on(board: Board) -> tuple[Served, ...]:
    """What the board serves, in the order of the problem."""
    shifts, tutors = board.indexed.shifts, board.indexed.problem.tutors
    return tuple(
        Served(
            visit.visit.id,
            start,
            tuple(tutors[shifts[n].tutor].id for n in sorted(board.group[visit.number])),
        )
        for visit, start in zip(board.indexed.visits, board.start, strict=True)
        if start is not None
    )


def plan_on(board: Board, why: Callable[[IndexedVisit], Reason]) -> Plan:
    """What stands on the board, and `why` each other visit does not."""
    unserved = tuple(Unserved(visit.visit.id, (why(visit),)) for visit in board.unserved())
    return Plan(board.indexed.problem.name, served_on(board), unserved, board.objective())


def visit_of(indexed: IndexedProblem, visit_id: str) -> IndexedVisit:
    return next(visit for visit in indexed.visits if visit.visit.id == visit_id)
