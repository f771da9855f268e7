"""Small problems as JSON documents: one that is easy to read, and random ones full of awkward things."""

from functools import cache
from itertools import count
from random import Random
from typing import Any

from tutor.matching.engine.plan import Plan
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.solve import solve

WEIGHTS = {"serve": 300, "travel": 1, "prefer": 10, "over_share": 30, "move": 0, "swap": 0}


def document(**changes: Any) -> dict[str, Any]:
    """Two tutors who live at place 0, twenty minutes from the one visit; everything can be changed."""
    return {
        "format": "tutor-match-problem/1",
        "name": "small",
        "grid": 15,
        "horizon_days": 2,
        "places": [
            {"name": "college", "lat": 38.9, "lng": 141.1},
            {"name": "house", "lat": None, "lng": None},
        ],
        "travel": {"car": [[0, 20], [20, 5]]},
        "tutors": [tutor("A", skills=["android"]), tutor("B")],
        "visits": [visit("v")],
        "current": {},
        "weights": WEIGHTS,
    } | changes


def tutor(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": name, "home": 0, "mode": "car", "shifts": [[540, 720]], "skills": [], "max_visits": None,
        "max_visits_per_day": None,
    } | changes  # fmt: skip


def visit(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": name, "place": 1, "duration": 60, "starts": [[540, 660]], "tutors": 2, "needs": {},
        "priority": 1, "prefers": {}, "refuses": [], "fixed": None,
    } | changes  # fmt: skip


def small(**changes: Any) -> Problem:
    return problem_from(document(**changes))


def solved(problem: Problem, *, effort: int = 0, seed: int = 1) -> Plan:
    return solve(problem, seed=seed, deadline=lambda: False, effort=effort)


@cache
def planned(seed: int) -> tuple[Problem, Plan]:
    """A random problem with a plan to which nothing can be added at a gain."""
    problem = problem_from(random_document(seed))
    return problem, solved(problem, effort=5)


def after_calls(calls: int) -> Any:
    """A deadline that turns true at the given call."""
    counter = count(1)
    return lambda: next(counter) >= calls


def random_document(seed: int) -> dict[str, Any]:
    """No triangle inequality, forbidden ways, limits, refusals, needs, a pin, a published plan."""
    rng = Random(seed)
    places = rng.randint(2, 5)
    tutors = [_tutor(rng, f"T{n}", places) for n in range(rng.randint(2, 5))]
    names = [t["id"] for t in tutors]
    visits = [_visit(rng, f"v{n}", places, names) for n in range(rng.randint(3, 7))]
    found = document(
        name=f"random-{seed}",
        grid=rng.choice([5, 15, 30]),
        places=[{"name": str(n), "lat": None, "lng": None} for n in range(places)],
        travel={"car": _matrix(rng, places), "bus": _matrix(rng, places)},
        tutors=tutors,
        visits=visits,
        current={v["id"]: _staffing(rng, names) for v in visits if rng.random() < 0.25},
        weights={key: rng.choice([0, 1, top]) for key, top in (WEIGHTS | {"move": 50, "swap": 20}).items()},
    )
    _pin_one(rng, found)
    return found


def _tutor(rng: Random, name: str, places: int) -> dict[str, Any]:
    shifts = [
        [d * 1440 + a, d * 1440 + b]
        for d in (0, 1)
        for a, b in ((540, 700), (700, 900))
        if rng.random() < 0.6
    ]
    return tutor(
        name,
        home=rng.randrange(places),
        mode=rng.choice(["car", "bus"]),
        shifts=shifts,
        skills=[tag for tag in ("android", "line", "female") if rng.random() < 0.5],
        max_visits=rng.choice([None, None, 0, 1, 2, 3]),
        max_visits_per_day=rng.choice([None, None, 1, 2]),
    )


def _visit(rng: Random, name: str, places: int, names: list[str]) -> dict[str, Any]:
    opening = [rng.randrange(2) * 1440 + rng.randrange(530, 800) for _ in range(rng.randint(0, 3))]
    return visit(
        name,
        place=rng.randrange(places),
        duration=rng.choice([10, 30, 60]),
        starts=[[start, start + rng.choice([0, 20, 60])] for start in opening],
        tutors=rng.choice([1, 2, 2, 3]),
        needs={tag: rng.choice([1, 1, 2]) for tag in ("android", "line", "piano") if rng.random() < 0.2},
        priority=rng.randint(1, 5),
        prefers={t: rng.randint(-3, 3) for t in names if rng.random() < 0.3},
        refuses=[t for t in names if rng.random() < 0.1],
    )


def _matrix(rng: Random, places: int) -> list[list[int]]:
    return [[rng.choice([0, 5, 10, 20, 40, 70, 10000]) for _ in range(places)] for _ in range(places)]


def _staffing(rng: Random, names: list[str]) -> dict[str, Any]:
    start = rng.randrange(2) * 1440 + rng.randrange(540, 800, 15)
    return {"start": start, "tutors": rng.sample(names, min(2, len(names)))}


def _pin_one(rng: Random, found: dict[str, Any]) -> None:
    """Pin a visit that an unpinned plan serves, so that the pin can be kept."""
    plan = solved(problem_from(found))
    if plan.visits and rng.random() < 0.4:
        served = rng.choice(plan.visits)
        pinned = next(v for v in found["visits"] if v["id"] == served.id)
        alone = solved(problem_from(found | {"visits": [pinned], "current": {}}))
        if alone.visits:
            pinned["fixed"] = {"start": alone.visits[0].start, "tutors": list(alone.visits[0].tutors)}
