"""A plan in arrays, as a search begins with it."""

from dataclasses import dataclass

from tutor.matching.engine.construct import published_plan
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.kernel.arrays import PlanArrays, ProblemArrays, Room
from tutor.matching.engine.kernel.boards import to_arrays
from tutor.matching.engine.kernel.building import empty_plan, make_room, problem_arrays
from tutor.matching.engine.problem import Problem


@dataclass
class Arrays:
    indexed: IndexedProblem
    problem: ProblemArrays
    plan: PlanArrays
    room: Room


def arrays_of(problem: Problem) -> Arrays:
    """With the pins and what was published on it."""
    indexed = IndexedProblem(problem)
    arrays, plan = problem_arrays(indexed), empty_plan(indexed)
    room = make_room(arrays, plan, 1)
    to_arrays(published_plan(indexed), arrays, plan, room)
    return Arrays(indexed, arrays, plan, room)
