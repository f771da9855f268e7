from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tests.matching.engine import kit
from tests.matching.engine.problems import document, random_document, small, solved, tutor, visit
from tutor.matching.engine.plan import Plan, Served, Unserved
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.verify import objective, violations


def codes(against: Problem, *served: Served, **changes: Any) -> set[str]:
    """Codes of a plan that serves these, leaves out the rest and states the right objective."""
    there = {entry.id for entry in served}
    unserved = tuple(Unserved(v.id, ()) for v in against.visits if v.id not in there)
    plan = Plan(against.name, served, unserved, 0)
    plan = replace(plan, objective=objective(against, plan))
    return {violation.code for violation in violations(against, replace(plan, **changes))}


GOOD = Served("v", 570, ("A", "B"))


def test_plan_that_keeps_every_rule_has_no_violation() -> None:
    assert codes(small(), GOOD) == set()


@pytest.mark.parametrize(
    ("changes", "served", "code"),
    [
        ({}, Served("v", 571, ("A", "B")), "V1"),
        ({"starts": [[600, 660]]}, GOOD, "V2"),
        ({}, Served("v", 570, ("A",)), "V3"),
        ({"needs": {"android": 2}}, GOOD, "V4"),
        ({"refuses": ["B"]}, GOOD, "V5"),
        ({"fixed": {"start": 585, "tutors": ["A", "B"]}}, GOOD, "V6"),
        ({"starts": [[0, 1000]]}, Served("v", 720, ("A", "B")), "T1"),
        ({}, Served("v", 555, ("A", "B")), "T3"),
        ({}, Served("v", 645, ("A", "B")), "T3"),
        ({}, Served("v", 570, ("A", "A", "B")), "tutor_twice"),
        ({}, Served("v", 570, ("A", "B", "Z")), "unknown_tutor"),
    ],
)
def test_broken_rule_of_a_visit_is_named(changes: dict[str, Any], served: Served, code: str) -> None:
    assert codes(small(visits=[visit("v", **changes)]), served) == {code}


def test_pinned_visit_left_out_is_named() -> None:
    assert codes(small(visits=[visit("v", fixed={"start": 570, "tutors": ["A", "B"]})])) == {"V6"}


@pytest.mark.parametrize(("diagonal", "code"), [(16, "T2"), (10000, "T4")])
def test_way_between_two_visits_that_cannot_be_made_is_named(diagonal: int, code: str) -> None:
    visits = [visit(name, tutors=1, duration=30) for name in ("x", "y")]
    problem = small(visits=visits, travel={"car": [[0, 20], [20, diagonal]]})
    assert codes(problem, Served("x", 570, ("A",)), Served("y", 615, ("A",))) == {code}
    assert codes(problem, Served("x", 570, ("A",)), Served("y", 630, ("A",))) == (
        {code} if code == "T4" else set()
    )


@pytest.mark.parametrize("limit", ["max_visits", "max_visits_per_day"])
def test_visits_above_a_limit_are_named(limit: str) -> None:
    visits = [visit(name, tutors=1, duration=30) for name in ("x", "y")]
    served = Served("x", 570, ("A",)), Served("y", 615, ("A",))
    assert codes(small(visits=visits, tutors=[tutor("A", **{limit: 1})]), *served) == {"T5"}
    assert codes(small(visits=visits, tutors=[tutor("A", **{limit: 2})]), *served) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"objective": 7}, "objective"),
        ({"bound": 219}, "bound"),
        ({"bound": float("inf")}, "bound"),
        ({"seconds": -1.0}, "seconds"),
        ({"problem": "another"}, "problem"),
        ({"unserved": (Unserved("v", ()),)}, "not_once"),
        ({"unserved": (Unserved("w", ()),)}, "unknown_visit"),
        ({"visits": (GOOD, GOOD)}, "not_once"),
    ],
)
def test_untrue_statement_is_named(changes: dict[str, Any], code: str) -> None:
    assert codes(small(), GOOD, **changes) == {code}


def test_bound_equal_to_the_objective_is_true() -> None:
    assert codes(small(), GOOD, bound=220) == set()


