"""The way to the proven bound, which nobody loads who does not plan a week."""

from collections.abc import Callable

from tutor.matching.engine.impossible_pins import impossible_pins
from tutor.matching.engine.machine import loaded
from tutor.matching.engine.problem import Problem


def proven_bound(problem: Problem, *, known: int, deadline: Callable[[], bool]) -> int | None:
    """As `bound.upper_bound` says. None also where numba is not installed, or where a pin cannot be kept."""
    bound = loaded("bound.upper_bound")
    if bound is None or impossible_pins(problem):
        return None
    proven: int | None = bound.upper_bound(problem, known=known, deadline=deadline)
    return proven
