"""What a full benchmark runs, in order, and for how long."""

from dataclasses import dataclass, replace
from itertools import product

SECONDS = {"S": 20, "M": 60, "L": 60, "XL": 120, "N": 180}
BOUND_SECONDS = {"S": 5, "M": 10, "L": 30, "XL": 60, "N": 0}
KNOWN = ("S-1", "S-2", "M-1", "M-2", "L-1", "L-2")
OTHERS = ("S-5", "S-6", "M-5", "M-6", "L-5", "L-6")
"""Of the same kind, but not in the kit: nothing was tuned on them."""
SIZES = ("S-1", "M-1", "L-1", "XL-1", "N-1")
TWOS = ("M-1-two", "M-2-two", "L-1-two", "L-2-two")
SEEDS = (1, 2, 3)
GREEDY = ("fifo", "greedy")
RIVALS = ("routing", "slots", "week_pairs", "day_pairs")
BR_SMALL = tuple(f"br-{case}{size}" for case, size in product((1, 3, 5), "NSMLH"))
BR_LARGE = tuple(f"br-6{size}" for size in "NSMLH") + tuple(
    f"br-{case}{size}" for case, size in product((8, 9), "SMLH")
)


@dataclass(frozen=True)
class Job:
    """`seconds` is 0 for the first plan; greedy takes what it takes."""

    problem: str
    solver: str
    seconds: float
    seed: int = 1
    bound_seconds: float = 0


def jobs() -> list[Job]:
    """The first seed of our engine also proves a bound; rivals run with one seed."""
    found = [Job(name, "ours", 0) for name in SIZES]
    for name in (*KNOWN, "XL-1", "N-1"):
        found += [Job(name, solver, 600) for solver in GREEDY]
        found += [_ours(name, seed) for seed in (SEEDS if name in KNOWN else SEEDS[:1])]
        found += [Job(name, solver, SECONDS[size(name)]) for solver in RIVALS if _bearable(solver, name)]
    for name in OTHERS:
        found += [Job(name, "greedy", 600), _ours(name, 1)]
    paired = ("ours", "week_pairs", "day_pairs")
    found += [Job(name, solver, SECONDS[size(name)]) for name, solver in product(TWOS, paired)]
    found += [Job(name, solver, 10) for name, solver in product(BR_SMALL, ("ours", "routing", "slots"))]
    found += [Job(name, solver, 60) for name, solver in product(BR_LARGE, ("ours", "routing"))]
    return found


def shortened(job: Job, share: float) -> Job:
    """To see that all works without waiting for two hours; greedy takes what it takes."""
    if job.solver in GREEDY or share == 1:
        return job
    return replace(job, seconds=job.seconds * share, bound_seconds=job.bound_seconds * share)


def size(name: str) -> str:
    return name.split("-")[0]


def _ours(name: str, seed: int) -> Job:
    return Job(name, "ours", SECONDS[size(name)], seed, BOUND_SECONDS[size(name)] if seed == 1 else 0)


def _bearable(solver: str, name: str) -> bool:
    """Pairs of a day have hundreds of tables of ways on XL; on N all but routing fill the memory."""
    return {"N": solver == "routing", "XL": solver != "day_pairs"}.get(size(name), True)


def duration(found: list[Job]) -> float:
    """Seconds, about: what greedy and the starting of processes take is guessed."""
    return sum(3 + (1 if job.solver in GREEDY else job.seconds + job.bound_seconds) for job in found)
