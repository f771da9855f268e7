"""The way to the proven bound, which nobody loads who does not plan a week."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from tutor.matching.engine.impossible_pins import impossible_pins
from tutor.matching.engine.problem import Problem

Bound = Callable[..., int | None]


def proven_bound(problem: Problem, *, known: int, deadline: Callable[[], bool]) -> int | None:
    """As `bound.upper_bound` says. None also where numba is not installed, or where a pin cannot be kept."""
    upper_bound = _loaded()
    if upper_bound is None or impossible_pins(problem):
        return None
    return upper_bound(problem, known=known, deadline=deadline)


@cache
def _loaded() -> Bound | None:
    try:
        found: Bound = import_module("tutor.matching.engine.bound.upper_bound").upper_bound
    except ImportError:
        return None
    return found
