"""The points that the search keeps count of are those that the verifier works out afresh."""

from random import Random

import pytest

from tests.matching.engine.problems import random_document
from tutor.matching.engine.board import Board, board_with_fixed
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.insertion import best_insertion, start_at
from tutor.matching.engine.plan import Plan
from tutor.matching.engine.problem_file import problem_from
from tutor.matching.engine.solve import served_on
from tutor.matching.engine.verify import objective


def true_objective(board: Board) -> int:
    return objective(board.indexed.problem, Plan("", served_on(board), (), 0))


def make_moves(board: Board, rng: Random, moves: int) -> None:
    for _ in range(moves):
        visit = rng.choice(board.indexed.visits)
        before = board.snapshot()
        if board.start[visit.number] is None:
            found = best_insertion(board, visit)
            if found:
                board.place(visit, start_at(visit, found[1]), found[2])
        elif not visit.visit.fixed:
            board.lift(visit)
            if not all(trip.possible for trip in board.trips):
                board.restore(before)
        assert board.objective() == true_objective(board)


@pytest.mark.parametrize("seed", range(60))
def test_objective_after_random_moves_is_the_true_one(seed: int) -> None:
    board = board_with_fixed(IndexedProblem(problem_from(random_document(2000 + seed))))
    make_moves(board, Random(seed), 25)


def test_board_after_restore_is_as_it_was() -> None:
    board = board_with_fixed(IndexedProblem(problem_from(random_document(2007))))
    before, value = board.snapshot(), board.objective()
    make_moves(board, Random(1), 10)
    board.restore(before)
    assert board.snapshot() == before
    assert board.objective() == value
