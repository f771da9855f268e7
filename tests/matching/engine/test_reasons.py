"""The reasons are checked by trying everything, with the verifier as the only judge."""

from dataclasses import replace

import pytest

from tests.matching.engine.brute_force import true_reason
from tests.matching.engine.problems import random_document, small, solved, tutor, visit
from tutor.matching.engine.plan import Plan, Reason
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.verify import objective


@pytest.mark.parametrize("seed", range(60))
def test_reasons_of_a_random_problem_are_true(seed: int) -> None:
    problem = problem_from(random_document(1000 + seed))
    plan = solved(problem, effort=10)
    visits = {one.id: one for one in problem.visits}
    for left_out in plan.unserved:
        (reason,) = left_out.reasons
        assert replace(reason, tag=None) == true_reason(problem, plan, visits[left_out.id])


def test_random_problems_have_reasons_of_all_codes() -> None:
    plans = [solved(problem_from(random_document(1000 + seed)), effort=10) for seed in range(60)]
    codes = {reason.code for plan in plans for left_out in plan.unserved for reason in left_out.reasons}
    assert codes == {"too_few_tutors", "needs_unmet", "all_busy", "not_worth"}


def only_reason(plan: Plan) -> Reason:
    (left_out,) = plan.unserved
    (reason,) = left_out.reasons
    return reason


def test_reason_when_one_of_two_tutors_is_refused_says_how_many_remain() -> None:
    reason = only_reason(solved(small(visits=[visit("v", refuses=["A"])])))
    assert reason == Reason("too_few_tutors", possible=1, required=2)


def test_reason_without_any_start_counts_nobody() -> None:
    assert only_reason(solved(small(visits=[visit("v", starts=[])]))).possible == 0


def test_reason_when_nobody_has_the_skill_names_it() -> None:
    assert only_reason(solved(small(visits=[visit("v", needs={"line": 1})]))) == Reason(
        "needs_unmet", tag="line"
    )


def test_reason_when_two_needs_rule_each_other_out_names_no_tag() -> None:
    tutors = [tutor("A", skills=["line"]), tutor("B", skills=["android"])]
    needs = {"line": 1, "android": 1}
    reason = only_reason(solved(small(tutors=tutors, visits=[visit("v", tutors=1, needs=needs)])))
    assert reason == Reason("needs_unmet")


def test_reason_when_the_tutors_are_taken_is_all_busy() -> None:
    visits = [visit("wanted", priority=5), visit("left")]
    plan = solved(small(visits=visits, tutors=[tutor("A"), tutor("B", max_visits=1)]))
    assert only_reason(plan) == Reason("all_busy")


def test_reason_when_the_way_costs_more_than_the_visit_is_worth() -> None:
    weights = {"serve": 79, "travel": 1, "prefer": 0, "over_share": 0, "move": 0, "swap": 0}
    problem = small(weights=weights, visits=[visit("v")])
    worth = small(weights=weights | {"serve": 81}, visits=[visit("v")])
    assert len(solved(worth).visits) == 1
    assert objective(problem, solved(problem, effort=20)) == 0
    assert only_reason(solved(problem, effort=20)) == Reason("not_worth")
