"""When somebody has passed: every unit read to its end, and enough of all questions right at first. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Try = tuple[int, int, bool]
"""Round, question, whether it was right; in the order in which it was pressed."""


@dataclass(frozen=True, slots=True)
class Read:
    """One unit: how many of its questions were right, or None before a whole round was answered."""

    questions: int
    right: int | None
    done: bool

    @property
    def wrong(self) -> int:
        return 0 if self.right is None else self.questions - self.right


@dataclass(frozen=True, slots=True)
class Standing:
    """In all units of one version, of whose questions so many percent must be right."""

    rows: Sequence[Read]
    percent: int

    @property
    def units(self) -> int:
        return len(self.rows)

    @property
    def read(self) -> int:
        return sum(one.done for one in self.rows)

    @property
    def questions(self) -> int:
        return sum(one.questions for one in self.rows)

    @property
    def right(self) -> int:
        return sum(one.right or 0 for one in self.rows)

    @property
    def lacking(self) -> int:
        """How many more must be right."""
        needed = -(-self.questions * self.percent // 100)
        return max(0, needed - self.right)

    @property
    def passed(self) -> bool:
        return bool(self.rows) and self.read == self.units and not self.lacking

    @property
    def weakest(self) -> int | None:
        """The place of the unit in which most was wrong."""
        most = max(range(self.units), key=lambda n: self.rows[n].wrong, default=None)
        return most if most is not None and self.rows[most].wrong else None


def right_at_first(tries: Iterable[Try], questions: int) -> int | None:
    """Of the latest round in which each question was answered: who has just begun again loses nothing."""
    rounds: dict[int, dict[int, bool]] = defaultdict(dict)
    for round_, question, right in tries:
        rounds[round_].setdefault(question, right)
    whole = [n for n, first in rounds.items() if len(first) == questions]
    return sum(rounds[max(whole)].values()) if whole else (None if questions else 0)
