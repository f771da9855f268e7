"""The plot of `docs/benchmarks.md`: how much better than greedy, and how time and memory grow."""

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from tests.bench.matching.figures import Figures, average
from tests.bench.matching.schedule import RIVALS, SIZES

COLOURS = dict(zip((*RIVALS, "ours"), ("#b3a369", "#7f7f7f", "#e6a0c4", "#a06fb0", "#0b5a8f"), strict=True))
WEEKS = {"S": ("S-1", "S-2"), "M": ("M-1", "M-2"), "L": ("L-1", "L-2"), "XL": ("XL-1",), "N": ("N-1",)}


def draw(figures: Figures, path: Path) -> None:
    mpl.rcParams["svg.hashsalt"] = "tutor"  # the same data, the same file
    mpl.rcParams["font.size"] = 9
    whole = Figure(figsize=(10, 3.6), layout="constrained")
    left, right = whole.subplots(1, 2, width_ratios=(3, 2))
    _ratios(figures, left)
    _growth(figures, right)
    whole.savefig(path, format="svg", metadata={"Date": None})


def _ratios(figures: Figures, axes: mpl.axes.Axes) -> None:
    width = 0.8 / len(COLOURS)
    for n, (solver, colour) in enumerate(COLOURS.items()):
        heights = [average(figures.of_greedy(name, solver) for name in names) for names in WEEKS.values()]
        at = [(k + (n - 2) * width, height) for k, height in enumerate(heights) if height is not None]
        axes.bar([x for x, _ in at], [y - 1 for _, y in at], width, bottom=1, color=colour, label=solver)
    axes.axhline(1, color="black", linewidth=0.8)
    axes.set_xticks(range(len(WEEKS)), list(WEEKS))
    axes.set_title("objective, greedy = 1")
    axes.legend(fontsize=8)


def _growth(figures: Figures, axes: mpl.axes.Axes) -> None:
    firsts = {name: first for name in SIZES if (first := figures.first_plan(name))}
    visits = [int(first.visits.split("/")[1]) for first in firsts.values()]
    memory = [figures.megabytes(name) or first.megabytes for name, first in firsts.items()]
    axes.loglog(visits, [one.wall for one in firsts.values()], "o-", color="#0b5a8f", label="first plan, s")
    axes.loglog(visits, memory, "s--", color="#b4552d", label="memory, MB")
    axes.set_xticks(visits, [str(n) for n in visits])
    axes.set_xticks([], minor=True)
    axes.set_title("our engine by visits in the week")
    axes.legend(fontsize=8)
