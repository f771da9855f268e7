"""The problem as arrays of whole numbers, as the compiled functions of the bound want it.

A *stop* is one tutor at one visit at one start. Stops are numbered so that those of one visit in one
shift, a *block*, lie side by side, one for each slot of the grid from the first possible to the last;
what lies between two ranges of `starts` is a hole. An *appointment* is one visit at one start, its
*places* are the stops that could fill it, and its *kind* says how many of them and with which skills.
Slots count in steps of the grid from the first one within the shift.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NEVER = -(1 << 50)
"""Worth less than anything that is possible; a thousand of them still fit into 64 bits."""
POSSIBLE = NEVER // 2
"""Whatever is worth less cannot be."""
NO_WAY = 1441
"""Minutes that no shift has; a way that takes so long or is forbidden takes as long."""


class Tours(NamedTuple):
    """What bounds one tutor's week. `minutes[mode, i, j]` is the matrix, `price` what a minute costs,
    `steps[m]` how many slots m minutes need.

    `opens` and `closes` of a block: the first slot at which it can be the first stop of a trip, the
    last at which it can be the last.
    """

    price: int
    minutes: NDArray[np.int16]
    steps: Ints
    tutor_shifts: Ints
    tutor_home: Ints
    tutor_mode: Ints
    tutor_limit: Ints
    shift_blocks: Ints
    shift_tutor: Ints
    shift_day: Ints
    shift_slots: Ints
    shift_limit: Ints
    day_limit: Ints
    block_first: Ints
    block_size: Ints
    block_slot: Ints
    block_opens: Ints
    block_closes: Ints
    block_place: Ints
    block_minutes: Ints


class Offers(NamedTuple):
    """What bounds one visit. `gain` of a place is what this tutor adds apart from the way.

    `kind_ways[kind_first[k] + state * kind_tags[k] + tags]` is the state after one more tutor with
    these tags, or -1; the last state is nobody yet, state 0 the complete group.
    """

    visit_appointments: Ints
    visit_kind: Ints
    visit_size: Ints
    visit_fixed: NDArray[np.bool_]
    appointment_places: Ints
    appointment_value: Ints
    place_stop: Ints
    place_gain: Ints
    place_tags: Ints
    kind_first: Ints
    kind_states: Ints
    kind_tags: Ints
    kind_ways: Ints


class Network(NamedTuple):
    """`fair[W, t]` is tutor t's fair share of W, `over_share` the cost of one visit more.

    All points are counted in units of 1 / `scale`; `base` is the objective of the empty plan, and no
    stop is ever paid more than `highest`. `closed` stops cannot be, `pinned` ones must.
    """

    scale: int
    base: int
    highest: int
    over_share: int
    fair: Ints
    closed: Ints
    pinned: Ints
    tours: Tours
    offers: Offers

    @property
    def stops(self) -> int:
        tours = self.tours
        return int(tours.block_first[-1] + tours.block_size[-1]) if len(tours.block_first) else 0
