"""Prices that bring the bound down: the subgradient method with deflected directions.

Each evaluation says where the tutors would go and whom the visits would hire. A stop that a tutor
wants and no visit pays for becomes cheaper, the other way round dearer. The direction remembers the
former ones (Camerini, Fratta, Maffioli 1975), the step is Polyak's (1969) towards the objective of the
known plan, shortened whenever the bound stops falling.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tutor.matching.engine.bound.network import NEVER, Ints, Network
from tutor.matching.engine.bound.relaxation import Answer, Relaxation
from tutor.matching.engine.compiling import compiled

_FIRST_STEP = 0.25
"""Of Polyak's, which is meant for a target that can be reached."""
_MEMORY = 0.95
_PATIENCE = 30
_PROGRESS = 1e-5
"""The part of the bound that it must fall by within so many evaluations, or else the step gets shorter."""
_SHORTER = 0.7
_SHORTEST = 1e-4


def descend(
    relaxation: Relaxation,
    *,
    known: int,
    deadline: Callable[[], bool],
    progress: Callable[[int, int], None] | None,
    effort: int | None,
    watch: Callable[[Answer], None] | None = None,
) -> int | None:
    """The lowest bound found until nothing more is to be gained; None if there was no time for any.

    `watch` is told each answer.
    """
    descent, done = _Descent(relaxation.network, known), 0
    while not descent.over and done != effort:
        answer = relaxation.at(descent.prices(), deadline)
        if answer is None:
            break
        done += 1
        descent.learn(answer)
        if watch:
            watch(answer)
        if progress:
            progress(done, descent.bound)
    return descent.bound if done else None


class _Descent:
    def __init__(self, network: Network, known: int) -> None:
        self._network, self._target = network, known * network.scale
        self._at: NDArray[np.float64] = first_prices(network).astype(np.float64)
        self._way = np.zeros_like(self._at)
        self._step, self._stalled = _FIRST_STEP, 0
        self._best: float = np.inf
        self.over = False

    @property
    def bound(self) -> int:
        """In whole points: every objective is, so what is left over may go."""
        return int(self._best) // self._network.scale

    def prices(self) -> Ints:
        highest = self._network.highest
        prices = np.rint(np.clip(self._at, -highest, highest)).astype(np.int64)
        prices[self._network.closed] = NEVER
        return prices

    def learn(self, answer: Answer) -> None:
        needed = _PROGRESS * abs(answer.total)
        self._stalled = 0 if answer.total < self._best - needed else self._stalled + 1
        self._best = min(self._best, answer.total)
        if self._stalled == _PATIENCE:
            self._step, self._stalled = self._step * _SHORTER, 0
        length = _turn(self._way, answer.gone, answer.hired)
        gap = answer.total - self._target
        self.over = self._best - self._target < self._network.scale or not length or self._step < _SHORTEST
        if not self.over:
            self._at -= self._step * gap / length * self._way


@compiled
def _turn(way: NDArray[np.float64], gone: Ints, hired: Ints) -> float:
    """Turn the direction towards the newest answer; its length, squared. Summed in order on any machine."""
    length = 0.0
    for n in range(len(way)):
        way[n] *= _MEMORY
    for stop in gone:
        way[stop] += 1.0
    for stop in hired:
        way[stop] -= 1.0
    for n in range(len(way)):
        length += way[n] * way[n]
    return length


def first_prices(network: Network) -> Ints:
    """A visit shares its points among the group, but never pays more than the last one there is time for."""
    offers = network.offers
    of_visit = np.repeat(np.arange(len(offers.visit_size)), np.diff(offers.visit_appointments))
    share = offers.appointment_value // offers.visit_size[of_visit]
    best_share = np.zeros(len(offers.visit_size), np.int64)
    np.maximum.at(best_share, of_visit, share)
    dearest_first = np.argsort(-best_share, kind="stable")
    last = np.searchsorted(np.cumsum(offers.visit_size[dearest_first]), network.tours.tutor_limit.sum())
    going = best_share[dearest_first[min(int(last), len(dearest_first) - 1)]]
    prices = np.zeros(network.stops, np.int64)
    pay = np.minimum(share, going) * 9 // 10
    prices[offers.place_stop] = np.repeat(pay, np.diff(offers.appointment_places)) + offers.place_gain
    prices[network.pinned] = network.highest
    return prices
