"""The same two go together all week: pair = vehicle, routed by PyVRP."""

from tests.bench.matching.rivals.answer import Answer, Limit
from tests.bench.matching.rivals.pair_routes import solve_with
from tests.bench.matching.rivals.teams import for_the_week
from tutor.matching.engine.problem import Problem


def solve(problem: Problem, limit: Limit, seed: int) -> Answer:
    return solve_with(for_the_week, problem, limit, seed)
