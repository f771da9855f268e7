"""How figures are counted and shown, so that they say enough and show nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tutor.local_time import fiscal_year, local_date
from tutor.sentences import Said

Label = str | Said
"""A name that is data, or words of ours."""
SMALL = 3
"""Whoever counts one or two people may know who they are."""


class Shown(int):
    """A number for a bar, and the words that stand for it where the number itself would say too much."""

    words: Label

    def __new__(cls, bar: int, words: Label) -> "Shown":
        made = super().__new__(cls, bar)
        made.words = words
        return made

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True)
class Came:
    """One learner in one lesson that was held, as it was kept for the figures."""

    learner: int
    at: datetime
    stage: int | None
    age_band: str | None
    town: str | None


def latest(attendances: Iterable[Came]) -> list[Came]:
    """Each learner once, as he or she was in the last lesson."""
    found: dict[int, Came] = {}
    for one in sorted(attendances, key=lambda one: (one.at, one.learner)):
        found[one.learner] = one
    return list(found.values())


def months(year: int) -> list[date]:
    """From April to March."""
    return [date(year + (month < 4), month, 1) for month in (*range(4, 13), 1, 2, 3)]


def by_month(moments: Iterable[datetime], *, year: int, today: date) -> list[tuple[date, int]]:
    """Months that have begun, those without a lesson too."""
    held = Counter(local_date(at).replace(day=1) for at in moments if fiscal_year(local_date(at)) == year)
    return [(month, held[month]) for month in months(year) if month <= today]


def guarded(counts: Mapping[Label, int]) -> list[tuple[Label, Shown]]:
    """Small numbers become 3未満. One alone could be worked out from the others, so a second is left out."""
    small = {label for label, number in counts.items() if 0 < number < SMALL}
    left_out = _second(counts, small)
    return [(label, _shown(label, number, small, left_out)) for label, number in counts.items()]


def _second(counts: Mapping[Label, int], small: set[Label]) -> Label | None:
    others = [label for label, number in counts.items() if number >= SMALL]
    if len(small) != 1 or not others:
        return None
    return min(others, key=lambda label: (counts[label], str(label)))


def _shown(label: Label, number: int, small: set[Label], left_out: Label | None) -> Shown:
    if label in small:
        return Shown(SMALL - 1, Said("%(n)d未満", n=SMALL))
    if label == left_out:
        return Shown(0, Said("伏せています"))
    return Shown(number, str(number))


def ordered(counts: Mapping[Label | None, int], labels: Sequence[Label], unknown: Label) -> dict[Label, int]:
    """In the order of the labels, with a zero for nobody; then other labels, then those not known."""
    known = {label: counts.get(label, 0) for label in labels}
    more = {label: number for label, number in counts.items() if label is not None and label not in known}
    rest = {unknown: counts[None]} if counts.get(None) else {}
    return known | more | rest
