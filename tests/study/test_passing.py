"""Passed is who read every unit to its end and knew enough at the first try."""

import pytest

from tutor.study.passing import Read, Standing, right_at_first

TWO = 2


def standing(*read: Read, percent: int = 85) -> Standing:
    return Standing(read, percent)


def test_only_the_first_try_of_a_question_counts():
    assert right_at_first([(1, 0, False), (1, 0, True), (1, 1, True)], TWO) == 1


def test_the_latest_round_counts_once_all_of_it_is_answered():
    first, again = [(1, 0, False), (1, 1, False)], [(2, 0, True), (2, 1, True)]

    assert right_at_first(first, TWO) == 0
    assert right_at_first(first + again[:1], TWO) == 0
    assert right_at_first(first + again, TWO) == TWO


def test_until_all_is_answered_nothing_is_known():
    assert right_at_first([], TWO) is None
    assert right_at_first([(1, 0, True)], TWO) is None
    assert right_at_first([], 0) == 0


@pytest.mark.parametrize(("right", "passed"), [(17, True), (16, False)])
def test_the_mark_itself_is_enough(right, passed):
    assert standing(Read(20, right, done=True)).passed is passed


def test_questions_of_all_units_count_together():
    strong, weak = Read(4, 4, done=True), Read(2, 1, done=True)

    assert standing(strong, weak, percent=80).passed
    assert not standing(strong, weak, percent=85).passed
    assert (standing(strong, weak).right, standing(strong, weak).questions) == (5, 6)
    assert standing(strong, weak).lacking == 1


def test_who_has_not_read_all_has_not_passed():
    read, begun = Read(2, 2, done=True), Read(2, 2, done=False)

    assert not standing(read, begun).passed
    assert (standing(read, begun).read, standing(read, begun).units) == (1, 2)


def test_a_training_without_questions_is_passed_by_reading():
    assert standing(Read(0, 0, done=True)).passed
    assert not standing(Read(0, 0, done=False)).passed


def test_a_training_without_units_is_passed_by_nobody():
    assert not standing().passed


def test_weakest_is_where_most_was_wrong():
    row = (Read(3, 2, done=True), Read(3, 0, done=True), Read(3, None, done=False))

    assert standing(*row).weakest == 1
    assert standing(Read(1, 1, done=True)).weakest is None
