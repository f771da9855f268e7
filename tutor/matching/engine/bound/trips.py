"""The tutor's side of the relaxation, one shift: what the best trip with each number of stops is worth.

An exact dynamic programme over (stops so far, visit, slot). It keeps for each state the best trip and
the best one whose last stop but one is at another visit, so that no trip comes back to a visit right
after one other (2-cycle elimination; Houck, Picard, Queyranne, Vemuganti 1980): exact up to three
stops, an upper bound beyond.
"""

from typing import NamedTuple

import numpy as np

from tutor.matching.engine.bound.network import NEVER, POSSIBLE, Ints, Tours
from tutor.matching.engine.bound.reach import way
from tutor.matching.engine.compiling import compiled

_NOBODY = -1


class Layers(NamedTuple):
    """Trips that end at a stop, by how many stops they have, less one.

    `best` and `second` are worth, `via` is the block before the last in `best`; `second` comes by
    another one. The three `until_` arrays are the same by (block, slot), over all starts until then,
    for the layer worked on.
    """

    best: Ints
    second: Ints
    via: Ints
    until_best: Ints
    until_second: Ints
    until_via: Ints


@compiled
def room_for(tours: Tours, first: int, last: int) -> Layers:
    """Room for the largest of the shifts from `first` up to `last`."""
    stops, blocks, slots, most = 0, 0, 0, 1
    for shift in range(first, last):
        begin, end = tours.shift_blocks[shift], tours.shift_blocks[shift + 1]
        stops = max(stops, tours.block_size[begin:end].sum())
        blocks = max(blocks, end - begin)
        slots = max(slots, tours.shift_slots[shift])
        most = max(most, tours.shift_limit[shift])
    return Layers(
        np.empty((most, stops), np.int64),
        np.empty((most, stops), np.int64),
        np.empty((most, stops), np.int64),
        np.empty((blocks, slots), np.int64),
        np.empty((blocks, slots), np.int64),
        np.empty((blocks, slots), np.int64),
    )


@compiled
def best_trips(tours: Tours, prices: Ints, shift: int, layers: Layers, worth: Ints, stops: Ints) -> None:
    """`worth[n]` becomes the best trip's with n stops, or NEVER; its stops are `stops[n, :n]`."""
    worth[:] = NEVER
    worth[0] = 0
    for layer in range(tours.shift_limit[shift]):
        if layer:
            _go_on(tours, prices, shift, layer, layers)
        else:
            _set_out(tours, prices, shift, layers)
        block, stop = _home(tours, shift, layer, layers, worth)
        if worth[layer + 1] == NEVER:
            break
        _retrace(tours, prices, shift, layer, layers, block, stop, stops[layer + 1])
        if layer + 1 < tours.shift_limit[shift]:
            _remember(tours, shift, layer, layers)


@compiled
def _set_out(tours: Tours, prices: Ints, shift: int, layers: Layers) -> None:
    tutor = tours.shift_tutor[shift]
    begin = tours.shift_blocks[shift]
    for block in range(begin, tours.shift_blocks[shift + 1]):
        first, at = tours.block_first[block], tours.block_first[block] - tours.block_first[begin]
        place = tours.block_place[block]
        cost = tours.minutes[tours.tutor_mode[tutor], tours.tutor_home[tutor], place] * tours.price
        early = tours.block_opens[block] - tours.block_slot[block]
        for n in range(tours.block_size[block]):
            layers.best[0, at + n] = prices[first + n] - cost if n >= early else NEVER
            layers.second[0, at + n] = NEVER
            layers.via[0, at + n] = _NOBODY


@compiled
def _go_on(tours: Tours, prices: Ints, shift: int, layer: int, layers: Layers) -> None:
    begin, end = tours.shift_blocks[shift], tours.shift_blocks[shift + 1]
    promising = np.argsort(-layers.until_best[: end - begin, tours.shift_slots[shift] - 1])
    for block in range(begin, end):
        first, size, slot = tours.block_first[block], tours.block_size[block], tours.block_slot[block]
        at = first - tours.block_first[begin]
        best, second = layers.best[layer, at : at + size], layers.second[layer, at : at + size]
        via = layers.via[layer, at : at + size]
        best[:], second[:], via[:] = NEVER, NEVER, _NOBODY
        for before in promising:
            later, cost = way(tours, shift, begin + before, block)
            skip = max(0, tours.block_slot[begin + before] + later - slot)
            # What comes from one block only rises with time, so the last slot tells whether it can matter.
            last = slot + size - 1 - later
            useful = skip < size and layers.until_best[before, last] - cost > second[skip]
            if useful and before != block - begin:
                _come_from(layers, before, block - begin, last + 1 - size, cost, skip, best, second, via)
        for n in range(size):
            best[n] += prices[first + n]
            second[n] += prices[first + n]


