"""What tutors carry steers who gets the next visit, gently; what a plan states stays FORMAT.md's own."""

import pytest

from tests.matching.engine.problems import WEIGHTS, random_document, small, solved, tutor, visit
from tutor.matching.engine.carrying import carried_shares
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.json_text import parse_json
from tutor.matching.engine.problem import Problem, fair_shares
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.verify import violations
from tutor.matching.exchange import problem_bytes


def two(carried: int, **changes: object) -> Problem:
    """A carries so much, B nothing; both offer the same hours."""
    tutors = [tutor("A", x_carried=carried), tutor("B")]
    return small(tutors=tutors, **changes)


@pytest.mark.parametrize(
    ("carried", "share"),
    [(0, 4), (1, 3), (2, 2), (9, 2), (-1, 5), (-2, 6), (-9, 6)],
)
def test_week_corrects_at_most_half_of_the_fair_share(carried, share):
    assert carried_shares(two(carried), 8) == (share, 4)


def test_share_of_one_is_not_doubled_for_who_lags_behind():
    assert carried_shares(two(-5), 2) == (1, 1)


@pytest.mark.parametrize("carried", [-7, -2, -1, 0, 1, 2, 7])
def test_shares_never_fall_with_more_work(carried):
    shares = [carried_shares(two(carried), work)[0] for work in range(40)]

    assert shares == sorted(shares)


def test_search_asks_for_the_corrected_shares():
    assert IndexedProblem(two(2)).fair(8) == (2, 4)


def four_visits(carried: int) -> Problem:
    """One after the other, for one tutor each; both are as near, so only the load decides."""
    visits = [visit(f"v{at}", tutors=1, duration=15, starts=[[at, at]]) for at in (570, 600, 630, 660)]
    tutors = [tutor("A", x_carried=carried), tutor("B", x_carried=-carried)]
    return small(tutors=tutors, visits=visits, weights={**WEIGHTS, "travel": 0})


@pytest.mark.parametrize(("carried", "of_a"), [(0, 2), (5, 1), (-5, 3)])
def test_who_had_too_much_gets_less_now(carried, of_a):
    plan = solved(four_visits(carried), effort=200)

    assert len(plan.visits) == 4
    assert sum(one.tutors == ("A",) for one in plan.visits) == of_a


def test_stated_objective_is_that_of_the_format():
    plan = solved(four_visits(5), effort=200)

    assert plan.objective == 4 * 300 - 30


@pytest.mark.parametrize("seed", range(15))
def test_random_plans_with_carried_visits_keep_the_rules_and_tell_the_truth(seed):
    given = random_document(seed)
    for number, one in enumerate(given["tutors"]):
        one["x_carried"] = (3, -4, 1, 0, -1)[number]
    problem = problem_from(given)

    assert violations(problem, solved(problem, effort=40)) == []


def test_file_carries_it_only_where_there_is_something_to_carry():
    written = parse_json(problem_bytes(two(-3)), "problem")

    assert [one.get("x_carried") for one in written["tutors"]] == [-3, None]
    assert problem_from(written) == two(-3)


def test_format_s_own_shares_do_not_know_it():
    assert fair_shares(two(9), 8) == (4, 4)
