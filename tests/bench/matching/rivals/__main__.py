"""One rival on one problem, in this process: `python -m tests.bench.matching.rivals NAME PROBLEM PLAN`."""

import argparse
import importlib
import signal
import sys
import time
from pathlib import Path

from tests.bench.matching.rivals.answer import Limit, as_plan
from tutor.matching.engine.plan_file import write_plan
from tutor.matching.engine.problem_file import read_problem

NAMES = ("routing", "slots", "week_pairs", "day_pairs")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("problem", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # so that its searches end with it
    rival = importlib.import_module(f"tests.bench.matching.rivals.{options.name}")
    problem = read_problem(options.problem)
    limit = Limit(options.seconds, time.monotonic())
    answer = rival.solve(problem, limit, options.seed)
    if not answer.visits:
        sys.exit("nothing found within the limit")
    write_plan(as_plan(problem, answer, seconds=limit.elapsed(), seed=options.seed), options.plan)


if __name__ == "__main__":
    main()
