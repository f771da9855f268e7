"""A published day that is easy to read, and random ones, with somebody who cannot come."""

from random import Random
from typing import Any

from tests.matching.engine.problems import WEIGHTS, document, random_document, solved, tutor, visit
from tutor.matching.engine.problem import DAY, Problem
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.repair.absence import absent, published

COSTS = WEIGHTS | {"move": 400, "swap": 150}
MORNING, AFTERNOON = [540, 720], [780, 960]


def ill(**changes: Any) -> Problem:
    """A and B were to teach v at 10:00; A is ill. C stands by, D too but only in the afternoon."""
    hours = {"A": [], "B": [MORNING, AFTERNOON], "C": [MORNING], "D": [AFTERNOON]}
    given = {
        "tutors": [tutor(name, shifts=shifts) for name, shifts in hours.items()],
        "visits": [visit("v", starts=[[600, 900]])],
        "current": {"v": {"start": 600, "tutors": ["A", "B"]}},
        "weights": COSTS,
    }
    return problem_from(document(**given | changes))


def random_absence(seed: int) -> Problem | None:
    """A random plan, published; whoever has most to do is ill on the first day of it."""
    problem = problem_from(random_document(seed))
    plan = solved(problem, effort=30)
    busy = sorted(tutor_id for one in plan.visits for tutor_id in one.tutors)
    if not busy:
        return None
    day = Random(seed).choice(plan.visits).start // DAY
    most = max(busy, key=busy.count)
    return absent(published(problem, plan), most, since=day * DAY, to=(day + 1) * DAY)
