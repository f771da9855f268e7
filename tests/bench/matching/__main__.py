"""Our matcher beside its rivals, on two cores.

python -m tests.bench.matching ours --weeks S-1,M-1 --seconds 20 --seed 1   our engine on weeks
python -m tests.bench.matching br --seconds 10 [--nicks 1N,1S]              our engine on published instances
python -m tests.bench.matching all                                          everything, and docs/benchmarks.md
python -m tests.bench.matching all --only M-1 --solvers ours,slots          again a part of it
"""

import argparse
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.bench.matching import instances, results, schedule
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
    whole = parts.add_parser("all", help="what docs/benchmarks.md tells")
    whole.add_argument("--only", default="", help="these problems; what was measured of others is kept")
    whole.add_argument("--solvers", default="", help="these solvers")
    whole.add_argument("--seeds", default="", help="these seeds")
    whole.add_argument("--page", action="store_true", help="measure nothing, write the page")
    whole.add_argument("--share", type=float, default=1, help="of each limit; below 1 the page is a trial")
    whole.set_defaults(do=everything)
    for part in (weeks, published):
        part.add_argument("--seconds", type=float, default=10)
        part.add_argument("--seed", type=int, default=1)
        part.add_argument("--solver", default="ours")
    return parser.parse_args()


def everything(options: argparse.Namespace) -> None:
    """A run of all forgets what was measured before."""
    names, solvers, seeds = (one.split(",") for one in (options.only, options.solvers, options.seeds))
    wanted = [
        schedule.shortened(job, options.share)
        for job in schedule.jobs()
        if (not options.only or job.problem in names)
        and (not options.solvers or job.solver in solvers)
        and (not options.seeds or str(job.seed) in seeds)
    ]
    if not (options.only or options.solvers or options.seeds or options.page):
        results.forget()
    print(f"about {schedule.duration(wanted) / 60:.0f} minutes", flush=True)
    for job in [] if options.page else wanted:
        found = run(
            job.solver,
            instances.prepared(job.problem),
            seconds=job.seconds,
            seed=job.seed,
            bound_seconds=job.bound_seconds,
        )
        results.keep(job, found)
        print(f"{job.problem:8} {job.solver:10} {told(found)}", flush=True)
    page = [] if options.share == 1 else [str(results.FILE.with_name("benchmarks.md"))]
    subprocess.run([sys.executable, "-m", "tests.bench.matching.page", *page], check=True)


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
        path = instances.prepared(f"br-{nick}")
        found = run(options.solver, path, seconds=options.seconds, seed=options.seed)
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
