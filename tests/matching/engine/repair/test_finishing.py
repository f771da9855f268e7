"""What a search shuffled for nothing goes back to where it was published."""

from tests.matching.engine.problems import tutor, visit
from tests.matching.engine.repair.published import MORNING, ill
from tutor.matching.engine.board import placed
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import Problem
from tutor.matching.engine.repair.finishing import take_back
from tutor.matching.engine.repair.scopes import split
from tutor.matching.engine.solve import served_on

AS_PUBLISHED = (Served("v", 600, ("A",)), Served("w", 600, ("B",)))
SHUFFLED = (Served("v", 600, ("B",)), Served("w", 600, ("A",)))


def both(**of_v: object) -> Problem:
    """A teaches v and B teaches w at the same hour; either could do the other's."""
    return ill(
        tutors=[tutor("A", shifts=[MORNING]), tutor("B", shifts=[MORNING])],
        visits=[
            visit("v", tutors=1, starts=[[600, 615]], **of_v),
            visit("w", tutors=1, starts=[[600, 615]]),
        ],
        current={one.id: {"start": one.start, "tutors": list(one.tutors)} for one in AS_PUBLISHED},
    )


def after(problem: Problem, served: tuple[Served, ...]) -> tuple[Served, ...]:
    indexed = IndexedProblem(problem)
    board = placed(indexed, served)
    take_back(board, split(indexed))
    return served_on(board)


def test_visit_that_was_moved_for_nothing_goes_back():
    assert after(both(), (Served("v", 615, ("A",)), AS_PUBLISHED[1])) == AS_PUBLISHED


def test_two_that_stand_in_each_other_s_place_go_back_together():
    assert after(both(), SHUFFLED) == AS_PUBLISHED


def test_change_that_pays_stays():
    assert after(both(prefers={"B": 50}), SHUFFLED) == SHUFFLED


def test_place_of_what_was_left_out_is_given_back():
    assert after(both(), (Served("w", 600, ("A",)),)) == AS_PUBLISHED
