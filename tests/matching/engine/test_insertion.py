from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tests.matching.engine.brute_force import breaks_times, ways_to_serve
from tests.matching.engine.problems import random_document, small, tutor, visit
from tutor.matching.engine.board import Board, board_with_fixed
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.insertion import add_all_that_gain, best_insertion, start_at
from tutor.matching.engine.plan import Plan
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.solve import served_on
from tutor.matching.engine.verify import objective


def board_of(**changes: Any) -> Board:
    return board_with_fixed(IndexedProblem(small(**changes)))


def half_full_board(seed: int, **weights: int) -> Board:
    document = random_document(seed)
    document["weights"] |= weights
    board, rng = board_with_fixed(IndexedProblem(problem_from(document))), Random(seed)
    for one in board.unserved():
        found = best_insertion(board, one)
        if found and rng.random() < 0.5:
            board.place(one, start_at(one, found[1]), found[2])
    return board


def gains(board: Board, one: IndexedVisit) -> list[int]:
    """What every way of adding the visit gains, each worked out afresh."""
    problem, plan = board.indexed.problem, Plan("", served_on(board), (), 0)
    plans = [replace(plan, visits=(*plan.visits, way)) for way in ways_to_serve(problem, one.visit)]
    before = objective(problem, plan)
    return [objective(problem, new) - before for new in plans if not breaks_times(problem, new.visits)]


@pytest.mark.parametrize("seed", range(60))
def test_best_insertion_is_the_best_of_all_ways(seed: int) -> None:
    board = half_full_board(5000 + seed, over_share=0)
    for one in board.unserved():
        found = best_insertion(board, one)
        assert (found[0] if found else None) == max(gains(board, one), default=None)


@pytest.mark.parametrize("seed", range(60))
def test_best_insertion_with_shares_is_exact_when_it_is_a_loss(seed: int) -> None:
    board = half_full_board(6000 + seed, over_share=30, serve=10)
    for one in board.unserved():
        found, best = best_insertion(board, one), max(gains(board, one), default=None)
        assert (found is None) == (best is None)
        if found and best is not None:
            assert found[0] == best if best <= 0 else 0 < found[0] <= best


def test_gain_counts_that_more_work_in_all_raises_everybodys_share() -> None:
    """A has three visits, a share of one; with a fourth in all it is two: 30 less for A."""
    names = ("x", "y", "z")
    visits = [visit(n, tutors=1, duration=10, priority=50, refuses=["B", "C"]) for n in names]
    visits.append(visit("w", tutors=1, duration=10, refuses=["A", "C"]))
    weights = {"serve": 20, "travel": 1, "prefer": 0, "over_share": 30, "move": 0, "swap": 0}
    board = board_of(visits=visits, weights=weights, tutors=[tutor("A"), tutor("B"), tutor("C")])
    for number, start in enumerate((570, 600, 630)):
        board.place(board.indexed.visits[number], start, (0,))
    found = best_insertion(board, board.indexed.visits[3])
    assert found
    assert found[0] == 20 - 40 + 30


def test_gain_counts_a_visit_above_the_share_even_if_the_share_was_just_full() -> None:
    visits = [visit(n, tutors=1, duration=10, refuses=["B"]) for n in ("x", "y")]
    weights = {"serve": 20, "travel": 1, "prefer": 0, "over_share": 30, "move": 0, "swap": 0}
    board = board_of(visits=visits, weights=weights)
    board.place(board.indexed.visits[0], 570, (0,))
    found = best_insertion(board, board.indexed.visits[1])
    assert found
    assert found[0] == 20 - 5 - 30


def test_insertion_at_the_published_start_counts_that_nothing_moves() -> None:
    weights = {"serve": 300, "travel": 1, "prefer": 0, "over_share": 0, "move": 25, "swap": 0}
    board = board_of(weights=weights, current={"v": {"start": 615, "tutors": []}})
    (one,) = board.indexed.visits
    assert best_insertion(board, one) == (300 - 80 + 25, 1 << one.starts.index(615), (0, 1))


def test_all_that_gain_are_added_and_no_other() -> None:
    visits = [visit("far", priority=1, starts=[[570, 570]]), visit("dear", priority=2, starts=[[570, 570]])]
    visits.append(visit("worthless", place=0, tutors=1, prefers={"A": -99, "B": -99}))
    board = board_of(visits=visits)
    add_all_that_gain(board)
    assert [entry.id for entry in served_on(board)] == ["dear"]
    add_all_that_gain(board)
    assert [entry.id for entry in served_on(board)] == ["dear"]
