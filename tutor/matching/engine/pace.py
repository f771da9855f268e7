"""How far a search has come, and when it is over."""

from collections.abc import Callable
from dataclasses import dataclass, field

_FIRST_ROUND = 1000


@dataclass
class Pace:
    """By `effort` (the number of steps) where it is given; else by `gone`, the part of the time that is over.

    With neither nobody knows how long there is: rounds of doubled length, each cooled down from the start.
    """

    deadline: Callable[[], bool]
    effort: int | None = None
    gone: Callable[[], float] | None = None
    done: int = 0
    share: float = 0.0
    """From 0 to 1: how far along the search, or the round, is; the colder the farther."""
    rounds: int = field(default=1)
    _began: int = 0
    _length: int = _FIRST_ROUND

    def is_over(self) -> bool:
        return self.done == self.effort or self.deadline()

    def next(self, steps: int) -> int:
        """How many of the `steps` to go now; 0 when it is over."""
        if self.is_over():
            return 0
        if self.effort is not None:
            steps = min(steps, self.effort - self.done)
        self.share = self._share()
        self.done += steps
        return steps

    def _share(self) -> float:
        if self.effort is not None:
            return self.done / self.effort
        if self.gone is not None:
            return min(1.0, max(0.0, self.gone()))
        if self.done - self._began >= self._length:
            self.rounds, self._began, self._length = self.rounds + 1, self.done, 2 * self._length
        return (self.done - self._began) / self._length
