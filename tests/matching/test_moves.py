"""What a move costs, and the best other places: as good as trying every place one by one."""

import pytest

from tests.matching.engine.brute_force import ways_to_serve
from tests.matching.engine.problems import document, random_document, small, solved, tutor, visit
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.moves import Place, best_places, best_start, outcome

PAIR = ("A", "B")


def board(problem: Problem) -> dict[str, Served]:
    return {one.id: one for one in solved(problem).visits}


def two_visits(**changes) -> Problem:
    """Both at the house, one after the other."""
    return small(visits=[visit("v"), visit("w", starts=[[540, 660]])], **changes)


def codes(found) -> set[str]:
    return {one.code for one in found.broken}


def test_first_visit_costs_the_way_there_and_back_for_both():
    problem = small()

    found = outcome(problem, {}, "v", Place(600, PAIR))

    assert (found.minutes, found.points, found.broken) == (80, 300 - 80, ())


def test_visit_taken_away_gives_the_way_back():
    problem = small()

    assert outcome(problem, board(problem), "v", None).minutes == -80


def test_second_visit_on_the_way_costs_only_the_way_between():
    problem = small(visits=[visit("v"), visit("w", starts=[[500, 690]], duration=30)])
    assigned = {"v": Served("v", 570, PAIR)}

    assert outcome(problem, assigned, "w", Place(645, PAIR)).minutes == 2 * 5


@pytest.mark.parametrize(
    ("start", "tutors", "rules"),
    [
        (607, PAIR, {"V1"}),
        (690, PAIR, {"V2", "T1"}),
        (600, ("A",), {"V3"}),
        (540, PAIR, {"T3"}),
    ],
    ids=["off the grid", "after the wish", "one tutor", "no time for the way"],
)
def test_rules_it_would_break_are_named(start, tutors, rules):
    assert codes(outcome(small(), {}, "v", Place(start, tutors))) == rules


def test_tutor_who_is_elsewhere_then_is_a_way_that_cannot_be():
    problem = two_visits()
    assigned = {"v": Served("v", 570, PAIR)}

    assert "T2" in codes(outcome(problem, assigned, "w", Place(600, PAIR)))


def test_limits_and_qualifications_count():
    tutors = [tutor("A", max_visits=1), tutor("B")]
    problem = small(tutors=tutors, visits=[visit("v", needs={"android": 1}), visit("w", starts=[[540, 690]])])

    assert codes(outcome(problem, {"w": Served("w", 630, PAIR)}, "v", Place(560, PAIR))) >= {"V4", "T5"}


def test_rule_broken_already_by_others_is_not_its_fault():
    problem = two_visits()
    assigned = {"w": Served("w", 675, PAIR)}

    assert codes(outcome(problem, assigned, "v", Place(600, PAIR))) <= {"T2"}
    assert not codes(outcome(problem, assigned, "v", Place(570, PAIR)))


def test_where_it_stands_and_what_is_asked_are_not_offered_again():
    tutors = [tutor("A"), tutor("B"), tutor("C")]
    problem = small(tutors=tutors)
    assigned = {"v": Served("v", 600, PAIR)}

    found = best_places(problem, assigned, "v", but=Place(615, ("C", "A")))

    assert [set(one.place.tutors) for one in found] == [{"B", "C"}]


def test_three_of_a_class_are_weighed_too():
    tutors = [tutor(name) for name in "ABCD"]
    problem = small(tutors=tutors, visits=[visit("v", tutors=3)])

    assert len(best_places(problem, {}, "v")) == 3
    assert all(len(one.place.tutors) == 3 for one in best_places(problem, {}, "v"))


def test_best_start_of_two_in_a_half_day():
    problem = small()

    assert best_start(problem, {}, "v", PAIR, (0, False)) == 570
    assert best_start(problem, {}, "v", PAIR, (0, True)) is None
    assert best_start(problem, {}, "v", ("A",), (0, False)) is None


def without_pins(seed: int) -> Problem:
    found = random_document(seed)
    visits = [one | {"fixed": None} for one in found["visits"]]
    weights = found["weights"] | {"move": 0, "swap": 0}
    return problem_from(document(**found) | {"visits": visits, "current": {}, "weights": weights})


@pytest.mark.parametrize("seed", range(40))
def test_best_place_is_as_good_as_the_best_of_all(seed):
    problem = without_pins(seed)
    assigned = board(problem)
    for one in problem.visits:
        others = {code: served for code, served in assigned.items() if code != one.id}
        tried = [
            outcome(problem, others, one.id, Place(w.start, w.tutors)) for w in ways_to_serve(problem, one)
        ]
        sound = [found.points for found in tried if not found.broken]

        found = best_places(problem, others, one.id)

        assert [place.broken for place in found] == [()] * len(found)
        assert (found[0].points if found else None) == max(sound, default=None)
        assert len(found) == min(
            3, len({(frozenset(t.place.tutors), t.place.half_day) for t in tried if not t.broken})
        )
