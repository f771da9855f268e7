"""Which stops any trip at all can contain: the ways, the windows and the number of stops decide."""

import numpy as np
from numpy.typing import NDArray

from tutor.matching.engine.bound.network import Ints, Tours
from tutor.matching.engine.compiling import compiled


@compiled
def reachable(tours: Tours) -> NDArray[np.bool_]:
    """For each stop whether it can be on a trip of its shift. A trip that comes back to a visit counts."""
    found = np.zeros(tours.block_size.sum(), np.bool_)
    for shift in range(len(tours.shift_limit)):
        most, begin = tours.shift_limit[shift], tours.shift_blocks[shift]
        earliest, latest = _earliest(tours, shift), _latest(tours, shift)
        for before in range(most):
            after = most - 1 - before
            for block in range(begin, tours.shift_blocks[shift + 1]):
                first, slot = tours.block_first[block], tours.block_slot[block]
                low = max(slot, earliest[before, block - begin])
                high = min(slot + tours.block_size[block] - 1, latest[after, block - begin])
                if low <= high:
                    found[first + low - slot : first + high + 1 - slot] = True
    return found


@compiled
def _earliest(tours: Tours, shift: int) -> Ints:
    """`[n, b]`: the first slot of block b that is possible after n stops or fewer."""
    begin, end = tours.shift_blocks[shift], tours.shift_blocks[shift + 1]
    slots, sizes = tours.block_slot[begin:end], tours.block_size[begin:end]
    never = tours.shift_slots[shift] + 1
    found = np.full((max(1, tours.shift_limit[shift]), end - begin), never, np.int64)
    found[0] = np.maximum(tours.block_opens[begin:end], slots)
    for stops in range(1, len(found)):
        found[stops] = found[stops - 1]
        for before in range(end - begin):
            from_slot = found[stops - 1, before]
            if from_slot >= slots[before] + sizes[before]:
                continue
            for block in range(end - begin):
                soonest = from_slot + way(tours, shift, begin + before, begin + block)[0]
                if before != block and soonest < found[stops, block]:
                    found[stops, block] = max(soonest, slots[block])
    return found


@compiled
def _latest(tours: Tours, shift: int) -> Ints:
    """`[n, b]`: the last slot of block b after which n stops or fewer, and the way home, are possible."""
    begin, end = tours.shift_blocks[shift], tours.shift_blocks[shift + 1]
    slots, sizes = tours.block_slot[begin:end], tours.block_size[begin:end]
    found = np.full((max(1, tours.shift_limit[shift]), end - begin), -1, np.int64)
    found[0] = np.minimum(tours.block_closes[begin:end], slots + sizes - 1)
    for stops in range(1, len(found)):
        found[stops] = found[stops - 1]
        for after in range(end - begin):
            until = found[stops - 1, after]
            if until < slots[after]:
                continue
            for block in range(end - begin):
                last = until - way(tours, shift, begin + block, begin + after)[0]
                if after != block and last > found[stops, block]:
                    found[stops, block] = min(last, slots[block] + sizes[block] - 1)
    return found


@compiled
def way(tours: Tours, shift: int, one: int, other: int) -> tuple[int, int]:
    """Between two blocks: how many slots later at least, and what the way costs."""
    mode = tours.tutor_mode[tours.shift_tutor[shift]]
    minutes = tours.minutes[mode, tours.block_place[one], tours.block_place[other]]
    return tours.steps[tours.block_minutes[one] + minutes], minutes * tours.price
