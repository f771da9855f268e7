"""Machine code for the inner loops of the search: the only module that knows numba.

A function marked `compiled` is compiled at its first call, which takes seconds, and kept beside its
module in `__pycache__`; the next process loads it in a fraction of one. It runs without Python's
lock, so that two searches use two cores. No fast mathematics: the same steps give the same plan on
any machine.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    return cast(Callable[P, R], numba.njit(cache=True, nogil=True)(function))
