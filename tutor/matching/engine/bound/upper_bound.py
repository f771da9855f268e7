"""A proven upper bound on the objective of every plan.

The method is Lagrangian decomposition (Guignard, Kim 1987). Proof. Call (tutor t, visit v, start s) a
stop, and take any whole number as the price of each stop. A plan says twice which stops there are: by
each visit, which has one start and a group, and by each tutor, who has trips. Let the visit pay the
price of each of its stops and the tutor receive the price of each of his or hers: in a plan these are
the same stops, so the payments cancel, and

    objective = base + sum over visits (prize, wishes, moves, swaps - paid)
                     + sum over tutors (received - travel - over_share * what exceeds fair_t(W))

where base is the empty plan's objective and W the number of stops. Now let both sides choose
freely, not the same stops any more: the visits any of their starts and groups by V1 to V6 that need
W places together, each tutor any week of trips by T1 to T5, with W visits together. Every plan is
one such choice, with its own W, so the highest total over all choices and all W is at least the
objective of every plan. `groups` finds the best group of a visit, `trips` and `weeks` the best week
of a tutor for each number of visits, `work` the best sum for each W; all are exact, except where
they allow more than the rules do (a visit twice in a week, in one trip not before the third stop
after; some of very many needs dropped), which can only raise the total. All sums are of whole
numbers, so nothing is lost to rounding; the objective is whole, so the bound is rounded down.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tutor.matching.engine.bound.blocks import find_blocks
from tutor.matching.engine.bound.building import build
from tutor.matching.engine.bound.descent import descend
from tutor.matching.engine.bound.relaxation import CORES, Relaxation
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem import Problem


def upper_bound(
    problem: Problem,
    *,
    known: int,
    deadline: Callable[[], bool],
    progress: Callable[[int, int], None] | None = None,
    effort: int | None = None,
) -> int | None:
    """No plan of the problem has a higher objective. `known` is that of some plan, to be measured against.

    Ends when `deadline()` turns true, after `effort` evaluations, when the bound has come down to
    `known` (then that plan is optimal) or when it no longer falls. `progress` is told the evaluations
    and the bound. None if there was no time for one evaluation, if the problem is too large (trips of
    more than 100 visits, sums beyond 64 bits, over 2e10 steps an evaluation) or if no plan can keep
    the fixed visits. The same problem, `known` and effort give the same bound on any machine.
    """
    indexed = IndexedProblem(problem)
    blocks = find_blocks(indexed)
    if not blocks:
        return None if any(visit.fixed for visit in problem.visits) else indexed.base
    network = build(indexed, blocks)
    if network is None:
        return None
    with ThreadPoolExecutor(CORES) as cores:
        relaxation = Relaxation(network, cores)
        return descend(relaxation, known=known, deadline=deadline, progress=progress, effort=effort)
