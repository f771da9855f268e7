"""Three ways out when a tutor is ill: each a valid plan, none with a change that is not needed."""

from dataclasses import replace
from functools import cache

import pytest

from tests.matching.engine import kit
from tests.matching.engine.problems import tutor, visit
from tests.matching.engine.repair.published import AFTERNOON, MORNING, ill, random_absence
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.problem import DAY, Problem, Staffing
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.repair.changes import Change
from tutor.matching.engine.repair.repairs import Repair, repairs
from tutor.matching.engine.repair.scopes import Published, Reach, split
from tutor.matching.engine.verify import objective, violations

SEEDS = range(40)
PLACES = [{"name": name, "lat": None, "lng": None} for name in ("home", "house", "far")]


@cache
def repaired(seed: int) -> tuple[Problem, tuple[Repair, ...]] | None:
    problem = random_absence(seed)
    return (problem, found(problem, effort=60)) if problem else None


def found(problem: Problem, effort: int = 100) -> tuple[Repair, ...]:
    return repairs(problem, seed=1, deadline=lambda: False, effort=effort)


def lost(problem: Problem) -> Published:
    return split(IndexedProblem(problem))


def as_said(change: Change) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return change.id, change.leaving, change.coming


def test_substitute_comes_at_the_same_hour_before_anybody_is_moved():
    best = found(ill())[0]

    assert best.plan.visits == (Served("v", 600, ("B", "C")),)
    assert [as_said(one) for one in best.changes] == [("v", ("A",), ("C",))]


def test_without_substitute_the_hour_is_moved_only_by_the_reach_that_may():
    only_later = ill(
        tutors=[
            tutor("A", shifts=[]),
            tutor("B", shifts=[MORNING, AFTERNOON]),
            tutor("D", shifts=[AFTERNOON]),
        ]
    )

    best, other = found(only_later)

    assert (best.reach, best.changes[0].is_moved) == (Reach.DAY, True)
    assert (other.reach, other.changes[0].after) == (Reach.STAND_IN, None)
    assert other.plan.unserved[0].reasons[0].code == "only_elsewhere"


def test_choices_are_another_face_another_hour_and_none_in_that_order():
    after = [one.changes[0].after for one in found(ill())]

    assert after == [Staffing(600, ("B", "C")), Staffing(810, ("B", "D")), None]


def test_who_is_excluded_from_another_choice_does_not_come_back_in_finishing():
    """C stands in; the second choice does without C and gives up w, the third without both."""
    hours = {"A": [], "B": [MORNING], "C": [MORNING]}
    single = [visit(name, tutors=1, starts=[[600, 600]]) for name in ("v", "w")]
    problem = ill(
        tutors=[tutor(name, shifts=shifts) for name, shifts in hours.items()],
        visits=single,
        current={"v": {"start": 600, "tutors": ["A"]}, "w": {"start": 600, "tutors": ["B"]}},
    )

    groups = [{one.tutors for one in choice.plan.visits if one.id == "v"} for choice in found(problem)]

    assert groups == [{("C",)}, {("B",)}, set()]


def test_second_choice_is_another_substitute():
    three = [tutor(name, shifts=[MORNING]) for name in "BCDE"]

    coming = {one.changes[0].coming for one in found(ill(tutors=[tutor("A", shifts=[]), *three]))}

    assert len(coming) == 3


def test_substitute_may_be_set_free_by_a_third_who_takes_over_elsewhere():
    """C alone knows the telephone of v, and teaches w; w can be taught by E as well."""
    chain = ill(
        tutors=[
            tutor("A", shifts=[]), tutor("B", shifts=[MORNING]),
            tutor("C", shifts=[MORNING], skills=["android"], max_visits=1),
            tutor("E", shifts=[[DAY + 540, DAY + 720]]),
        ],
        visits=[
            visit("v", needs={"android": 1}, starts=[[600, 600]]),
            visit("w", tutors=1, starts=[[DAY + 600, DAY + 600]]),
        ],
        current={
            "v": {"start": 600, "tutors": ["A", "B"]}, "w": {"start": DAY + 600, "tutors": ["C"]},
        },
    )  # fmt: skip
    free = replace(chain.tutors[2], shifts=((540, 720), (DAY + 540, DAY + 720)))
    chain = replace(chain, tutors=(*chain.tutors[:2], free, chain.tutors[3]))

    best = found(chain)[0]

    assert [as_said(one) for one in best.changes] == [("v", ("A",), ("C",)), ("w", ("C",), ("E",))]


