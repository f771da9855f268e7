"""Random problems with so few plans that all of them can be tried, full of awkward things all the same."""

from random import Random
from typing import Any

from tests.matching.engine.problems import WEIGHTS, small, tutor, visit
from tutor.matching.engine.problem import Problem

_NAMES = ("A", "B", "C")


def tiny(seed: int) -> Problem:
    """No triangle inequality, forbidden ways, limits, refusals, needs, a published plan."""
    rng = Random(seed)
    return small(
        grid=30,
        places=[{"name": str(n), "lat": None, "lng": None} for n in range(3)],
        travel={"car": [[rng.choice([0, 5, 10, 20, 40, 70, 10000]) for _ in range(3)] for _ in range(3)]},
        tutors=[_tutor(rng, name) for name in _NAMES],
        visits=[_visit(rng, name) for name in ("v", "w", "x")],
        current={"v": {"start": 570, "tutors": ["A", "B"]}} if rng.random() < 0.5 else {},
        weights={key: rng.choice([0, 1, top]) for key, top in (WEIGHTS | {"move": 50, "swap": 20}).items()},
    )


def _tutor(rng: Random, name: str) -> dict[str, Any]:
    return tutor(
        name,
        home=rng.randrange(3),
        shifts=rng.choice([[[540, 720]], [[540, 660], [660, 840]], [[1980, 2160]], [[540, 840]]]),
        skills=[tag for tag in ("android", "line") if rng.random() < 0.6],
        max_visits=rng.choice([None, 1, 2]),
        max_visits_per_day=rng.choice([None, 1, 2]),
    )


def _visit(rng: Random, name: str) -> dict[str, Any]:
    early = rng.choice([540, 570, 600])
    return visit(
        name,
        place=rng.randrange(3),
        duration=rng.choice([20, 30, 60]),
        starts=[[early, early + 60], [2010, 2010]],
        tutors=rng.choice([1, 2]),
        needs={tag: 1 for tag in ("android", "line") if rng.random() < 0.3},
        priority=rng.randint(1, 5),
        prefers={one: rng.randint(-3, 3) for one in _NAMES if rng.random() < 0.3},
        refuses=[one for one in _NAMES if rng.random() < 0.1],
    )
