"""The search in machine code, seen from outside: what it finds, and that it finds it again."""

from itertools import count

import pytest

from tests.matching.engine import kit
from tests.matching.engine.bound.tiny import tiny
from tests.matching.engine.brute_force import best_objective
from tests.matching.engine.problems import random_document, small, solved, tutor, visit
from tutor.matching.engine import machine, small_week
from tutor.matching.engine.kernel import search as kernel
from tutor.matching.engine.plan import CAREFUL, MACHINE, SIMPLE
from tutor.matching.engine.plan_file import plan_bytes
from tutor.matching.engine.problem_file import problem_from, read_problem
from tutor.matching.engine.solve import solve
from tutor.matching.engine.verify import violations


def test_plan_says_which_engine_made_it() -> None:
    assert solved(small(), effort=1).engine == MACHINE
    assert solve(small(), seed=1, deadline=lambda: False, effort=1, machine_code=False).engine == SIMPLE
    assert solved(small(), effort=0).engine == CAREFUL


def test_without_numba_the_simple_engine_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "loaded", lambda _: None)

    plan = solved(problem_from(random_document(5)), effort=60)

    assert plan.engine == SIMPLE
    assert violations(problem_from(random_document(5)), plan) == []


def test_prize_too_large_for_a_machine_word_is_left_to_the_simple_engine() -> None:
    plan = solved(small(visits=[visit("v", priority=10**18)]), effort=5)

    assert (plan.engine, len(plan.visits)) == (SIMPLE, 1)


@pytest.mark.parametrize("seed", range(25))
def test_small_problem_is_solved_as_well_as_by_trying_everything(seed: int) -> None:
    problem = tiny(seed)

    assert solved(problem, effort=400).objective == best_objective(problem)


@kit.needs_kit
def test_two_cores_or_one_the_plan_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = read_problem(kit.FOLDER / "weeks" / "S-1.json")
    two = solved(problem, effort=1000)

    executor = kernel.ThreadPoolExecutor
    monkeypatch.setattr(kernel, "ThreadPoolExecutor", lambda _: executor(1))

    assert plan_bytes(solved(problem, effort=1000)) == plan_bytes(two)


@kit.needs_kit
def test_longer_search_is_no_worse() -> None:
    problem = read_problem(kit.FOLDER / "weeks" / "S-1.json")

    assert solved(problem, effort=2000).objective > solved(problem, effort=1).objective


def test_visit_left_out_on_another_day_takes_the_place_that_a_lift_frees() -> None:
    """A alone can teach both, and may go once; the later visit is worth three times the pinless first."""
    problem = small(
        tutors=[tutor("A", shifts=[[540, 720], [1980, 2160]], max_visits=1)],
        visits=[
            visit("first", tutors=1, priority=1, starts=[[540, 600]]),
            visit("later", tutors=1, priority=3, starts=[[1980, 2040]]),
        ],
        current={"first": {"start": 570, "tutors": ["A"]}},
    )

    assert [one.id for one in solved(problem, effort=400).visits] == ["later"]


def test_time_that_is_known_is_used_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_week, "_MOST_VISITS", 0)  # one part, not three
    ticks = count()
    steps: list[int] = []

    plan = solve(
        small(),
        seed=1,
        deadline=lambda: len(steps) >= 6,
        gone=lambda: next(ticks) / 5,
        progress=lambda done, _: steps.append(done),
    )

    assert steps == [0, 400, 800, 1200, 1600, 2000]
    assert plan.objective == 300 - 80
