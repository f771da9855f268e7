from random import Random

import pytest

from tests.matching.engine import kit
from tests.matching.engine.problems import after_calls, random_document, small, solved, tutor, visit
from tutor.matching.engine.construct import careful_plan
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Served
from tutor.matching.engine.plan_file import plan_bytes
from tutor.matching.engine.problem_file import problem_from, read_problem
from tutor.matching.engine.solve import served_on, solve
from tutor.matching.engine.verify import violations


@pytest.mark.parametrize("seed", range(150))
def test_plan_of_a_random_problem_keeps_every_rule(seed: int) -> None:
    problem = problem_from(random_document(seed))
    assert violations(problem, solved(problem, effort=40, seed=seed)) == []


@kit.needs_kit
@pytest.mark.parametrize("seed", range(150))
def test_careful_plan_of_a_random_problem_is_that_of_the_yardstick(seed: int) -> None:
    document = random_document(seed)
    theirs = kit.module("greedy").solve(document)["visits"]
    ours = served_on(careful_plan(IndexedProblem(problem_from(document))))
    assert [(v["id"], v["start"], set(v["tutors"])) for v in theirs] == [
        (v.id, v.start, set(v.tutors)) for v in ours
    ]


@kit.needs_kit
def test_search_on_a_week_depends_on_the_seed_alone() -> None:
    problem = read_problem(kit.FOLDER / "weeks" / "S-1.json")
    one, same, other = (solved(problem, effort=40, seed=seed) for seed in (3, 3, 4))
    assert plan_bytes(one) == plan_bytes(same)
    assert one.visits != other.visits


def test_published_group_that_no_longer_meets_the_needs_is_changed() -> None:
    tutors = [tutor("A", skills=["line"]), tutor("B"), tutor("C")]
    current = {"v": {"start": 615, "tutors": ["B", "C"]}}
    plan = solved(small(tutors=tutors, current=current, visits=[visit("v", needs={"line": 1})]))
    assert plan.visits == (Served("v", 615, ("A", "B")),)


def test_visit_of_two_when_both_can_come_is_served_by_both() -> None:
    plan = solved(small())
    assert plan.visits == (Served("v", 570, ("A", "B")),)
    assert plan.objective == 300 - 80


@pytest.mark.parametrize("effort", [0, 30])
def test_plan_for_the_same_seed_and_effort_is_the_same_bytes(effort: int) -> None:
    first, second = (solved(problem_from(random_document(7)), effort=effort, seed=3) for _ in range(2))
    assert plan_bytes(first) == plan_bytes(second)


def test_plan_when_the_deadline_has_passed_is_the_first_careful_one() -> None:
    problem = problem_from(random_document(11))
    late = solve(problem, seed=1, deadline=lambda: True)
    assert late == solved(problem, effort=0)
    assert violations(problem, late) == []


def test_search_is_stopped_between_two_steps_of_the_simple_engine() -> None:
    steps: list[int] = []
    problem = problem_from(random_document(11))
    solve(
        problem, seed=1, deadline=after_calls(120), progress=lambda n, _: steps.append(n), machine_code=False
    )
    assert steps == [50, 100, 119]


def test_search_in_machine_code_is_stopped_after_a_few_hundred_steps() -> None:
    steps: list[int] = []
    problem = problem_from(random_document(11))
    solve(problem, seed=1, deadline=after_calls(4), progress=lambda n, _: steps.append(n))
    assert steps == [0, 400, 800]


def test_search_that_stops_early_is_valid_at_every_step() -> None:
    problem = problem_from(random_document(23))
    for calls in Random(5).sample(range(1, 300), 12):
        plan = solve(problem, seed=9, deadline=after_calls(calls))
        assert violations(problem, plan) == []


def test_progress_reports_rising_bests_that_end_in_the_objective() -> None:
    told: list[tuple[int, int]] = []
    problem = problem_from(random_document(42))
    plan = solve(problem, seed=1, deadline=lambda: False, effort=200, progress=lambda *x: told.append(x))
    assert [best for _, best in told] == sorted(best for _, best in told)
    assert told[-1][0] == 200
    assert told[-1][1] <= plan.objective


def test_seconds_come_from_the_caller() -> None:
    plan = solve(small(), seed=1, deadline=lambda: True, elapsed=lambda: 1.23456)
    assert plan.seconds == 1.235


def test_search_finds_what_the_careful_plan_misses() -> None:
    """The near visit at 9:30 blocks the far one of the same worth; both fit in the other order."""
    visits = [visit("first", starts=[[570, 645]], tutors=1), visit("second", starts=[[570, 570]], tutors=1)]
    problem = small(visits=visits, tutors=[tutor("A", shifts=[[540, 730]])])
    assert len(solved(problem).visits) == 1
    assert len(solved(problem, effort=50).visits) == 2


def test_published_visit_that_can_stay_stays() -> None:
    weights = {"serve": 300, "travel": 1, "prefer": 10, "over_share": 30, "move": 100, "swap": 50}
    current = {"v": {"start": 615, "tutors": ["B", "C"]}}
    tutors = [tutor("A", skills=["android"]), tutor("B"), tutor("C")]
    plan = solved(small(tutors=tutors, current=current, weights=weights), effort=50)
    assert plan.visits == (Served("v", 615, ("B", "C")),)


def test_published_visit_whose_tutor_is_ill_keeps_its_start_and_the_other() -> None:
    weights = {"serve": 300, "travel": 1, "prefer": 10, "over_share": 0, "move": 100, "swap": 50}
    current = {"v": {"start": 615, "tutors": ["B", "C"]}}
    tutors = [tutor("A"), tutor("B"), tutor("C", shifts=[])]
    plan = solved(small(tutors=tutors, current=current, weights=weights))
    assert plan.visits == (Served("v", 615, ("A", "B")),)


def test_visit_between_two_whose_direct_way_is_forbidden_is_never_taken_out_alone() -> None:
    """The middle visit is a loss and a bridge: without it the tutor cannot go on to the last one."""
    ways = [[0, 10, 10, 10], [10, 0, 10, 10000], [10, 10, 0, 10], [10, 10000, 10, 0]]
    places = [{"name": str(n), "lat": None, "lng": None} for n in range(4)]
    hours = {1: [550, 560], 2: [600, 610], 3: [650, 660]}
    visits = [
        visit(
            f"v{n}",
            place=n,
            tutors=1,
            duration=30,
            starts=[hours[n]],
            priority=4 - n,
            prefers={"A": -(n == 2)},
        )
        for n in hours
    ]
    weights = {"serve": 1, "travel": 0, "prefer": 10, "over_share": 0, "move": 0, "swap": 0}
    problem = small(
        places=places, travel={"car": ways}, visits=visits, tutors=[tutor("A")], weights=weights, grid=10
    )
    assert len(solved(problem).visits) == 3
    for seed in range(150):
        assert violations(problem, solved(problem, effort=2, seed=seed)) == []


def test_problem_without_tutors_or_visits_has_an_empty_plan() -> None:
    assert solved(small(tutors=[], visits=[]), effort=20).visits == ()
    assert [u.id for u in solved(small(tutors=[]), effort=20).unserved] == ["v"]


def test_search_begins_with_the_plan_it_is_given() -> None:
    """The careful plan would send A to x and B to y; both ways are worth the same."""
    problem = small(visits=[visit(name, tutors=1, starts=[[570, 570]]) for name in ("x", "y")])
    start = (Served("x", 570, ("B",)), Served("y", 570, ("A",)))

    assert solved(problem).visits != start
    assert solve(problem, seed=1, deadline=lambda: True, start=start).visits == start
