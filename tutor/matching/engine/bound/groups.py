"""The visit's side of the relaxation: each visit hires the whole group that leaves it most.

The exact dynamic programme over (places left, needs still open), one tutor after the other.
"""

import numpy as np
from numpy.typing import NDArray

from tutor.matching.engine.bound.network import NEVER, POSSIBLE, Ints, Offers
from tutor.matching.engine.compiling import compiled


@compiled
def staffable(offers: Offers) -> NDArray[np.bool_]:
    """For each appointment whether any group at all meets the needs."""
    found = np.zeros(len(offers.appointment_value), np.bool_)
    prices = np.zeros(offers.place_stop.max() + 1, np.int64)
    rest, came_from = _room(offers)
    for visit in range(len(offers.visit_kind)):
        for one in range(offers.visit_appointments[visit], offers.visit_appointments[visit + 1]):
            found[one] = _fill(offers, prices, visit, one, rest, came_from) > POSSIBLE
    return found


@compiled
def best_appointments(offers: Offers, prices: Ints) -> tuple[Ints, Ints]:
    """For each visit what its best group leaves after paying `prices`, and when; NEVER and -1 if none."""
    visits = len(offers.visit_kind)
    value, chosen = np.full(visits, NEVER, np.int64), np.full(visits, -1, np.int64)
    rest, came_from = _room(offers)
    for visit in range(visits):
        for one in range(offers.visit_appointments[visit], offers.visit_appointments[visit + 1]):
            worth = _fill(offers, prices, visit, one, rest, came_from) + offers.appointment_value[one]
            if worth > POSSIBLE and worth > value[visit]:
                value[visit], chosen[visit] = worth, one
    return value, chosen


@compiled
def hired(offers: Offers, prices: Ints, chosen: Ints) -> Ints:
    """The stops of the best group of each visit's appointment `chosen`, where that is not -1."""
    stops, count = np.empty(offers.visit_size[chosen >= 0].sum(), np.int64), 0
    rest, came_from = _room(offers)
    for visit in range(len(chosen)):
        one = chosen[visit]
        if one < 0:
            continue
        _fill(offers, prices, visit, one, rest, came_from)
        first, state = offers.appointment_places[one], 0
        for place in range(offers.appointment_places[one + 1] - 1, first - 1, -1):
            before = came_from[place - first, state]
            if before >= 0:
                stops[count] = offers.place_stop[place]
                count, state = count + 1, before
    return stops


@compiled
def _room(offers: Offers) -> tuple[Ints, Ints]:
    states = offers.kind_states.max()
    crowd = (offers.appointment_places[1:] - offers.appointment_places[:-1]).max()
    return np.empty(states, np.int64), np.empty((crowd, states), np.int64)


@compiled
def _fill(offers: Offers, prices: Ints, visit: int, one: int, rest: Ints, came_from: Ints) -> int:
    """What the best whole group brings, prices paid.

    `came_from[n, s]` becomes the state before the n-th place led to s, or -1.
    """
    kind = offers.visit_kind[visit]
    states, tags, first = offers.kind_states[kind], offers.kind_tags[kind], offers.appointment_places[one]
    rest[:states] = NEVER
    rest[states - 1] = 0
    for place in range(first, offers.appointment_places[one + 1]):
        gain = offers.place_gain[place] - prices[offers.place_stop[place]]
        column = offers.kind_first[kind] + offers.place_tags[place]
        came_from[place - first, :states] = -1
        for state in range(states):
            after = offers.kind_ways[column + state * tags]
            if after >= 0 and rest[state] > POSSIBLE and rest[state] + gain > rest[after]:
                rest[after] = rest[state] + gain
                came_from[place - first, after] = state
    return int(rest[0])
