"""Files that belong to a job: what was handed in, what was made. They hold names, so they stay for a day."""

import os
from datetime import datetime, timedelta
from pathlib import Path

ROOT = "job_files"
KEPT = timedelta(days=1)


def folder(instance: Path, kind: str) -> Path:
    """Made when it is missing; only its owner may look in."""
    found = instance / ROOT / kind
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def date(path: Path, now: datetime) -> None:
    """By the product's own clock: the demo's may stand at another day."""
    os.utime(path, (now.timestamp(), now.timestamp()))


def forget_old(instance: Path, *, now: datetime) -> int:
    """Whatever lies there longer than a day, also what a killed job left unfinished."""
    before = (now - KEPT).timestamp()
    old = [one for one in (instance / ROOT).glob("*/*") if one.is_file() and one.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
