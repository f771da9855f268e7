"""Machine code for the inner loops of the search: the only module that knows numba.

A function marked `compiled` is compiled at its first call, which takes seconds, and kept in
`__pycache__`; the next process loads it in a fraction of one. It runs without Python's lock, so that two
searches use two cores. No fast mathematics: the same steps give the same plan on any machine.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from inspect import getfile
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    return _compiled(function)


def bare(function: Callable[P, R]) -> Callable[P, R]:
    """For loops that make no arrays: without counting who holds which one.

    The counters are shared, and two searches on two cores spent two thirds of their time on them.
    """
    return _compiled(function, _nrt=False)


def _compiled(function: Callable[P, R], **options: Any) -> Callable[P, R]:
    # numba itself would go on using a function whose callee, in another file, has changed.
    numba.config.CACHE_DIR = str(  # type: ignore[attr-defined]  # set when numba reads its environment
        _kept_in(Path(getfile(function)).parent)
    )
    return cast(Callable[P, R], numba.njit(cache=True, nogil=True, **options)(function))


@cache
def _kept_in(package: Path) -> Path:
    """A folder that has the package's content in its name."""
    digest = sha256()
    for file in sorted(package.glob("*.py")):
        digest.update(file.read_bytes())
    return package / "__pycache__" / digest.hexdigest()[:16]
