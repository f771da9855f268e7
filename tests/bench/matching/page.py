"""Writes `docs/benchmarks.md` and its plot from what was measured: a process of its own.

What a plot needs would lie in the memory of the process that measures others.
"""

import sys
from pathlib import Path

from config import ROOT
from tests.bench.matching import results, tables
from tests.bench.matching.drawing import draw
from tests.bench.matching.figures import Figures
from tests.bench.matching.schedule import BOUND_SECONDS, SECONDS

PAGE = ROOT / "docs" / "benchmarks.md"
PLOT = "pictures/benchmarks.svg"
"""As seen from the page."""

TEXT = Path(__file__).with_name("page.md")


def write(page: Path) -> None:
    measured = results.read()
    figures = Figures(measured)
    (page.parent / PLOT).parent.mkdir(exist_ok=True)
    draw(figures, page.parent / PLOT)
    text = TEXT.read_text(encoding="utf-8").format(
        machine=results.machine(),
        versions=results.versions(),
        seeds=", ".join(map(str, sorted({job.seed for job in measured if job.solver == "ours"}))),
        seconds=_by_size(SECONDS),
        bound_seconds=_by_size(BOUND_SECONDS),
        reached=tables.reached(figures),
        weeks=tables.weeks(figures),
        bounds=tables.bounds(figures),
        others=tables.others(figures),
        pairs=tables.pairs(figures),
        published=tables.published(figures),
        growth=tables.growth(figures),
    )
    page.write_text(text, encoding="utf-8")


def _by_size(seconds: dict[str, int]) -> str:
    return ", ".join(f"{size} {number} s" for size, number in seconds.items() if number)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else PAGE)