def test_only_the_week_lets_somebody_else_stay_at_home_for_what_was_lost():
    both = ill(
        tutors=[tutor("A", shifts=[]), tutor("C", shifts=[MORNING])],
        visits=[
            visit("v", tutors=1, starts=[[600, 600]], priority=9),
            visit("w", tutors=1, starts=[[600, 600]]),
        ],
        current={"v": {"start": 600, "tutors": ["A"]}, "w": {"start": 600, "tutors": ["C"]}},
    )

    week, near = found(both)

    assert (week.reach, [one.id for one in week.plan.visits]) == (Reach.WEEK, ["v"])
    assert [one.id for one in near.plan.visits] == ["w"]


def test_nobody_ill_changes_nothing():
    well = ill(tutors=[tutor(name, shifts=[MORNING]) for name in "ABC"])

    assert [one.changes for one in found(well)] == [()]


def test_who_waited_is_added_where_it_changes_nothing():
    waiting = [visit("v", starts=[[600, 900]]), visit("new", tutors=1, starts=[[780, 900]])]

    assert found(ill(visits=waiting))[0].added == ("new",)


def test_time_that_is_over_still_gives_valid_repairs():
    late = repairs(ill(), seed=1, deadline=lambda: True)

    assert late[0].plan.visits == (Served("v", 600, ("B", "C")),)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_repair_keeps_the_rules_and_the_best_comes_first(seed):
    case = repaired(seed)
    if case is None:
        return
    problem, choices = case

    assert [violations(problem, one.plan) for one in choices] == [[] for _ in choices]
    worth = [one.plan.objective for one in choices]
    assert worth == sorted(worth, reverse=True)
    assert len({one.changes for one in choices}) == len(choices)


@pytest.mark.parametrize("seed", SEEDS)
def test_stand_ins_touch_only_what_was_lost_and_move_nobody(seed):
    case = repaired(seed)
    if case is None:
        return
    problem, choices = case
    of_reach = [change for one in choices if one.reach is Reach.STAND_IN for change in one.changes]

    assert {change.id for change in of_reach} <= lost(problem).lost.keys()
    assert not any(change.is_moved for change in of_reach)


@pytest.mark.parametrize("seed", SEEDS)
def test_day_leaves_out_nobody_who_lost_nothing(seed):
    case = repaired(seed)
    if case is None:
        return
    problem, choices = case
    left = {
        change.id for one in choices if one.reach is Reach.DAY for change in one.changes if not change.after
    }

    assert left <= lost(problem).lost.keys()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_change_could_be_taken_back_for_nothing(seed):
    case = repaired(seed)
    if case is None:
        return
    problem, choices = case
    kept = lost(problem).kept
    for one in choices:
        for change in one.changes:
            if change.id in kept:
                back = _with(one.plan, Served(change.id, change.before.start, change.before.tutors), problem)
                assert violations(problem, back) or back.objective < one.plan.objective


def _with(plan: Plan, entry: Served, problem: Problem) -> Plan:
    """As if that one change had not been made."""
    visits = (*(one for one in plan.visits if one.id != entry.id), entry)
    unserved = tuple(one for one in plan.unserved if one.id != entry.id)
    changed = replace(plan, visits=visits, unserved=unserved)
    return replace(changed, objective=objective(problem, changed))


def test_same_problem_and_effort_give_the_same_repairs():
    problem = ill(visits=[visit("v", starts=[[600, 900]]), visit("new", tutors=1)])

    assert found(problem) == found(problem)


@kit.needs_kit
@pytest.mark.parametrize("name", ["S-3-sick", "M-3-sick"])
def test_kit_judge_finds_every_repair_of_its_cases_in_order(name):
    path = kit.FOLDER / "replan" / f"{name}.json"
    document, choices = kit.module("check_plan").read_json(str(path)), found(read_problem(path), effort=20)

    assert [kit.report(document, one.plan).violations for one in choices] == [[] for _ in choices]
