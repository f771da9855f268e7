"""Our matcher beside its rivals, on two cores.

python -m tests.bench.matching ours --weeks S-1,M-1 --seconds 20 --seed 1   our engine on weeks
python -m tests.bench.matching br --seconds 10 [--nicks 1N,1S]              our engine on published instances
"""

import argparse
from functools import cache
from pathlib import Path

from tests.bench.matching import instances
from tests.bench.matching.running import Outcome, run, use_two_cores


def main() -> None:
    options = parsed()
    use_two_cores()
    options.do(options)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.matching",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(required=True)
    weeks = parts.add_parser("ours", help="our engine, or one rival, on weeks")
    weeks.add_argument("--weeks", default="S-1,S-2,M-1,M-2,L-1,L-2")
    weeks.add_argument("--bound-seconds", type=float, default=0)
    weeks.set_defaults(do=on_weeks)
    published = parts.add_parser("br", help="our engine, or one rival, on published instances")
    published.add_argument("--nicks", default="1N,1S,1M,1L,1H,3N,3S,3M,3L,3H,5N,5S,5M,5L,5H")
    published.set_defaults(do=on_br)
    for part in (weeks, published):
        part.add_argument("--seconds", type=float, default=10)
        part.add_argument("--seed", type=int, default=1)
        part.add_argument("--solver", default="ours")
    return parser.parse_args()


def on_weeks(options: argparse.Namespace) -> None:
    known = instances.known_weeks()
    for name in options.weeks.split(","):
        path = instances.prepared(name)
        found = run(
            options.solver,
            path,
            seconds=options.seconds,
            seed=options.seed,
            bound_seconds=options.bound_seconds,
        )
        best = known.get(name, {}).get("best")
        said = [ratio("greedy", found, greedy(path)), ratio("best known", found, int(best) if best else None)]
        if found.objective and found.bound is not None:
            said.append(f"gap {100 * (found.bound / found.objective - 1):.2f} %")
        print(f"{name:6} {told(found)} | {', '.join(said)}", flush=True)


def on_br(options: argparse.Namespace) -> None:
    for nick in options.nicks.split(","):
        known = instances.known_br()[nick]
        found = run(options.solver, instances.br(nick), seconds=options.seconds, seed=options.seed)
        minutes, best = travel(found, int(known["visits"])), int(known["best_verified_minutes"])
        gap = f"{100 * (minutes / best - 1):+.2f} %" if minutes is not None else "not all served"
        print(f"{nick:3} {told(found)} | {minutes} minutes, best verified {best}, {gap}", flush=True)


def travel(found: Outcome, visits: int) -> int | None:
    """Minutes on the way of a plan that serves all; the kit scores 100,000 a visit, less the minutes."""
    if found.objective is None or found.served < visits:
        return None
    return 100_000 * visits - found.objective


@cache
def greedy(path: Path) -> int | None:
    return run("greedy", path, seconds=600, seed=0).objective


def ratio(of: str, found: Outcome, other: int | None) -> str:
    return f"{found.objective / other:.4f} of {of}" if found.objective and other else f"no {of}"


def told(found: Outcome) -> str:
    what = found.why or f"{found.objective}, priority {found.served}, {found.visits}"
    process = f"process {found.wall:.1f} s, CPU {found.cpu:.1f} s, {found.megabytes:.0f} MB"
    return f"{what}; {found.seconds:.1f} s ({process})"


if __name__ == "__main__":
    main()
