"""How a group fills up: states of (places left, needs still open), and what one more tutor makes of each."""

from itertools import product

import numpy as np

from tutor.matching.engine.bound.network import Ints

_MOST_WAYS = 1 << 16

Kind = tuple[int, tuple[int, ...]]
"""(how many tutors, at least how many of them for each tag)"""


def manageable(tutors: int, leasts: tuple[int, ...]) -> Kind:
    """With as many of the needs as the table has room for; fewer needs only raise the bound."""
    while leasts and _size(tutors, leasts) > _MOST_WAYS:
        leasts = leasts[:-1]
    return tutors, leasts


def ways(kind: Kind) -> Ints:
    """Shape (states, sets of tags). A tutor leads to a lower state: in rising order each is taken once."""
    tutors, leasts = kind
    states = list(product(range(tutors + 1), *(range(least + 1) for least in leasts)))
    number = {state: index for index, state in enumerate(states)}
    table = np.full((len(states), 1 << len(leasts)), -1, np.int64)
    for index, (left, *still) in enumerate(states):
        for tags in range(table.shape[1]):
            after = tuple(n - 1 if n and tags >> bit & 1 else n for bit, n in enumerate(still))
            if left and max(after, default=0) < left:
                table[index, tags] = number[(left - 1, *after)]
    return table


def _size(tutors: int, leasts: tuple[int, ...]) -> int:
    size = tutors + 1
    for least in leasts:
        size *= 2 * (least + 1)
    return size
