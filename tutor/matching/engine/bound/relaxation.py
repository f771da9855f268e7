"""One evaluation of the dual function: for given prices the bound, and who would be where."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np

from tutor.matching.engine.bound.groups import best_appointments, hired
from tutor.matching.engine.bound.network import POSSIBLE, Ints, Network
from tutor.matching.engine.bound.weeks import stops_of, trips_of, weeks_of
from tutor.matching.engine.bound.work import best_work

CORES = 2
_TUTORS_A_CALL = 8
"""At most: between the calls the deadline is asked."""


class Answer(NamedTuple):
    """`total` bounds every plan, in units of 1 / scale; the tutors go to `gone`, the visits hire `hired`."""

    total: int
    gone: Ints
    hired: Ints


class Relaxation:
    """On `cores` the trips of several tutors are found at a time; the answer is the same."""

    def __init__(self, network: Network, cores: Executor | None = None) -> None:
        self.network = network
        self._each = cores.map if cores else map
        tours = network.tours
        most = int(tours.shift_limit.max())
        self._worth = np.empty((len(tours.shift_limit), most + 1), np.int64)
        self._stops = np.empty((len(tours.shift_limit), most + 1, most), np.int64)

    def at(self, prices: Ints, deadline: Callable[[], bool]) -> Answer | None:
        """None if the deadline came first, or if no plan at all keeps the fixed visits."""
        tours, offers = self.network.tours, self.network.offers
        tutors = len(tours.tutor_limit)
        size = min(_TUTORS_A_CALL, -(-tutors // CORES))

        def trips(first: int) -> None:
            trips_of(tours, prices, first, min(first + size, tutors), self._worth, self._stops)

        for first in range(0, tutors, size * CORES):
            if deadline():
                return None
            list(self._each(trips, range(first, min(first + size * CORES, tutors), size)))
        weeks, of_day, of_week = weeks_of(tours, self._worth)
        value, chosen = best_appointments(offers, prices)
        total, served, visits = best_work(
            offers, self.network.fair, self.network.over_share, tours.tutor_limit, value, weeks
        )
        if total <= POSSIBLE:
            return None
        return Answer(
            total + self.network.base,
            stops_of(tours, self._stops, of_day, of_week, visits),
            hired(offers, prices, np.where(served, chosen, -1)),
        )
