"""The whole problem as one CP-SAT model, beginning with greedy's plan: the engine's exact model of all stops.

Without a plan to begin with it finds less on every week we tried.
"""

from tests.bench.matching.rivals.answer import Answer, Limit
from tutor.matching.engine.bound.wanted import every_stop
from tutor.matching.engine.construct import careful_plan
from tutor.matching.engine.exact.slots import best_of
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.standing import served_on

WORKERS = 2


def solve(problem: Problem, limit: Limit, seed: int) -> Answer:
    indexed = IndexedProblem(problem)
    found = best_of(
        [every_stop(indexed)],
        careful_plan(indexed),
        seed=seed,
        deadline=lambda: limit.left() <= 0,
        workers=WORKERS,
    )
    return Answer(served_on(found.board), found.bound)
