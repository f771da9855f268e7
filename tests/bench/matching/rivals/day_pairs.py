"""The same two go together all day, other pairs the next: pair = vehicle, routed by PyVRP."""

from tests.bench.matching.rivals.answer import Answer, Limit
from tests.bench.matching.rivals.pair_routes import solve_with
from tests.bench.matching.rivals.teams import for_each_day
from tutor.matching.engine.problem import Problem


def solve(problem: Problem, limit: Limit, seed: int) -> Answer:
    return solve_with(for_each_day, problem, limit, seed)
