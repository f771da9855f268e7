"""What is said of a visit, served or not: the same as trying everything."""

from dataclasses import replace

import pytest

from tests.matching.engine.brute_force import all_ways, true_reason
from tests.matching.engine.problems import planned, small, tutor, visit
from tutor.matching.engine.plan import Reason, Served
from tutor.matching.engine.why_not import why_not
from tutor.matching.engine.why_these import Going, why_these


@pytest.mark.parametrize("seed", range(1000, 1040))
def test_reason_of_each_half_day_is_what_it_would_be_were_there_no_other(seed):
    problem, plan = planned(seed)
    visits = {one.id: one for one in problem.visits}
    for left_out in plan.unserved:
        one = visits[left_out.id]

        found = why_not(problem, plan.visits, one.id)

        assert (found.reason,) == left_out.reasons
        assert [half.window for half in found.half_days] == list(one.starts)
        for half in found.half_days:
            only = replace(one, starts=(half.window,))
            elsewhere = replace(problem, visits=tuple(only if v.id == one.id else v for v in problem.visits))
            assert half.reason is not None
            assert replace(half.reason, tag=None) == true_reason(elsewhere, plan, only)


def test_half_day_in_which_it_could_be_added_has_the_best_choice_and_no_reason():
    problem = small(visits=[visit("v", starts=[[540, 660], [1000, 1100]])])

    first, second = why_not(problem, (), "v").half_days

    assert (first.reason, first.best and first.best.gain, first.able) == (None, 220, ("A", "B"))
    assert second.reason == Reason("too_few_tutors", possible=0, required=2)
    assert {name: one.code for name, one in second.excluded.items()} == {"A": "off_work", "B": "off_work"}


def test_visit_without_any_start_has_a_reason_and_no_half_days():
    found = why_not(small(visits=[visit("v", starts=[])]), (), "v")

    assert (found.reason, found.half_days) == (Reason("too_few_tutors", possible=0, required=2), ())


@pytest.mark.parametrize("seed", range(1000, 1040))
def test_next_best_group_and_hour_are_those_of_trying_all(seed):
    problem, plan = planned(seed)
    for here in plan.visits:
        one = next(v for v in problem.visits if v.id == here.id)
        ways = all_ways(problem, tuple(served for served in plan.visits if served != here), one)
        now, group = ways.pop((here.start, frozenset(here.tutors))), set(here.tutors)

        found = why_these(problem, plan.visits, here.id)

        assert found is not None
        if one.fixed:
            assert found.other_group is None
            assert found.other_start is None
            continue
        other_groups = [now - gain for (_, who), gain in ways.items() if who != group]
        other_starts = [now - gain for (_, who), gain in ways.items() if who == group]
        assert (found.other_group and found.other_group.loss) == min(other_groups, default=None)
        assert (found.other_start and found.other_start.loss) == min(other_starts, default=None)


def test_what_speaks_for_each_of_the_two_is_told():
    tutors = [tutor("A", skills=["android"]), tutor("B", home=1), tutor("C")]
    asked = visit("v", needs={"android": 1}, prefers={"B": 2})
    problem = small(tutors=tutors, visits=[asked])

    found = why_these(problem, (Served("v", 600, ("A", "B")),), "v")

    assert found is not None
    assert found.going == (
        Going("A", minutes=40, wished=0, meets=("android",), load=1, fair=1),
        Going("B", minutes=10, wished=2, meets=(), load=1, fair=1),
    )
    assert found.other_group is not None
    assert (found.other_group.choice.tutors, found.other_group.minutes) == (("A", "C"), 30)
    assert found.other_group.loss == 30 + 20


def test_of_a_visit_that_stands_against_the_rules_nothing_is_claimed():
    assert why_these(small(), (Served("v", 540, ("A", "B")),), "v") is None
