"""What is solved: weeks and published instances of the kit beside this checkout, and what is known of them.

A week is named as in the kit, `M-1`. One that is not stored there is made by the kit's generator,
which gives the same week for the same name, and kept in `.cache/weeks/`. `M-1-two` is the week with
its visits for two alone, `br-1N` a published instance.
"""

import csv
import subprocess
import sys
from pathlib import Path

from config import ROOT
from tests.matching.engine.kit import FOLDER
from tutor.matching.engine.json_text import one_line, read_json, write_bytes

MADE = ROOT / ".cache" / "weeks"


def week(name: str) -> Path:
    stored = [FOLDER / "weeks" / f"{name}{end}" for end in (".json", ".json.gz")]
    return next((path for path in stored if path.exists()), MADE / f"{name}.json")


def prepared(name: str) -> Path:
    """The file of a problem, made now if nobody has yet."""
    if name.startswith("br-"):
        return FOLDER / "br" / f"{name.removeprefix('br-')}.json"
    if not week(name).exists():
        MADE.mkdir(parents=True, exist_ok=True)
        (_keep_twos if name.endswith("-two") else _make)(name)
    return week(name)


def _make(name: str) -> None:
    size, seed = name.split("-")
    words = [str(FOLDER / "make_week.py"), "--size", size, "--seed", seed, "-o", str(week(name))]
    subprocess.run([sys.executable, "-B", *words], check=True)


def _keep_twos(name: str) -> None:
    whole = read_json(prepared(name.removesuffix("-two")))
    visits = [visit for visit in whole["visits"] if visit["tutors"] == 2]
    write_bytes(week(name), one_line(whole | {"name": f"week-{name}", "visits": visits}).encode())


def known_weeks() -> dict[str, dict[str, str]]:
    """By week: fifo, greedy, best, bound of the kit's `best_known.csv`."""
    return _rows(FOLDER / "best_known.csv", "week")


def known_br() -> dict[str, dict[str, str]]:
    """By nick: visits, best_verified_minutes, lower_bound_minutes of the kit's `br/reference.csv`."""
    return _rows(FOLDER / "br" / "reference.csv", "nick")


def _rows(path: Path, key: str) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}
