"""What would have to be otherwise: every answer is a sound plan of the problem it changes."""

from dataclasses import replace
from functools import cache

import pytest

from tests.matching.engine.problems import WEIGHTS, planned, small, tutor, visit
from tutor.matching.engine.plan import Plan, Served, Unserved
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.score import objective
from tutor.matching.engine.verify import violations
from tutor.matching.engine.what_if import Question, WhatIf

HALF_DAYS = [(day * 1440 + a, day * 1440 + b) for day in (0, 1) for a, b in ((540, 660), (720, 840))]
SEEDS = range(1000, 1040)
AWAY = (("B", ["line"]), ("C", []))


def whole(problem: Problem, served: tuple[Served, ...]) -> Plan:
    there = {one.id for one in served}
    left = tuple(Unserved(one.id, ()) for one in problem.visits if one.id not in there)
    bare = Plan(problem.name, served, left, 0)
    return replace(bare, objective=objective(problem, bare))


@cache
def answers(seed: int) -> list[WhatIf]:
    problem, plan = planned(seed)
    return [
        one
        for left_out in plan.unserved
        for one in Question(problem, plan.visits, left_out.id).answers(HALF_DAYS, most=10)
    ]


def changed(problem: Problem, one: WhatIf) -> tuple[list[str], list[str]]:
    """Ids of the tutors and visits that are not as they were."""
    tutors = [new.id for new, old in zip(one.problem.tutors, problem.tutors, strict=True) if new != old]
    visits = [new.id for new, old in zip(one.problem.visits, problem.visits, strict=True) if new != old]
    return tutors, visits


@pytest.mark.parametrize("seed", SEEDS)
def test_every_answer_is_a_sound_plan_with_its_true_gain_and_changes_only_what_it_says(seed):
    problem, plan = planned(seed)
    before = {one.id: (one.start, set(one.tutors)) for one in plan.visits}
    for one in answers(seed):
        after = whole(one.problem, one.served)
        assert violations(one.problem, after) == []
        assert one.gain == after.objective - whole(one.problem, plan.visits).objective
        assert (
            changed(problem, one)
            == {
                "other_half_day": ([], [one.visit.id]),
                "tutor_free": ([one.tutor], []),
                "one_more": ([one.tutor], []),
                "room_made": ([], []),
            }[one.kind]
        )
        if one.kind == "other_half_day":
            wished = next(v for v in problem.visits if v.id == one.visit.id).starts
            asked = next(v for v in one.problem.visits if v.id == one.visit.id).starts
            assert asked == tuple(sorted([*wished, one.window]))
        assert one.gain > 0 or one.kind == "room_made"
        there = {served.id: (served.start, set(served.tutors)) for served in one.served}
        assert set(one.displaced) == before.keys() - there.keys()
        assert set(one.moved) == {id_ for id_ in before.keys() & there.keys() if before[id_] != there[id_]}
        assert there.keys() - before.keys() == {one.visit.id}


def test_random_problems_have_answers_of_all_kinds():
    kinds = {one.kind for seed in SEEDS for one in answers(seed)}

    assert kinds == {"other_half_day", "tutor_free", "one_more", "room_made"}


def busy_pair(**changes) -> Problem:
    """Both are at w, which is worth more; v could only come at the same hour."""
    visits = [visit("v", starts=[[570, 600]]), visit("w", starts=[[570, 600]], priority=5)]
    return small(visits=visits, **changes)


def of_kind(found: tuple[WhatIf, ...], kind: str) -> WhatIf:
    return next(one for one in found if one.kind == kind)


def test_afternoon_that_was_not_wished_is_told():
    tutors = [tutor(name, shifts=[[540, 720], [780, 960]]) for name in "AB"]
    question = Question(busy_pair(tutors=tutors), (Served("w", 570, ("A", "B")),), "v")

    one = of_kind(question.answers(HALF_DAYS), "other_half_day")

    assert (one.window, one.visit.start, one.displaced) == ((720, 840), 810, ())


