"""Does the ladder of reviews (1, 3, 7, 14, 21 days) help? A cohort with it, beside one without.

    python -m tests.bench.ladder [--people 2000]

Two published curves of forgetting, once each for those who forget as fast as the curve and twice as fast:

- FSRS-5 with its published default weights, fitted to some hundred million reviews of flash cards: a power
  law, R = (1 + 19/81 t/S) ** -0.5, whose S grows with each recall (github.com/open-spaced-repetition,
  "The Algorithm"). It knows that looking again makes memory last longer.
- Ebbinghaus' savings, R = k / (log10(minutes) ** c + k) with k 1.84 and c 1.25, which Murre & Dros (2015,
  PLoS ONE 10(7) e0120644) found again. It only begins anew with each look: the least that a look can do.

Cards and syllables are no telephones: read the differences, not the heights.
"""

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tutor.learning.practice import LADDER, next_rung

W = (0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395,
     0.11, 0.29605, 2.2698)  # fmt: skip
DIFFICULTY = W[4] - math.exp(2 * W[5]) + 1
LOOKED_AT = (7, 30, 60, 90)
KEPT = 0.7
"""Of the days on which a review is due, how many people keep; the others do it the day after, or later."""


@dataclass
class Card:
    """FSRS-5. `speed` 2 forgets twice as fast."""

    speed: float
    stability: float = W[2]
    seen: float = 0.0

    def recall(self, day: float) -> float:
        return (1 + 19 / 81 * self.speed * (day - self.seen) / self.stability) ** -0.5

    def look(self, day: float, went: bool) -> None:
        gone, s = 1 - self.recall(day), self.stability
        if went:
            more = math.exp(W[8]) * (11 - DIFFICULTY) * s ** -W[9] * (math.exp(W[10] * gone) - 1)
            self.stability = s * (1 + more)
        else:
            after = W[11] * DIFFICULTY ** -W[12] * ((s + 1) ** W[13] - 1) * math.exp(W[14] * gone)
            self.stability = min(s, after)
        self.seen = day


@dataclass
class Savings:
    """Ebbinghaus' curve: a look begins it anew, and strengthens nothing."""

    speed: float
    seen: float = 0.0

    def recall(self, day: float) -> float:
        minutes = max(1.0, self.speed * (day - self.seen) * 1440)
        return 1.84 / (math.log10(minutes) ** 1.25 + 1.84)

    def look(self, day: float, went: bool) -> None:
        self.seen = day


class ByLadder:
    """Days until the next look, by the rule of the product itself."""

    def __init__(self) -> None:
        self.rung = 0

    def wait(self) -> int:
        return LADDER[self.rung]

    def went(self, alone: bool) -> None:
        self.rung = next_rung(self.rung, alone)


class Every:
    def __init__(self, days: int) -> None:
        self.days = days

    def wait(self) -> int:
        return self.days

    def went(self, alone: bool) -> None:
        pass


def one(memory: Card | Savings, plan: ByLadder | Every, random: Random) -> tuple[list[float], int]:
    """How likely the skill goes alone on each of the days looked at, and how many reviews there were."""
    found, due, reviews = [], plan.wait(), 0
    for day in range(1, LOOKED_AT[-1] + 1):
        if day in LOOKED_AT:
            found.append(memory.recall(day))
        if day >= due and random.random() < KEPT:
            alone = random.random() < memory.recall(day)
            memory.look(day, alone)
            plan.went(alone)
            due, reviews = day + plan.wait(), reviews + 1
    return found, reviews


def cohort(
    kind: type[Card] | type[Savings], speed: float, plan: Callable[[], ByLadder | Every], people: int
) -> tuple[list[float], float]:
    """People differ: half of them forget at 0.7 to 1.4 times the speed."""
    random, sums, reviews = Random(3), [0.0] * len(LOOKED_AT), 0
    for _ in range(people):
        found, count = one(kind(speed * random.lognormvariate(0, 0.5)), plan(), random)
        sums = [total + chance for total, chance in zip(sums, found, strict=True)]
        reviews += count
    return [total / people for total in sums], reviews / people


PLANS: tuple[tuple[str, Callable[[], ByLadder | Every]], ...] = (
    ("no review", lambda: Every(1000)),
    ("the ladder", ByLadder),
    ("every 14 days", lambda: Every(14)),
    ("every 7 days", lambda: Every(7)),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=2000)
    people = parser.parse_args().people
    print(f"reviews: {people} people, alone after {', '.join(map(str, LOOKED_AT))} days; reviews in 90 days")
    for kind, name in ((Card, "FSRS-5"), (Savings, "Ebbinghaus")):
        for speed in (1, 2):
            for plan, make_plan in PLANS:
                shares, reviews = cohort(kind, speed, make_plan, people)
                figures = "".join(f"{100 * share:7.0f} %" for share in shares)
                print(f"  {name:11} {speed} x as fast  {plan:14}{figures}{reviews:8.1f}")


if __name__ == "__main__":
    main()
