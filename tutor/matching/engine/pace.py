"""How far a search has come, and when it is over."""

from collections.abc import Callable
from dataclasses import dataclass

_FIRST_ROUND = 1000
_MOST_ROUNDS = 8
_SEEN = 0.02
"""Of the time, before it is judged how many steps there will be."""


@dataclass
class Pace:
    """By `effort` (the number of steps) where it is given; else by `gone`, the part of the time that is over.

    With neither nobody knows how long there is: rounds of doubled length, each cooled down from the start.
    """

    deadline: Callable[[], bool]
    effort: int | None = None
    gone: Callable[[], float] | None = None
    round_steps: int = 0
    """What one cooling down needs; who has time for more goes several rounds. 0: all is one round."""
    done: int = 0
    share: float = 0.0
    """From 0 to 1: how far along the round is; the colder the farther."""
    round: int = 0
    _rounds: int = 0
    _began: int = 0
    _length: int = _FIRST_ROUND

    def part(self, since: float, until: float) -> "Pace":
        """A pace of its own, from one share of the time or the steps to another."""
        if self.effort is not None:
            return Pace(self.deadline, int(self.effort * until) - int(self.effort * since))
        gone = self.gone
        if gone is None:
            return Pace(self.deadline)
        return Pace(
            lambda: self.deadline() or gone() >= until, gone=lambda: (gone() - since) / (until - since)
        )

    def is_over(self) -> bool:
        return self.done == self.effort or self.deadline()

    def next(self, steps: int) -> int:
        """How many of the `steps` to go now; 0 when it is over."""
        if self.is_over():
            return 0
        if self.effort is not None:
            steps = min(steps, self.effort - self.done)
            self._divide(self.done / self.effort, self.effort)
        elif self.gone is not None:
            gone = min(1.0, max(0.0, self.gone()))
            self._divide(gone, int(self.done / gone) if gone >= _SEEN else 0)
        else:
            self._double()
        self.done += steps
        return steps

    def _divide(self, gone: float, total: int) -> None:
        """`total` is how many steps there will be, 0 when that cannot be judged yet."""
        if total and not self._rounds:
            wanted = total // self.round_steps if self.round_steps else 1
            self._rounds = max(1, min(_MOST_ROUNDS, wanted))
        place = gone * max(1, self._rounds)
        self.round = min(int(place), max(1, self._rounds) - 1)
        self.share = place - self.round

    def _double(self) -> None:
        if self.done - self._began >= self._length:
            self.round, self._began, self._length = self.round + 1, self.done, 2 * self._length
        self.share = (self.done - self._began) / self._length
