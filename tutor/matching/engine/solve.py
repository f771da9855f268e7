"""From a problem to a plan that keeps every rule."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from tutor.matching.engine.board import Board, placed
from tutor.matching.engine.carrying import without_carried
from tutor.matching.engine.construct import careful_plan, published_plan
from tutor.matching.engine.impossible_pins import impossible_pins, said, without
from tutor.matching.engine.improve import improve
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.insertion import add_all_that_gain
from tutor.matching.engine.machine import Improve, machine_search
from tutor.matching.engine.pace import Pace
from tutor.matching.engine.plan import CAREFUL, MACHINE, SIMPLE, Plan, Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.reasons import Alone, reason
from tutor.matching.engine.small_week import search_of
from tutor.matching.engine.standing import plan_on, served_on


def solve(
    problem: Problem,
    *,
    seed: int,
    deadline: Callable[[], bool],
    progress: Callable[[int, int], None] | None = None,
    effort: int | None = None,
    elapsed: Callable[[], float] | None = None,
    start: Sequence[Served] = (),
    gone: Callable[[], float] | None = None,
    machine_code: bool = True,
) -> Plan:
    """The best plan found before `deadline()` turns true or `effort` steps are done.

    The plan is complete and valid even if the deadline has passed already: then it is the careful
    first one. The same problem, seed and effort give the same plan, unless the deadline cuts in.
    `start` is a plan that keeps the rules, from which the search begins; what is found is worth no less.
    `gone` is the part of the time that is over (0 to 1): who knows it finds better plans. `progress` is told
    steps done and the best objective; `elapsed` gives the plan's seconds. Without `machine_code`, or
    where it cannot be had, the simple engine searches; the plan says which it was.
    A pin that cannot be kept falls, with its visit, and is the reason for it.
    """
    dropped = impossible_pins(problem)
    indexed = IndexedProblem(without(problem, dropped))
    alone = Alone(indexed)
    pace, tell = Pace(deadline, effort, gone), progress or (lambda _steps, _best: None)
    search = machine_search(indexed) if machine_code and not pace.is_over() else None
    board = _searched(indexed, search, start, seed, pace, tell)
    add_all_that_gain(board)
    board = _settled(board)
    seconds = round(elapsed(), 3) if elapsed else 0.0
    engine = MACHINE if search else SIMPLE if pace.done else CAREFUL
    plan = plan_on(board, lambda visit: reason(board, visit, alone.reason(visit)))
    return said(replace(plan, seconds=seconds, seed=seed, engine=engine), problem, dropped)


def _searched(
    indexed: IndexedProblem,
    search: Improve | None,
    start: Sequence[Served],
    seed: int,
    pace: Pace,
    tell: Callable[[int, int], None],
) -> Board:
    first = placed(indexed, start) if start else None
    if search:
        begin = first or published_plan(indexed)
        search = search if start else search_of(indexed, search, pace)
        return search(begin, warm=bool(start), seed=seed, pace=pace, progress=tell)
    board = first or careful_plan(indexed)
    add_all_that_gain(board)
    rng = Random(seed)  # noqa: S311 -- a search must be repeatable, not unpredictable
    improve(board, rng, pace=pace, progress=tell)
    return board


def _settled(board: Board) -> Board:
    """What tutors carry has steered the search; what the plan states and its reasons are FORMAT.md's own."""
    problem = board.indexed.problem
    if not any(tutor.carried for tutor in problem.tutors):
        return board
    board = placed(IndexedProblem(without_carried(problem)), served_on(board))
    add_all_that_gain(board)
    return board
