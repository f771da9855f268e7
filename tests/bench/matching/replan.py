"""One tutor ill: repaired in 5 s, beside a search from scratch; the kit's cases and plans of our own.

.venv/bin/python -m tests.bench.matching.replan [--repair 5] [--scratch 60] [--own M-1,L-1] [--plan 30]
"""

import argparse
import time
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from tests.bench.matching import instances
from tests.bench.matching.running import use_two_cores
from tests.matching.engine import kit
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.json_text import parse_json
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import DAY, Problem
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.repair.absence import absent, published
from tutor.matching.engine.repair.repairs import Repair, repairs
from tutor.matching.engine.repair.scopes import split
from tutor.matching.engine.solve import solve
from tutor.matching.engine.verify import objective, violations
from tutor.matching.exchange import problem_bytes

CLOCK = [time.monotonic]
MARGIN = 0.4
"""Seconds of the limit that are left for the last repair to be completed and written."""


def main() -> None:
    options = parsed()
    use_two_cores()
    if options.cpu:
        CLOCK.append(time.process_time)
    for path in sorted(kit.FOLDER.glob("replan/*.json")):
        row(read_problem(path), options)
    for name in options.own.split(",") if options.own else ():
        row(own(name, options.plan), options)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repair", type=float, default=5)
    parser.add_argument("--scratch", type=float, default=60)
    parser.add_argument("--own", default="M-1,L-1")
    parser.add_argument("--plan", type=float, default=30)
    parser.add_argument("--cpu", action="store_true", help="seconds of the processor, when others run")
    return parser.parse_args()


def own(name: str, seconds: float) -> Problem:
    """A plan of ours, in which whoever has the fullest day is ill on it."""
    problem = read_problem(instances.prepared(name))
    limit = Until(seconds)
    plan = solve(problem, seed=1, deadline=limit.over, gone=limit.gone)
    days = Counter((tutor_id, one.start // DAY) for one in plan.visits for tutor_id in one.tutors)
    (tutor_id, day), _ = min(days.items(), key=lambda item: (-item[1], item[0]))
    return absent(published(problem, plan), tutor_id, since=day * DAY, to=(day + 1) * DAY)


def row(problem: Problem, options: argparse.Namespace) -> None:
    began = CLOCK[-1]()
    limit = Until(options.repair - MARGIN)
    found = repairs(problem, seed=1, deadline=limit.over, gone=limit.gone)
    seconds = CLOCK[-1]() - began
    long = Until(options.scratch)
    scratch = solve(problem, seed=1, deadline=long.over, gone=long.gone).objective
    best = found[0].plan.objective
    print(
        f"{problem.name}: {seconds:.1f} s, best {best}, {best / scratch:.4f} of {scratch} "
        f"({options.scratch:g} s from scratch)"
    )
    for one in found:
        print(f"  {told(problem, one)}", flush=True)


def told(problem: Problem, repair: Repair) -> str:
    kept = split(IndexedProblem(problem)).kept
    others = [one for one in repair.changes if one.id in kept]
    left = sum(one.after is None for one in repair.changes)
    idle = sum(1 for _ in needless(problem, repair, kept))
    faults = kit.report(parse_json(problem_bytes(problem), problem.name), repair.plan).violations
    return (
        f"{repair.reach.value:8} {repair.plan.objective}: {len(repair.changes)} changed, {left} left out, "
        f"{len(others)} of them had lost nobody, {idle} without need; "
        f"{len(repair.added)} added; judge: {'; '.join(map(str, faults)) or 'valid'}"
    )


def needless(problem: Problem, repair: Repair, kept: Container[str]) -> Iterator[str]:
    """Changes that could be taken back, one at a time, without loss."""
    for change in repair.changes:
        if change.id not in kept:
            continue
        entry = Served(change.id, change.before.start, change.before.tutors)
        back = changed(problem, repair.plan, entry)
        if back.objective >= repair.plan.objective and not violations(problem, back):
            yield change.id


def changed(problem: Problem, plan: Plan, entry: Served) -> Plan:
    visits = (*(one for one in plan.visits if one.id != entry.id), entry)
    unserved = tuple(one for one in plan.unserved if one.id != entry.id)
    found = replace(plan, visits=visits, unserved=unserved)
    return replace(found, objective=objective(problem, found))


class Until:
    """So many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.began = seconds, CLOCK[-1]()

    def gone(self) -> float:
        return (CLOCK[-1]() - self.began) / self.seconds

    def over(self) -> bool:
        return self.gone() >= 1


if __name__ == "__main__":
    main()
