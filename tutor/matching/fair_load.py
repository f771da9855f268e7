"""Who has had how many lessons this term, beside the share that follows from the hours they offered.

Each week's lessons are shared out among those who offered hours that week, so that whoever began later
owes nothing of what was done before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tutor.sentences import Counted, Said


class Worked(NamedTuple):
    """Of one tutor in one week: lessons taught or booked, and minutes offered."""

    given: int
    offered: int


@dataclass(frozen=True)
class Load:
    """`share` is rounded to whole lessons."""

    given: int
    share: int

    @property
    def carried(self) -> int:
        """Above the share (+) or below it (-)."""
        return self.given - self.share

    @property
    def most(self) -> int:
        """How long a picture of it must be."""
        return max(self.given, self.share)

    @property
    def said(self) -> Said:
        if self.carried > 0:
            return Counted("今期はこれまで%(num)d件多めです。", self.carried)
        if self.carried < 0:
            return Counted("今期はこれまで%(num)d件少なめです。", -self.carried)
        return Said("今期はこれまで、ちょうど分担どおりです。")


def loads(weeks: Iterable[Mapping[int, Worked]]) -> dict[int, Load]:
    """By tutor, over all the weeks."""
    given: dict[int, int] = defaultdict(int)
    shares: dict[int, Fraction] = defaultdict(Fraction)
    for week in weeks:
        work, hours = sum(one.given for one in week.values()), sum(one.offered for one in week.values())
        for tutor, one in week.items():
            given[tutor] += one.given
            shares[tutor] += Fraction(work * one.offered, hours) if hours else one.given
    return {tutor: Load(given[tutor], round(shares[tutor])) for tutor in given}
