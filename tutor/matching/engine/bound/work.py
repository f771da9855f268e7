"""How much work there is in all, and who does it: the maximum over W, with the fair shares that W gives.

For one W both sides must add up to it: the visits served need W places, the tutors make W visits. Both
are knapsacks, solved exactly. A looser value that lets the tutors' side add up to anything tells
which W are worth the exact one.
"""

import numpy as np
from numpy.typing import NDArray

from tutor.matching.engine.bound.network import NEVER, POSSIBLE, Ints, Offers
from tutor.matching.engine.compiling import compiled

Served = NDArray[np.bool_]


@compiled
def best_work(
    offers: Offers, fair: Ints, over_share: int, limit: Ints, value: Ints, weeks: Ints
) -> tuple[int, Served, Ints]:
    """The highest total, the visits served, each tutor's number of visits; NEVER if nothing is feasible."""
    served_for, taken = _serve(offers, value, len(fair))
    loose = served_for + _loose(fair, over_share, limit, weeks)
    best, best_work = NEVER, -1
    sums = np.empty((len(limit) + 1, len(fair)), np.int64)
    for _ in range(len(fair)):
        work = int(np.argmax(loose))
        if loose[work] <= max(best, POSSIBLE):
            break
        loose[work] = NEVER
        _share(fair[work], over_share, limit, weeks, sums, work)
        total = served_for[work] + sums[-1, work]
        if total > best:
            best, best_work = total, work
    visits = np.zeros(len(limit), np.int64)
    if best_work < 0:
        return NEVER, np.zeros(len(value), np.bool_), visits
    _share(fair[best_work], over_share, limit, weeks, sums, best_work)
    _shared(fair[best_work], over_share, limit, weeks, sums, best_work, visits)
    return best, _served(offers, taken, best_work), visits


@compiled
def _serve(offers: Offers, value: Ints, works: int) -> tuple[Ints, NDArray[np.bool_]]:
    """For each W the best choice of visits that need W places in all; `taken[v, W]` whether v is among them.

    A fixed visit is always served, whatever it brings.
    """
    best, taken = np.full(works, NEVER, np.int64), np.zeros((len(value), works), np.bool_)
    best[0] = 0
    for visit in range(len(value)):
        size = offers.visit_size[visit]
        if offers.visit_fixed[visit]:
            best[size:] = best[: works - size] + value[visit] if size < works else best[size:]
            best[:size] = NEVER
            taken[visit] = True
        elif value[visit] > POSSIBLE:
            for work in range(works - 1, size - 1, -1):
                with_it = best[work - size] + value[visit]
                if with_it > best[work]:
                    best[work], taken[visit, work] = with_it, True
    return best, taken


@compiled
def _served(offers: Offers, taken: NDArray[np.bool_], work: int) -> Served:
    served = np.zeros(len(taken), np.bool_)
    for visit in range(len(taken) - 1, -1, -1):
        if taken[visit, work]:
            served[visit] = True
            work -= offers.visit_size[visit]
    return served


@compiled
def _loose(fair: Ints, over_share: int, limit: Ints, weeks: Ints) -> Ints:
    """For each W the tutors' best weeks, whatever they add up to."""
    total = np.zeros(len(fair), np.int64)
    for work in range(len(fair)):
        for tutor in range(len(limit)):
            best = NEVER
            for number in range(limit[tutor] + 1):
                over = max(0, number - fair[work, tutor])
                best = max(best, weeks[tutor, number] - over_share * over)
            total[work] += best
    return total


@compiled
def _share(fair: Ints, over_share: int, limit: Ints, weeks: Ints, sums: Ints, work: int) -> None:
    """`sums[t, w]`: the best that the first t tutors do with w visits between them."""
    sums[0, : work + 1] = NEVER
    sums[0, 0] = 0
    most = 0
    for tutor in range(len(limit)):
        before, after = sums[tutor], sums[tutor + 1]
        after[: work + 1] = NEVER
        for number in range(min(limit[tutor], work) + 1):
            week = weeks[tutor, number] - over_share * max(0, number - fair[tutor])
            if week > POSSIBLE:
                for done in range(min(most, work - number) + 1):
                    after[done + number] = max(after[done + number], before[done] + week)
        most = min(work, most + limit[tutor])


@compiled
def _shared(
    fair: Ints, over_share: int, limit: Ints, weeks: Ints, sums: Ints, work: int, visits: Ints
) -> None:
    """Write how many visits each tutor makes in the best of `sums`."""
    for tutor in range(len(limit) - 1, -1, -1):
        for number in range(min(limit[tutor], work) + 1):
            week = weeks[tutor, number] - over_share * max(0, number - fair[tutor])
            if week > POSSIBLE and sums[tutor, work - number] + week == sums[tutor + 1, work]:
                visits[tutor] = number
                work -= number
                break
