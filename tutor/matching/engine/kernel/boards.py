"""From a board to arrays and back."""

from tutor.matching.engine.board import Board, board_with_fixed
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.kernel.arrays import (
    AT_SHIFT,
    EARLIEST,
    FREE,
    GROUP,
    PlanArrays,
    ProblemArrays,
    Room,
)
from tutor.matching.engine.kernel.construct import put_last


def to_arrays(board: Board, problem: ProblemArrays, plan: PlanArrays, room: Room) -> None:
    """Put the board's visits into the empty plan; all but the fixed ones and the published may move."""
    placed = [(start, number) for number, start in enumerate(board.start) if start is not None]
    for start, number in sorted(placed):
        visit = board.indexed.visits[number]
        for member, shift in enumerate(board.group[number]):
            room.group[AT_SHIFT, member] = shift
        kept = put_last(
            problem, plan, room, number, _window(problem, number, start), _pin(board, visit, start)
        )
        assert kept or not visit.visit.fixed, "the board has it there"


def to_board(indexed: IndexedProblem, plan: PlanArrays) -> Board:
    """Everybody starts as early as the plan allows."""
    board = board_with_fixed(indexed)
    for visit in board.unserved():
        group = plan.visits[visit.number, GROUP : GROUP + visit.tutors].tolist()
        if group[0] >= 0:
            board.place(visit, int(plan.visits[visit.number, EARLIEST]), tuple(group))
    return board


def _window(problem: ProblemArrays, visit: int, start: int) -> int:
    first, last = problem.visits[visit]["first_window"], problem.visits[visit]["last_window"]
    return int(first + (problem.windows[first:last]["since"] <= start).sum() - 1)


def _pin(board: Board, visit: IndexedVisit, start: int) -> int:
    saves = board.indexed.weights.move and start == visit.published
    return start if visit.visit.fixed or saves else FREE
