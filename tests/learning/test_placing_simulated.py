"""Placement on a few simulated learners; the long form is tests/bench/placing.py."""

from random import Random

import pytest

from tests.learning.simulated import Asking, Town, somebody, stages, try_out
from tutor.learning import placing


@pytest.fixture(scope="module")
def tally():
    return try_out(Asking(stages(5)), Town(), 24, seed=7)


def test_estimate_is_near_the_full_check(tally):
    # Of 24; the bar of 85 % is for a thousand.
    assert tally.near >= 19


def test_plain_way_with_as_many_questions_is_worse(tally):
    assert tally.near > tally.plain_near
    assert tally.asked <= placing.MOST_QUESTIONS * tally.count


def test_simulated_learners_have_holes_and_the_rule_feels_them():
    content, random = stages(), Random(1)
    many = [somebody(content, Town(far=(0,) * 8 + (1, 0)), random) for _ in range(50)]

    assert {one.level(content) for one in many} > {5, 7}
