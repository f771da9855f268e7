"""The tables of `docs/benchmarks.md`."""

from collections.abc import Iterable

from tests.bench.matching import bars
from tests.bench.matching.figures import Figures, ratio
from tests.bench.matching.running import Outcome
from tests.bench.matching.schedule import BR_LARGE, BR_SMALL, GREEDY, KNOWN, OTHERS, RIVALS, SIZES, TWOS

SOLVERS = (*GREEDY, *RIVALS, "ours")


def reached(figures: Figures) -> str:
    words = {True: "yes", False: "**no**", None: "not measured"}
    rows = [(what, number(measured), bar, words[said]) for what, measured, bar, said in bars.bars(figures)]
    return table(("what", "measured", "bar", "reached"), rows)


def weeks(figures: Figures) -> str:
    rows = [
        _week(figures, name, solver)
        for name in (*KNOWN, "XL-1", "N-1")
        for solver in SOLVERS
        if figures.runs(name, solver)
    ]
    heads = ("week", "solver", "objective", "served by priority", "of greedy", "of best known", "s", "MB")
    return table(heads, rows)


def _week(figures: Figures, name: str, solver: str) -> tuple[str, ...]:
    runs = list(figures.runs(name, solver).values())
    cost = (number(max(one.seconds for one in runs), 1), number(figures.megabytes(name, solver), 0))
    if not figures.objectives(name, solver):
        return name, solver, why_not(runs[0]), "", "", "", *cost
    return (
        name,
        solver,
        spread(figures.objectives(name, solver)),
        number(figures.served(name, solver), 0),
        number(figures.of_greedy(name, solver)),
        number(figures.of_best(name, solver)),
        *cost,
    )


def why_not(found: Outcome) -> str:
    return found.why if found.why.startswith("invalid") else "no plan"


def bounds(figures: Figures) -> str:
    rows = []
    for name in (*KNOWN, *OTHERS, "XL-1"):
        found = [one for one in figures.runs(name, "ours").values() if one.bound is not None]
        if found:
            kit = figures.weeks.get(name, {}).get("bound", "")
            objective, bound = found[0].objective, found[0].bound
            rows.append((name, str(objective), number(bound, 0), number(figures.gap(name), 2), kit))
    return table(("week", "our plan", "our bound", "gap, %", "the kit's bound"), rows)


def others(figures: Figures) -> str:
    rows = [
        (
            name,
            number(figures.objective(name, "greedy"), 0),
            number(figures.objective(name, "ours"), 0),
            number(figures.of_greedy(name, "ours")),
        )
        for name in OTHERS
    ]
    return table(("week", "greedy", "ours", "of greedy"), rows)


def pairs(figures: Figures) -> str:
    names = [name for two in TWOS for name in (two.removesuffix("-two"), two)]
    rows = []
    for name in names:
        ours = figures.served(name, "ours")
        fixed = [figures.served(name, solver) for solver in ("week_pairs", "day_pairs")]
        ratios = [number(ratio(ours, one)) for one in fixed]
        rows.append((name, number(ours, 0), *(number(one, 0) for one in fixed), *ratios))
    heads = ("week", "ours", "pairs of the week", "pairs of the day", "ours : week", "ours : day")
    return table(heads, rows)


def published(figures: Figures) -> str:
    rows = []
    for name in (*BR_SMALL, *BR_LARGE):
        nick = name.removeprefix("br-")
        known = figures.br[nick]
        minutes = [figures.minutes(name, solver) for solver in ("ours", "routing", "slots")]
        best, proven = known["best_verified_minutes"], known["lower_bound_minutes"]
        gap = number(figures.br_gap(name, "ours"), 2)
        rows.append((nick, best, proven, *(number(one, 0) for one in minutes), gap))
    heads = ("instance", "best verified", "proven", "ours", "routing", "slots", "our gap, %")
    return table(heads, rows)


def growth(figures: Figures) -> str:
    rows = []
    for name in SIZES:
        first = figures.first_plan(name)
        visits = first.visits.split("/")[1] if first else ""
        wall, planning = (first.wall, first.seconds) if first else (None, None)
        memory = number(figures.megabytes(name), 0)
        rows.append((name, visits, number(wall, 1), number(planning, 1), memory))
    heads = ("week", "visits", "first plan, whole process, s", "of it planning, s", "MB of the full run")
    return table(heads, rows)


def spread(values: list[int]) -> str:
    """Of several seeds the median, with the least and the most."""
    middle = values[len(values) // 2]
    return str(middle) if len(values) == 1 else f"{middle} ({values[0]} to {values[-1]})"


def number(value: float | None, digits: int = 3) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(heads), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
