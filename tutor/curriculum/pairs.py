"""What two lists have in common by its key, what came and what went."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def pairs(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]
) -> Iterator[tuple[T | None, T | None]]:
    """In the new order; what went comes last. What is equal is left out."""
    before = {key(one): one for one in old}
    for one in new:
        known = before.pop(key(one), None)
        if known != one:
            yield known, one
    yield from ((one, None) for one in before.values())
