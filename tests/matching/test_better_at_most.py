"""How much better a week could be planned, as the page says it."""

import pytest

from tests.matching.desk import Desk
from tests.matching.planned import draft
from tutor.database import db
from tutor.matching import queries, rules
from tutor.matching.engine.plan import MACHINE, SIMPLE
from tutor.matching.models import PlanState


@pytest.mark.parametrize(
    ("points", "bound", "percent"),
    [(1000, 1021, "2.1"), (3000, 3001, "0.1"), (1000, 1099, "9.9"), (1000, 1100, "10.0")],
)
def test_margin_is_rounded_up(points, bound, percent):
    said = rules.better_at_most(points, bound, MACHINE)

    assert str(said) == f"これより良い組み方があっても、差は最大{percent}%です。"


@pytest.mark.parametrize(("points", "bound"), [(1000, None), (1000, 1101), (0, 5), (-40, -30)])
def test_nothing_is_said_where_little_is_proven(points, bound):
    assert rules.better_at_most(points, bound, MACHINE) is None


def test_plan_of_the_simple_engine_says_that_it_is_one():
    assert str(rules.better_at_most(1000, None, SIMPLE)).startswith("簡易の計算で組みました。")


def test_plan_of_the_simple_engine_that_is_proven_best_is_simply_the_best():
    assert str(rules.better_at_most(1000, 1000, SIMPLE)) == "これより良い組み方はありません。"


def test_bound_that_is_reached_says_that_there_is_no_better_plan(database):
    made = draft()
    made.plan.bound = made.plan.objective
    db.session.flush()

    assert str(queries.better_at_most(made.plan.id)) == "これより良い組み方はありません。"


def test_of_a_published_plan_and_of_none_nothing_is_said(database):
    made = draft()
    made.plan.bound, made.plan.state = made.plan.objective, PlanState.PUBLISHED
    db.session.flush()

    assert queries.better_at_most(made.plan.id) is None
    assert queries.better_at_most(None) is None


def test_after_a_change_by_hand_nothing_is_said(database):
    desk = Desk()
    desk.made.plan.bound = desk.made.plan.objective
    desk.move(seen=1)
    db.session.flush()

    assert queries.better_at_most(desk.made.plan.id) is None