def test_violation_reads_as_a_sentence() -> None:
    problem = small(visits=[visit("v", refuses=["B"])])
    (violation,) = violations(
        problem, Plan("small", (GOOD,), (), objective(problem, Plan("small", (GOOD,), (), 0)))
    )
    assert str(violation) == "訪問「v」は講師「B」を断っています。"


def test_objective_counts_every_part() -> None:
    """300 for the visit, 80 minutes of way, a wish 20, 30 over a share of one; moved, and C is not there."""
    weights = {"serve": 300, "travel": 1, "prefer": 10, "over_share": 30, "move": 7, "swap": 3}
    problem = small(
        weights=weights,
        tutors=[tutor("A", shifts=[]), tutor("B"), tutor("C")],
        visits=[visit("v", prefers={"A": 9, "B": 2}), visit("w")],
        current={"v": {"start": 585, "tutors": ["B", "C"]}, "w": {"start": 570, "tutors": ["B"]}},
    )
    plan = Plan("small", (Served("v", 570, ("B", "C")),), (Unserved("w", ()),), 0)
    assert objective(problem, plan) == 300 - 80 + 20 - 2 * 7 - 3
    only_b = Plan("small", (Served("v", 570, ("B",)), Served("w", 645, ("B",))), (), 0)
    assert objective(problem, only_b) == 600 - 45 + 20 - 2 * 7 - 3


Mutation = Callable[[Random, Plan, Problem], Plan]


def change_start(rng: Random, plan: Plan, _problem: Problem) -> Plan:
    return change_one(
        rng, plan, lambda v: replace(v, start=v.start + rng.choice([-60, -15, -1, 1, 5, 15, 30, 1440]))
    )


def change_group(rng: Random, plan: Plan, problem: Problem) -> Plan:
    names = [t.id for t in problem.tutors] + ["nobody"]
    return change_one(rng, plan, lambda v: replace(v, tutors=tuple(rng.choices(names, k=rng.randint(1, 3)))))


def change_one(rng: Random, plan: Plan, change: Callable[[Served], Served]) -> Plan:
    at = rng.randrange(len(plan.visits))
    return replace(plan, visits=(*plan.visits[:at], change(plan.visits[at]), *plan.visits[at + 1 :]))


def leave_out(rng: Random, plan: Plan, _problem: Problem) -> Plan:
    at = rng.randrange(len(plan.visits))
    left = Unserved(plan.visits[at].id, ())
    return replace(plan, visits=plan.visits[:at] + plan.visits[at + 1 :], unserved=(*plan.unserved, left))


def serve_more(rng: Random, plan: Plan, problem: Problem) -> Plan:
    one = rng.choice(problem.visits)
    group = tuple(t.id for t in rng.sample(problem.tutors, min(one.tutors, len(problem.tutors))))
    start = rng.choice([at for at, _ in one.starts] or [600])
    unserved = tuple(u for u in plan.unserved if u.id != one.id)
    return replace(plan, visits=(*plan.visits, Served(one.id, start, group)), unserved=unserved)


@kit.needs_kit
@pytest.mark.parametrize("seed", range(120))
def test_verifier_agrees_with_the_kit_on_a_spoilt_plan(seed: int) -> None:
    rng, made = Random(seed), random_document(4000 + seed)
    problem = problem_from(made)
    plan = solved(problem)
    for _ in range(12 if plan.visits else 0):
        mutation: Mutation = rng.choice([change_start, change_group, leave_out, serve_more])
        spoilt = mutation(rng, plan, problem)
        report = kit.report(made, spoilt)
        assert objective(problem, spoilt) == report.objective
        restated = replace(spoilt, objective=report.objective)
        assert bool(violations(problem, restated)) == bool(report.violations), report.violations


@kit.needs_kit
def test_spoilt_plans_are_sometimes_valid_and_sometimes_not() -> None:
    """Else the test above would prove little."""
    assert kit.report(document(), solved(small())).ok
    rng, found = Random(1), set()
    for seed in range(60):
        problem = problem_from(random_document(4000 + seed))
        plan = solved(problem)
        if plan.visits:
            found.add(bool(violations(problem, replace(leave_out(rng, plan, problem), objective=0))))
            spoilt = change_start(rng, plan, problem)
            found.add(bool(violations(problem, replace(spoilt, objective=objective(problem, spoilt)))))
    assert found == {True, False}