@compiled
def _come_from(
    layers: Layers,
    before: int,
    block: int,
    since: int,
    cost: int,
    skip: int,
    best: Ints,
    second: Ints,
    via: Ints,
) -> None:
    """Offer each slot of a block the best trip that ended at block `before` by then, not by way of itself."""
    for n in range(skip, len(best)):
        by_itself = layers.until_via[before, since + n] == block
        worth = (layers.until_second if by_itself else layers.until_best)[before, since + n] - cost
        second[n] = max(second[n], min(best[n], worth))
        if worth > best[n]:
            best[n], via[n] = worth, before


@compiled
def _remember(tours: Tours, shift: int, layer: int, layers: Layers) -> None:
    """Fill the `until_` arrays from a finished layer: waiting is free."""
    begin = tours.shift_blocks[shift]
    for block in range(begin, tours.shift_blocks[shift + 1]):
        at, slot = tours.block_first[block] - tours.block_first[begin], tours.block_slot[block]
        best, second, via = NEVER, NEVER, _NOBODY
        for now in range(slot, tours.shift_slots[shift]):
            n = now - slot
            if n < tours.block_size[block]:
                worth, by = layers.best[layer, at + n], layers.via[layer, at + n]
                other = layers.second[layer, at + n]
                if worth > best:
                    second = max(best if by != via else second, other)
                    best, via = worth, by
                else:
                    second = max(second, worth if by != via else other)
            layers.until_best[block - begin, now] = best
            layers.until_second[block - begin, now] = second
            layers.until_via[block - begin, now] = via


@compiled
def _home(tours: Tours, shift: int, layer: int, layers: Layers, worth: Ints) -> tuple[int, int]:
    """Where the best trip of this layer ends: (block, stop)."""
    tutor = tours.shift_tutor[shift]
    begin = tours.shift_blocks[shift]
    last_block, last_stop = begin, -1
    for block in range(begin, tours.shift_blocks[shift + 1]):
        first, at = tours.block_first[block], tours.block_first[block] - tours.block_first[begin]
        place = tours.block_place[block]
        cost = tours.minutes[tours.tutor_mode[tutor], place, tours.tutor_home[tutor]] * tours.price
        in_time = tours.block_closes[block] - tours.block_slot[block] + 1
        for n in range(min(tours.block_size[block], in_time)):
            total = layers.best[layer, at + n] - cost
            if total > POSSIBLE and total > worth[layer + 1]:
                worth[layer + 1] = total
                last_block, last_stop = block, first + n
    return last_block, last_stop


@compiled
def _retrace(
    tours: Tours, prices: Ints, shift: int, layer: int, layers: Layers, block: int, stop: int, stops: Ints
) -> None:
    """Write the trip that ends at `stop`, found again backwards by its worth."""
    base = tours.block_first[tours.shift_blocks[shift]]
    worth, banned = layers.best[layer, stop - base], _NOBODY
    stops[layer] = stop
    for earlier in range(layer - 1, -1, -1):
        rest = worth - prices[stop]
        before, stop, worth = _before(tours, shift, earlier, layers, block, stop, rest, banned)
        block, banned = before, block
        stops[earlier] = stop


@compiled
def _before(
    tours: Tours, shift: int, layer: int, layers: Layers, block: int, stop: int, rest: int, banned: int
) -> tuple[int, int, int]:
    """The stop before: its block, itself, and the worth of the trip that ends there."""
    begin = tours.shift_blocks[shift]
    now = tours.block_slot[block] + stop - tours.block_first[block]
    for before in range(begin, tours.shift_blocks[shift + 1]):
        later, cost = way(tours, shift, before, block)
        until = min(tours.block_size[before], now - later - tours.block_slot[before] + 1)
        if before in (banned, block):
            continue
        at = tours.block_first[before] - tours.block_first[begin]
        for n in range(until):
            by_itself = layers.via[layer, at + n] == block - begin
            worth = layers.second[layer, at + n] if by_itself else layers.best[layer, at + n]
            if worth - cost == rest:
                return before, tours.block_first[before] + n, worth
    raise AssertionError
