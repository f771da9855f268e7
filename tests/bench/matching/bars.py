"""The bars that the matcher was asked to reach, and what was measured."""

from collections.abc import Callable, Iterable, Iterator

from tests.bench.matching.figures import Figures, average, ratio
from tests.bench.matching.schedule import BR_LARGE, BR_SMALL, TWOS

Bar = tuple[str, float | None, str, bool | None]
"""What, measured, the bar as a person reads it, reached (None: not measured)."""


def bars(figures: Figures) -> Iterator[Bar]:
    yield from _published(figures)
    yield from _weeks(figures, "S", each=0.998, mean=None, greedy=None, gap=2.0)
    yield from _weeks(figures, "M", each=0.99, mean=1.0, greedy=1.18, gap=3.0)
    yield from _weeks(figures, "L", each=0.99, mean=1.0, greedy=1.15, gap=3.2)
    yield from _large(figures)
    yield from _pairs(figures)


def _published(figures: Figures) -> Iterator[Bar]:
    gaps = [figures.br_gap(name, "ours") for name in BR_SMALL]
    equal = None if None in gaps else float(sum(gap <= 0 for gap in gaps if gap is not None))
    yield at_least("BR, 20 visits: instances at the best verified minutes, of 15", equal, 15)
    gaps = [figures.br_gap(name, "ours") for name in BR_LARGE]
    yield at_most("BR, 50 and 80 visits: mean gap to the best verified, % (stretch)", average(gaps), 1)
    yield at_most("BR, 50 and 80 visits: worst gap, % (stretch)", extreme(max, gaps), 4)


def _weeks(
    figures: Figures, size: str, *, each: float, mean: float | None, greedy: float | None, gap: float
) -> Iterator[Bar]:
    names = [f"{size}-1", f"{size}-2"]
    worst = [ratio(min(figures.objectives(name, "ours"), default=None), figures.best(name)) for name in names]
    yield at_least(f"{size}: every run, of the best known", extreme(min, worst), each)
    if mean is not None:
        of_best = average(figures.of_best(name, "ours") for name in names)
        yield at_least(f"{size}: on average of the best known", of_best, mean)
    if greedy is not None:
        of_greedy = average(figures.of_greedy(name, "ours") for name in names)
        yield at_least(f"{size}: on average of greedy", of_greedy, greedy)
    yield at_most(f"{size}: gap to the proven bound on average, %", average(map(figures.gap, names)), gap)


def _large(figures: Figures) -> Iterator[Bar]:
    for name in ("XL-1", "N-1"):
        first = figures.first_plan(name)
        yield at_most(f"{name}: first complete plan, s", first.wall if first else None, 10)
    yield at_least("XL-1: of the best known", figures.of_best("XL-1", "ours"), 1)
    yield at_least("N-1: of greedy", figures.of_greedy("N-1", "ours"), 1.1)
    yield at_most("N-1: memory, MB", figures.megabytes("N-1"), 1500)


def _pairs(figures: Figures) -> Iterator[Bar]:
    whole = [name.removesuffix("-two") for name in TWOS]
    for what, names in (("whole weeks", whole), ("visits for two alone", TWOS)):
        for solver in ("week_pairs", "day_pairs"):
            found = [ratio(figures.served(n, "ours"), figures.served(n, solver)) for n in names]
            yield at_least(
                f"M and L, {what}: served by priority, of {solver}, the least", extreme(min, found), 1.1
            )


def at_least(what: str, measured: float | None, bar: float) -> Bar:
    return what, measured, f"at least {bar:g}", None if measured is None else measured >= bar


def at_most(what: str, measured: float | None, bar: float) -> Bar:
    return what, measured, f"at most {bar:g}", None if measured is None else measured <= bar


def extreme(which: Callable[[list[float]], float], values: Iterable[float | None]) -> float | None:
    """None as soon as one is missing."""
    found = list(values)
    known = [value for value in found if value is not None]
    return which(known) if known and len(known) == len(found) else None
