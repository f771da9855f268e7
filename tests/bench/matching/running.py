"""One solver on one problem: a process of its own, its plan judged by the kit's checker.

Every process stays in our process group and on the two cores that we were given, one after the other.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from config import ROOT
from tests.bench.matching.instances import FOLDER
from tutor.matching.engine.json_text import read_json

CORES = 2
GRACE = 120
"""Seconds beyond the limit for starting, reading and writing; then the process must end itself."""
TO_END = 10
"""And its own processes; then it is ended."""
FLASK = [sys.prefix + "/bin/flask", "match", "solve"]
GREEDY = [sys.executable, "-B", str(FOLDER / "greedy.py")]
RIVAL = [sys.executable, "-m", "tests.bench.matching.rivals"]


@dataclass(frozen=True)
class Outcome:
    """`objective` and `served` (the sum of priorities) as recomputed by check_plan.py; None if it refused.

    `seconds` is what the solver says of itself; `wall`, `cpu` and `megabytes` are of the whole process.
    """

    solver: str
    objective: int | None
    served: int
    visits: str
    bound: float | None
    seconds: float
    wall: float
    cpu: float
    megabytes: float
    why: str = ""


def use_two_cores() -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def run(solver: str, problem: Path, *, seconds: float, seed: int, bound_seconds: float = 0) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        plan, said = Path(folder) / "plan.json", Path(folder) / "said"
        words = command(solver, problem, plan, seconds, seed)
        if solver == "ours" and bound_seconds:
            words += ["--bound-seconds", str(bound_seconds)]
        began = time.monotonic()
        usage = _measured(words, said, seconds + bound_seconds + GRACE)
        wall = time.monotonic() - began
        cpu, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        if not plan.exists():
            why = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            return Outcome(
                solver, None, 0, "", None, wall, wall, cpu, megabytes, why[-1] if why else "no plan"
            )
        return _judged(solver, problem, plan, (wall, cpu, megabytes))


def command(solver: str, problem: Path, plan: Path, seconds: float, seed: int) -> list[str]:
    limits = ["--seconds", str(seconds), "--seed", str(seed)]
    if solver == "ours":
        return [*FLASK, str(problem), "--out", str(plan), *limits]
    if solver in ("greedy", "fifo"):
        return [*GREEDY, str(problem), "-o", str(plan), *(["--fifo"] if solver == "fifo" else [])]
    return [*RIVAL, solver, str(problem), str(plan), *limits]


def _measured(words: list[str], said: Path, limit: float) -> "os.struct_rusage":
    environ = {**os.environ, "SECRET_KEY": "bench"}
    with said.open("wb") as out:
        process = subprocess.Popen(words, cwd=ROOT, env=environ, stdout=out, stderr=subprocess.STDOUT)
        ends = [Timer(limit, process.terminate), Timer(limit + TO_END, process.kill)]
        for end in ends:
            end.start()
        _, status, usage = os.wait4(process.pid, 0)
        for end in ends:
            end.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def _judged(solver: str, problem: Path, plan: Path, cost: tuple[float, float, float]) -> Outcome:
    words = [sys.executable, "-B", str(FOLDER / "check_plan.py"), str(problem), str(plan)]
    done = subprocess.run(words, capture_output=True, text=True)
    stated = read_json(plan)
    if done.returncode:
        why = done.stdout.splitlines()[0]
        return Outcome(solver, None, 0, "", None, stated["seconds"], *cost, f"invalid: {why}")
    total = re.search(r"^objective (-?\d+) served (\d+/\d+)$", done.stdout, re.M)
    serve = re.search(r"^serve +(\d+)", done.stdout, re.M)
    assert total
    assert serve
    return Outcome(solver, int(total[1]), int(serve[1]), total[2], stated["bound"], stated["seconds"], *cost)
