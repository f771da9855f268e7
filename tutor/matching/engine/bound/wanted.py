"""Which stops good plans are made of: those that a side of the relaxation chooses when the bound is low.

Near the best prices the relaxation is nearly a plan: what it still wavers between is where the plans
differ, and what it never chooses is in few good ones (the core of Balas and Zemel 1980).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tutor.matching.engine.bound.blocks import Block, find_blocks
from tutor.matching.engine.bound.building import build
from tutor.matching.engine.bound.descent import descend
from tutor.matching.engine.bound.relaxation import CORES, Answer, Relaxation
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.stops import Stop

_FORGETS = 0.98
"""What a choice counts for after one more evaluation: of some fifty, the newest count most."""


def every_stop(indexed: IndexedProblem) -> list[Stop]:
    return [stop for block in find_blocks(indexed) for stop in _stops(indexed, block, block.starts)]


def wanted_stops(
    indexed: IndexedProblem, *, known: int, deadline: Callable[[], bool], effort: int
) -> list[Stop]:
    """Those that were ever chosen within `effort` evaluations, the most wanted first.

    `known` is the objective of some plan. None of them where `upper_bound` proves nothing either.
    """
    blocks = find_blocks(indexed)
    network = build(indexed, blocks) if blocks else None
    if network is None:
        return []
    wanted = np.zeros(network.stops)

    def watch(answer: Answer) -> None:
        np.multiply(wanted, _FORGETS, out=wanted)
        wanted[answer.gone] += 1
        wanted[answer.hired] += 1

    with ThreadPoolExecutor(CORES) as cores:
        relaxation = Relaxation(network, cores)
        descend(relaxation, known=known, deadline=deadline, progress=None, effort=effort, watch=watch)
    # By the network's numbers, holes and all.
    whole = ((block, range(block.starts[0], block.starts[-1] + 1)) for block in blocks)
    stops = [stop for block, starts in whole for stop in _stops(indexed, block, starts)]
    return [stops[n] for n in np.argsort(-wanted, kind="stable") if wanted[n]]


def _stops(indexed: IndexedProblem, block: Block, starts: Sequence[int]) -> list[Stop]:
    """`starts` in steps of the grid."""
    return [Stop(block.visit.number, one * indexed.problem.grid, block.shift.tutor) for one in starts]
