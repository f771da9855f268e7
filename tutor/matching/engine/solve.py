"""From a problem to a plan that keeps every rule."""

from collections.abc import Callable, Sequence
from random import Random

from tutor.matching.engine.board import Board, placed
from tutor.matching.engine.carrying import without_carried
from tutor.matching.engine.construct import careful_plan
from tutor.matching.engine.impossible_pins import impossible_pins, said, without
from tutor.matching.engine.improve import improve
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.insertion import add_all_that_gain
from tutor.matching.engine.plan import Plan, Reason, Served, Unserved
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.reasons import Alone, reason
from tutor.matching.engine.standing import served_on


def solve(
    problem: Problem,
    *,
    seed: int,
    deadline: Callable[[], bool],
    progress: Callable[[int, int], None] | None = None,
    effort: int | None = None,
    elapsed: Callable[[], float] | None = None,
    start: Sequence[Served] = (),
) -> Plan:
    """The best plan found before `deadline()` turns true or `effort` steps are done.

    The plan is complete and valid even if the deadline has passed already: then it is the careful
    first one. The same problem, seed and effort give the same plan, unless the deadline cuts in.
    `progress` is told steps done and the best objective; `elapsed` gives the plan's seconds.
    `start` is a plan that keeps the rules, from which the search begins; what is found is worth no less.
    A pin that cannot be kept falls, with its visit, and is the reason for it.
    """
    dropped = impossible_pins(problem)
    indexed = IndexedProblem(without(problem, dropped))
    alone = Alone(indexed)
    impossible = {visit.number: alone.reason(visit) for visit in indexed.visits}
    board = placed(indexed, start) if start else careful_plan(indexed)
    add_all_that_gain(board)
    rng = Random(seed)  # noqa: S311 -- a search must be repeatable, not unpredictable
    improve(board, rng, deadline=deadline, progress=progress, effort=effort)
    add_all_that_gain(board)
    board = _settled(board)
    unserved = tuple(_unserved(board, visit, impossible[visit.number]) for visit in board.unserved())
    plan = Plan(
        problem=problem.name,
        visits=served_on(board),
        unserved=unserved,
        objective=board.objective(),
        seconds=round(elapsed(), 3) if elapsed else 0.0,
        seed=seed,
    )
    return said(plan, problem, dropped)


def _settled(board: Board) -> Board:
    """What tutors carry has steered the search; what the plan states and its reasons are FORMAT.md's own."""
    problem = board.indexed.problem
    if not any(tutor.carried for tutor in problem.tutors):
        return board
    board = placed(IndexedProblem(without_carried(problem)), served_on(board))
    add_all_that_gain(board)
    return board


def _unserved(board: Board, visit: IndexedVisit, alone: Reason | None) -> Unserved:
    return Unserved(visit.visit.id, (reason(board, visit, alone),))
