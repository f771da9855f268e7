"""Stops and times of a plan in arrays, step by step."""

import numpy as np

from tests.matching.engine.kernel.arrays_of import Arrays, arrays_of
from tests.matching.engine.problems import random_document, small, tutor, visit
from tutor.matching.engine.kernel.arrays import (
    AGREED_PIN,
    AGREED_SINCE,
    AGREED_TO,
    AGREED_WINDOW,
    AT_POSITION,
    AT_SHIFT,
    EARLIEST,
    FREE,
    GROUP,
    LATEST,
    NOBODY,
    VERSION,
)
from tutor.matching.engine.kernel.boards import to_board
from tutor.matching.engine.kernel.construct import construct
from tutor.matching.engine.kernel.placing import lift, objective, place
from tutor.matching.engine.kernel.recreate import best_gain, insert_best
from tutor.matching.engine.kernel.times import retime
from tutor.matching.engine.problem_file import problem_from

DAY = [[540, 1080]]


def two_long_visits() -> Arrays:
    """Both for A and B together; each takes an hour, twenty minutes from home and five from each other."""
    visits = [visit(name, starts=[[540, 960]]) for name in ("x", "y")]
    return arrays_of(small(tutors=[tutor("A", shifts=DAY), tutor("B", shifts=DAY)], visits=visits))


def put(arrays: Arrays, number: int, positions: tuple[int, int], since: int, to: int) -> bool:
    for member, position in enumerate(positions):
        arrays.room.group[AT_SHIFT, member], arrays.room.group[AT_POSITION, member] = member, position
    words = arrays.room.words
    words[AGREED_SINCE], words[AGREED_TO], words[AGREED_PIN] = since, to, FREE
    words[AGREED_WINDOW] = arrays.problem.visits[number]["first_window"]
    return bool(place(arrays.problem, arrays.plan, arrays.room, number))


def times(arrays: Arrays) -> list[list[int]]:
    return [[int(row[EARLIEST]), int(row[LATEST])] for row in arrays.plan.visits]


def test_first_visit_may_start_from_the_way_there_to_the_way_home() -> None:
    arrays = two_long_visits()

    assert insert_best(arrays.problem, arrays.plan, arrays.room, 0)

    assert times(arrays)[0] == [570, 960]  # 09:20 rounded up to the grid


def test_second_visit_waits_for_the_first_and_pushes_it_forward() -> None:
    arrays = two_long_visits()
    insert_best(arrays.problem, arrays.plan, arrays.room, 0)

    assert put(arrays, 1, (1, 1), 645, 960)

    assert times(arrays) == [[570, 885], [645, 960]]


def test_visits_that_would_wait_for_each_other_are_not_placed_and_nothing_is_changed() -> None:
    arrays = two_long_visits()
    insert_best(arrays.problem, arrays.plan, arrays.room, 0)
    before = times(arrays)[0], arrays.plan.sums.tolist(), arrays.plan.shifts[:, :VERSION].tolist()

    assert not put(arrays, 1, (0, 1), 645, 885)

    assert (times(arrays)[0], arrays.plan.sums.tolist(), arrays.plan.shifts[:, :VERSION].tolist()) == before
    assert arrays.plan.visits[1, GROUP] == NOBODY


def test_times_of_the_day_are_free_again_after_a_visit_is_lifted() -> None:
    arrays = two_long_visits()
    insert_best(arrays.problem, arrays.plan, arrays.room, 0)
    put(arrays, 1, (1, 1), 645, 960)

    lift(arrays.problem, arrays.plan, arrays.room, 0)

    assert retime(arrays.problem, arrays.plan, arrays.room, 0)
    assert times(arrays)[1] == [570, 960]


def test_what_was_lifted_leaves_no_points_behind() -> None:
    arrays = two_long_visits()
    empty = arrays.plan.sums.tolist()
    insert_best(arrays.problem, arrays.plan, arrays.room, 0)

    lift(arrays.problem, arrays.plan, arrays.room, 0)

    assert arrays.plan.sums.tolist() == empty


def test_gain_is_what_the_objective_rises_by() -> None:
    """Where nobody is above the fair share before and after, to the point."""
    for seed in range(40):
        document = random_document(seed)
        document["weights"]["over_share"] = 0
        arrays = arrays_of(problem_from(document))
        for number in range(len(arrays.problem.visits)):
            if arrays.plan.visits[number, GROUP] == NOBODY:
                before = objective(arrays.problem, arrays.plan)
                gain = best_gain(arrays.problem, arrays.plan, arrays.room, number)
                placed = gain > 0 and place(arrays.problem, arrays.plan, arrays.room, number)
                assert objective(arrays.problem, arrays.plan) == before + (gain if placed else 0)


def test_constructed_plan_is_worth_on_the_board_at_least_what_the_arrays_say() -> None:
    """A start that happens to be the published one saves a move that the arrays did not promise."""
    for seed in range(40):
        arrays = arrays_of(problem_from(random_document(seed)))

        construct(arrays.problem, arrays.plan, arrays.room)

        board = to_board(arrays.indexed, arrays.plan)
        assert board.objective() >= objective(arrays.problem, arrays.plan)
        assert all(trip.possible for trip in board.trips)


def test_constructed_plan_leaves_nothing_out_that_would_gain() -> None:
    for seed in range(40):
        arrays = arrays_of(problem_from(random_document(seed)))
        construct(arrays.problem, arrays.plan, arrays.room)
        left = np.flatnonzero(arrays.plan.visits[:, GROUP] == NOBODY)

        assert not any(insert_best(arrays.problem, arrays.plan, arrays.room, int(n)) for n in left)
