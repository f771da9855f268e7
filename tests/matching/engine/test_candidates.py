"""Who could come when, and why not: each answer checked by the verifier."""

import pytest

from tests.matching.engine.brute_force import faults_of
from tests.matching.engine.problems import planned, small, tutor, visit
from tutor.matching.engine.candidates import Candidates, Exclusion
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem, allowed_starts
from tutor.matching.engine.standing import standing, visit_of

SEEDS = range(1000, 1040)
ALONE = {"off_work": {"T1"}, "no_way": {"T4"}, "way_there": {"T3"}, "way_home": {"T3"}}


def asked(problem: Problem, served: tuple[Served, ...], visit_id: str) -> Candidates:
    indexed = IndexedProblem(problem)
    return Candidates(standing(indexed, served, but=visit_id), visit_of(indexed, visit_id))


def is_true(problem: Problem, others: tuple[Served, ...], way: Served, found: Exclusion | None) -> bool:
    """`way` is the one tutor at the one start."""
    (name,) = way.tutors
    one = next(v for v in problem.visits if v.id == way.id)
    who = next(t for t in problem.tutors if t.id == name)
    alone, beside = faults_of(problem, name, [way]), faults_of(problem, name, [*others, way])
    if found is None:
        lacking = [tag for tag, least in one.needs.items() if least >= one.tutors and tag not in who.skills]
        return not beside and name not in one.refuses and not lacking
    if found.code == "refused":
        return name in one.refuses
    if found.code == "lacks":
        return one.needs[found.tag or ""] >= one.tutors and found.tag not in who.skills
    if found.code in ALONE:
        return ALONE[found.code] <= alone
    left = [other for other in others if other.id not in found.blocked_by]
    if found.code == "busy":
        return not alone and bool(beside - {"T5"}) and not faults_of(problem, name, [*left, way]) - {"T5"}
    return "T5" in beside and (bool(found.blocked_by) or "T5" in alone)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_exclusion_of_a_random_problem_is_true(seed):
    problem, plan = planned(seed)
    for one in problem.visits:
        candidates = asked(problem, plan.visits, one.id)
        others = tuple(served for served in plan.visits if served.id != one.id)
        for number, who in enumerate(problem.tutors):
            for start in allowed_starts(problem.grid, one):
                found = candidates.exclusion(number, start)
                assert is_true(problem, others, Served(one.id, start, (who.id,)), found), (
                    one.id,
                    who.id,
                    found,
                )


def test_random_problems_have_every_kind_of_exclusion():
    codes = set()
    for seed in SEEDS:
        problem, plan = planned(seed)
        for one in problem.visits:
            candidates, starts = asked(problem, plan.visits, one.id), allowed_starts(problem.grid, one)
            found = [candidates.exclusion(n, s) for n in range(len(problem.tutors)) for s in starts]
            codes |= {exclusion.code for exclusion in found if exclusion}

    assert codes == {*ALONE, "refused", "lacks", "week_limit", "day_limit", "busy"}


def test_of_a_half_day_what_is_nearest_to_coming_is_told():
    visits = [visit("v", starts=[[480, 660]]), visit("w", tutors=1)]
    candidates = asked(small(visits=visits), (Served("w", 600, ("A",)),), "v")

    assert candidates.nearest(0, [480, 495]) == Exclusion("off_work")
    assert candidates.nearest(0, [480, 540]) == Exclusion("way_there")
    assert candidates.nearest(0, [480, 540, 600]) == Exclusion("busy", blocked_by=("w",))
    assert candidates.nearest(1, [480, 600]) is None
    assert candidates.nearest(1, []) == Exclusion("off_work")


def test_in_the_way_are_the_visit_beside_and_at_a_limit_one_of_all():
    who = [tutor("A", shifts=[[540, 720], [800, 980]], max_visits=2)]
    early, late = visit("early", tutors=1, starts=[[560, 660]]), visit("late", tutors=1, starts=[[820, 900]])
    problem = small(tutors=who, visits=[visit("v", tutors=1, starts=[[560, 660], [1000, 1000]]), early, late])
    served = (Served("early", 570, ("A",)), Served("late", 840, ("A",)))

    candidates = asked(problem, served, "v")

    assert candidates.in_the_way(0, 585) == (("early",),)
    assert candidates.in_the_way(0, 1005) == ()
    assert asked(problem, served[1:], "v").in_the_way(0, 585) == ((),)


def test_at_a_limit_another_day_makes_room_too():
    who = [tutor("A", shifts=[[540, 720], [1980, 2160]], max_visits=1)]
    problem = small(tutors=who, visits=[visit("v", tutors=1), visit("w", tutors=1, starts=[[2000, 2100]])])

    candidates = asked(problem, (Served("w", 2010, ("A",)),), "v")

    assert candidates.exclusion(0, 600) == Exclusion("week_limit", blocked_by=("w",))
    assert candidates.in_the_way(0, 600) == (("w",),)
