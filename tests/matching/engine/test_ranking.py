"""Every way to add a visit, with its true difference: as trying all of them with the verifier."""

from dataclasses import replace

import pytest

from tests.matching.engine.brute_force import all_ways
from tests.matching.engine.problems import planned, small, tutor, visit
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Plan, Served
from tutor.matching.engine.ranking import able_now, minutes_added, ranked, within
from tutor.matching.engine.score import parts
from tutor.matching.engine.standing import standing, visit_of


@pytest.mark.parametrize("seed", range(40))
def test_every_way_is_ranked_with_its_true_difference(seed):
    problem, plan = planned(1000 + seed)
    indexed = IndexedProblem(problem)
    for one in problem.visits:
        others = tuple(served for served in plan.visits if served.id != one.id)

        found = ranked(standing(indexed, plan.visits, but=one.id), visit_of(indexed, one.id))

        assert {(way.start, frozenset(way.tutors)): way.gain for way in found} == all_ways(
            problem, others, one
        )
        assert len({(way.start, frozenset(way.tutors)) for way in found}) == len(found)
        assert [way.gain for way in found] == sorted((way.gain for way in found), reverse=True)


def test_visit_that_alone_makes_a_trip_possible_is_ranked_only_between():
    """From w there is no way to x but through v: without the triangle inequality that may be."""
    problem = small(
        travel={"car": [[0, 20, 20], [20, 5, 10000], [20, 10000, 5]]},
        places=[{"name": name, "lat": None, "lng": None} for name in ("home", "w", "x")],
        tutors=[tutor("A"), tutor("B")],
        visits=[
            visit("v", place=0, duration=10, starts=[[540, 700]], tutors=1),
            visit("w", place=1, duration=20, starts=[[570, 570]], tutors=1),
            visit("x", place=2, duration=20, starts=[[660, 660]], tutors=1),
        ],
    )
    served = (Served("w", 570, ("A",)), Served("v", 615, ("A",)), Served("x", 660, ("A",)))
    indexed = IndexedProblem(problem)

    found = ranked(standing(indexed, served, but="v"), visit_of(indexed, "v"))

    assert [(way.start, way.tutors) for way in found] == [(615, ("A",)), (630, ("A",))]


def test_minutes_are_those_added_for_each_tutor():
    problem = small(
        tutors=[tutor("A"), tutor("B")],
        visits=[visit("v"), visit("w", starts=[[500, 690]], duration=30, tutors=1)],
    )
    indexed, others = IndexedProblem(problem), (Served("w", 645, ("B",)),)
    board, one = standing(indexed, others), visit_of(indexed, "v")

    (best, *_) = ranked(board, one)

    assert (best.start, minutes_added(board, one, best)) == (570, (40, 5))
    after = Plan("small", (*others, Served("v", best.start, best.tutors)), (), 0)
    assert parts(problem, after)["travel"] == 40 + 45


def test_window_keeps_only_its_own_starts():
    problem = small()
    indexed = IndexedProblem(problem)
    board, one = standing(indexed, ()), visit_of(indexed, "v")

    found = ranked(board, one, within(able_now(board, one), one, (570, 585)))

    assert [choice.start for choice in found] == [570, 585]


def test_who_is_unknown_or_outside_the_shifts_leaves_no_trace():
    problem = small(visits=[visit("v"), visit("w", starts=[[540, 660]])])
    board = standing(IndexedProblem(problem), (Served("w", 700, ("A", "nobody")), Served("x", 600, ("A",))))

    assert [trip.stops for trip in board.trips] == [(), ()]


def test_trip_that_could_not_be_made_anyway_keeps_nobody_else_from_coming():
    tutors = [tutor("A"), tutor("B")]
    visits = [visit("v", tutors=1), *(visit(name, tutors=1, starts=[[540, 660]]) for name in "wx")]
    problem = small(tutors=tutors, visits=visits)
    indexed, too_close = IndexedProblem(problem), (Served("w", 570, ("A",)), Served("x", 600, ("A",)))

    found = ranked(standing(indexed, (*too_close, Served("v", 600, ("B",))), but="v"), visit_of(indexed, "v"))

    assert {way.tutors for way in found} == {("B",)}


def test_fair_share_and_published_start_count_in_the_difference():
    weights = {"serve": 300, "travel": 1, "prefer": 10, "over_share": 30, "move": 50, "swap": 20}
    published = {"v": {"start": 600, "tutors": ["A", "B"]}}
    problem = small(weights=weights, current=published, visits=[visit("v"), visit("w", starts=[[540, 690]])])
    indexed = IndexedProblem(problem)

    best = ranked(standing(indexed, ()), visit_of(indexed, "v"))[0]

    assert (best.start, best.gain) == (600, 300 - 80 + 50 + 40)
    assert replace(best, gain=0) in [
        replace(one, gain=0) for one in ranked(standing(indexed, ()), visit_of(indexed, "v"))
    ]


def test_more_work_in_all_lifts_the_fair_share_of_who_already_does_much():
    visits = [visit("v"), *(visit(name, tutors=1, starts=[[540, 690]], duration=15) for name in "wx")]
    problem = small(tutors=[tutor(name) for name in "ABC"], visits=visits)
    indexed, served = IndexedProblem(problem), (Served("w", 600, ("A",)), Served("x", 630, ("A",)))

    best = ranked(standing(indexed, served), visit_of(indexed, "v"))[0]

    assert (best.tutors, best.gain) == (("B", "C"), 300 - 80 + 30)
