"""Chance that is the same on every machine: xorshift64* (Vigna 2016), one word of state."""

import numpy as np

from tutor.matching.engine.compiling import bare
from tutor.matching.engine.kernel.arrays import Int, Room

_A, _B, _C = np.uint64(12), np.uint64(25), np.uint64(27)
_FACTOR = np.uint64(2685821657736338717)
_HIGH = np.uint64(33)


@bare
def draw(room: Room, below: int) -> Int:
    """A number from 0 to `below` - 1; `below` is far less than 2**31, so that the bias is not felt."""
    word = room.chance[0]
    word ^= word >> _A
    word ^= word << _B
    word ^= word >> _C
    room.chance[0] = word
    return np.int64((word * _FACTOR) >> _HIGH) % below


@bare
def shuffle_front(room: Room, row: int, number: int, front: int) -> None:
    """Bring `front` of the first `number` things of the row, drawn by chance, to its front."""
    for spot in range(min(front, number)):
        other = spot + draw(room, number - spot)
        kept = room.lists[row, spot]
        room.lists[row, spot] = room.lists[row, other]
        room.lists[row, other] = kept
