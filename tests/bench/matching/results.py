"""What was measured, one line a run in `.cache/matching-bench.jsonl`, so that a page can be written of it."""

import importlib.metadata
import json
import os
import platform
import subprocess
from dataclasses import asdict
from pathlib import Path

from config import ROOT
from tests.bench.matching.running import CORES, Outcome
from tests.bench.matching.schedule import Job

FILE = ROOT / ".cache" / "matching-bench.jsonl"
LIBRARIES = ("numba", "numpy", "ortools", "pyvrp")
Results = dict[Job, Outcome]


def keep(job: Job, outcome: Outcome) -> None:
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"job": asdict(job), "outcome": asdict(outcome)}) + "\n")


def read() -> Results:
    """The last result of each job."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    rows = [json.loads(line) for line in lines]
    return {Job(**row["job"]): Outcome(**row["outcome"]) for row in rows}


def forget() -> None:
    FILE.unlink(missing_ok=True)


def machine() -> str:
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    model = names[0].split(":")[1].strip() if names else platform.processor()
    return f"{model}, {CORES} of {os.cpu_count()} cores, Linux {platform.release()}"


def versions() -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    found = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return f"Python {platform.python_version()}, {', '.join(found)}; tutor at {commit.stdout.strip()}"