def test_tutor_whose_coming_would_help_is_named_with_what_he_can():
    tutors = [tutor("A"), *(tutor(name, shifts=[[2000, 2200]], skills=can) for name, can in AWAY)]
    problem = small(tutors=tutors, visits=[visit("v", needs={"line": 1}, starts=[[570, 600]])])

    found = Question(problem, (), "v").answers(())

    assert [(one.kind, one.tutor, one.tags, one.window) for one in found] == [
        ("tutor_free", "B", ("line",), (570, 600))
    ]
    assert next(t for t in found[0].problem.tutors if t.id == "B").shifts == ((550, 680), (2000, 2200))


def test_one_visit_above_the_limit_is_told():
    tutors = [tutor("A"), tutor("B", max_visits=1, shifts=[[540, 720], [2000, 2200]])]
    problem = small(tutors=tutors, visits=[visit("v"), visit("w", tutors=1, starts=[[2025, 2100]])])

    one = of_kind(Question(problem, (Served("w", 2040, ("B",)),), "v").answers(()), "one_more")

    assert (one.tutor, one.gain) == ("B", 220)


def test_who_would_be_displaced_is_told_with_what_it_costs():
    served = (Served("w", 570, ("A", "B")),)

    (one,) = Question(busy_pair(), served, "v").answers(())

    assert (one.kind, one.displaced, one.gain) == ("room_made", ("w",), -1200)


def test_who_finds_another_place_is_moved_and_not_displaced():
    visits = [visit("v", starts=[[570, 600]]), visit("w", starts=[[570, 600], [2010, 2040]])]
    tutors = [tutor(name, shifts=[[540, 720], [1980, 2160]]) for name in "AB"]
    problem = small(visits=visits, tutors=tutors)

    (one,) = Question(problem, (Served("w", 570, ("A", "B")),), "v").answers(())

    assert (one.displaced, one.moved, one.gain) == ((), ("w",), 220)


def test_who_must_not_move_is_not_displaced_and_somebody_else_is():
    served = (Served("w", 570, ("A", "B")), Served("x", 2010, ("A", "B")))
    tutors = [tutor(name, shifts=[[540, 720], [1980, 2160]], max_visits=2) for name in "AB"]
    w, x = visit("w", starts=[[570, 600]]), visit("x", starts=[[2010, 2040]], priority=5)
    v = visit("v", starts=[[570, 600], [2010, 2040]])
    pinned = w | {"fixed": {"start": 570, "tutors": ["A", "B"]}}
    free, held = (small(tutors=tutors, visits=[v, one, x]) for one in (w, pinned))

    assert of_kind(Question(free, served, "v").answers(()), "room_made").displaced == ("w",)
    assert of_kind(Question(free, served, "v", keep={"w"}).answers(()), "room_made").displaced == ("x",)
    assert of_kind(Question(held, served, "v").answers(()), "room_made").displaced == ("x",)


def test_room_that_needs_nobody_to_leave_is_no_answer():
    """It could be added as it is, were it worth the way."""
    visits = [visit("v", starts=[[570, 600]]), visit("w", tutors=1, duration=30, starts=[[645, 690]])]
    problem = small(visits=visits, weights={**WEIGHTS, "serve": 30, "over_share": 0})

    assert Question(problem, (Served("w", 645, ("A",)),), "v").answers(()) == ()


def test_nobody_is_asked_to_work_from_one_shift_through_to_the_next():
    problem = small(tutors=[tutor("A"), tutor("B", shifts=[[540, 580], [660, 720]])])

    assert Question(problem, (), "v").answers(()) == ()


def test_plan_that_was_faulty_before_is_not_the_answers_fault():
    tutors = [tutor(name, shifts=[[540, 720], [780, 960]]) for name in "AB"]
    by_hand = Served("w", 615, ("A", "B"))

    found = Question(busy_pair(tutors=tutors), (by_hand,), "v", keep={"w"}).answers(HALF_DAYS)

    assert [one.kind for one in found] == ["other_half_day"]
