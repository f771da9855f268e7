"""The rivals' models say what the problem says: their plans keep every rule of it, in the verifier's eyes."""

import time
from dataclasses import replace
from random import Random

import pytest

from tests.matching.engine import problems
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.verify import violations

NEEDED = "the rivals are not installed: make .venv/benched"
pytest.importorskip("pyvrp", reason=NEEDED)

from tests.bench.matching.rivals import (  # noqa: E402 -- only where they are installed
    answer,
    day_pairs,
    pair_routes,
    routing,
    slots,
    teams,
    week_pairs,
)
from tests.bench.matching.rivals.answer import Answer, as_plan, greedy_plan  # noqa: E402

pytestmark = pytest.mark.one_database


class Limit(answer.Limit):
    """The same for each search, however long the machine took to begin it."""

    def left(self) -> float:
        return self.seconds


def limit(seconds: float) -> Limit:
    return Limit(seconds, time.monotonic())


def awkward(seed: int) -> Problem:
    return replace(problem_from(problems.random_document(seed)), current={})


def crowded(seed: int) -> Problem:
    """Six tutors with small limits and long ways, and visits that could take all their hours."""
    rng = Random(seed)
    ways = {
        mode: [[rng.choice([0, 10, 25, 35, 50, 10000]) for _ in range(4)] for _ in range(4)]
        for mode in ("car", "bus")
    }
    tutors = [_tutor(rng, f"T{n}") for n in range(6)]
    visits = [
        problems.visit(
            f"v{n}",
            place=rng.randrange(4),
            tutors=rng.choice([1, 2, 2, 2]),
            duration=rng.choice([20, 45, 60]),
            starts=[[day * 1440 + begin, day * 1440 + begin + 120] for day in (0, 1) for begin in (540, 780)],
            needs=rng.choice([{}, {"line": 1}, {"line": 2}]),
            priority=rng.randint(1, 5),
            refuses=rng.choice([[], [], [f"T{rng.randrange(6)}"]]),
        )
        for n in range(12)
    ]
    return problems.small(
        places=[{"name": str(n), "lat": None, "lng": None} for n in range(4)],
        travel=ways,
        tutors=tutors,
        visits=visits,
    )


def _tutor(rng: Random, name: str) -> dict[str, object]:
    halves = [[day * 1440 + a, day * 1440 + b] for day in (0, 1) for a, b in ((541, 700), (760, 955))]
    return problems.tutor(
        name,
        home=rng.randrange(4),
        mode=rng.choice(["car", "bus"]),
        shifts=[[a + rng.randrange(3) * 10, b] for a, b in halves if rng.random() < 0.8],
        skills=rng.choice([[], ["line"], ["line"]]),
        max_visits=rng.choice([1, 2, 3, None]),
        max_visits_per_day=rng.choice([1, 2, None]),
    )


def broken(problem: Problem, found: Answer) -> list[str]:
    return [str(one) for one in violations(problem, as_plan(problem, found))]


AWKWARD = [pytest.param(awkward(n), id=f"awkward-{n}") for n in range(4)]
CROWDED = [pytest.param(crowded(n), id=f"crowded-{n}") for n in range(4)]


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("problem", AWKWARD + CROWDED)
def test_routing_keeps_every_rule(problem, warm):
    """But a pin, which it may leave at a penalty; the runner then shows the plan as invalid."""
    found = routing._search(problem, limit(0.1), warm)

    assert [one for one in broken(problem, found) if "固定" not in one] == []


@pytest.mark.parametrize("problem", AWKWARD + CROWDED)
def test_greedys_plan_is_whole_as_routes(problem):
    served = greedy_plan(problem)
    model = routing._Model(problem)
    model.routing.CloseModelWithParameters(routing._parameters())
    found = model.answer(model.routes(served))

    assert {one.id for one in found.visits} == {one.id for one in served}
    assert broken(problem, found) == []


@pytest.mark.parametrize("choose", [teams.for_the_week, teams.for_each_day])
@pytest.mark.parametrize("problem", AWKWARD + CROWDED)
def test_pairs_keep_every_rule_and_stay_together(problem, choose):
    problem = replace(problem, visits=tuple(visit for visit in problem.visits if visit.fixed is None))
    chosen = choose(problem)
    found = pair_routes._search(problem, chosen, limit(0.1), 1)
    together = {frozenset(problem.tutors[t].id for t in team.pair) for team in chosen}

    assert broken(problem, found) == []
    assert all(frozenset(one.tutors) in together for one in found.visits if len(one.tutors) == 2)


def test_a_visit_in_one_of_two_half_days_is_served_once_by_a_pair():
    visit = problems.visit("v", starts=[[540, 600], [1980, 2100]])
    both = [problems.tutor(name, shifts=[[540, 720], [1980, 2160]]) for name in "AB"]
    problem = problems.small(tutors=both, visits=[visit])

    for rival in (week_pairs, day_pairs):
        served = rival.solve(problem, limit(0.4), 1).visits
        assert [(one.id, len(one.tutors)) for one in served] == [("v", 2)]


def test_start_from_a_shift_that_begins_between_two_lines_of_the_grid_lies_on_one():
    both = [problems.tutor(name, shifts=[[541, 720]]) for name in "AB"]
    problem = problems.small(tutors=both)

    for rival in (routing, slots, week_pairs, day_pairs):
        (served,) = rival.solve(problem, limit(0.4), 1).visits
        assert served.start % 15 == 0
        assert served.start >= 570
