"""Plans as a coordinator sees them."""

from datetime import timedelta

import pytest

from tests import make
from tests.make import MONDAY
from tests.matching.planned import draft, draft_of
from tests.matching.week import City
from tutor.actor import Role
from tutor.errors import NotFound
from tutor.matching import queries
from tutor.matching.models import PlanState


def test_plan_is_found_by_the_citys_coordinator_only(database):
    made, other = draft(), City()

    assert queries.plan(made.plan.code, actor=made.city.coordinator) is made.plan
    for stranger in (
        other.coordinator,
        make.actor(Role.OFFICER, place=made.city.row),
        make.actor(Role.RECEPTION, place=made.city.row),
        make.actor(Role.TUTOR),
    ):
        with pytest.raises(NotFound):
            queries.plan(made.plan.code, actor=stranger)


def test_unknown_plan_is_not_found(database):
    with pytest.raises(NotFound):
        queries.plan("NOTHING0", actor=make.actor(Role.COORDINATOR))


def test_newest_plan_is_not_one_put_aside(database):
    made = draft()
    newer = draft_of(made.city)
    by = made.city.coordinator

    assert queries.newest_plan(made.city.row, MONDAY, actor=by) is newer
    assert queries.plans_of_week(made.city.row, MONDAY, actor=by) == [newer, made.plan]
    newer.state = PlanState.DISCARDED
    assert queries.newest_plan(made.city.row, MONDAY, actor=by) is None


def test_other_week_and_other_city_have_no_plan(database):
    made, other = draft(), City()
    by, next_week = made.city.coordinator, MONDAY + timedelta(days=7)

    assert queries.newest_plan(made.city.row, next_week, actor=by) is None
    assert queries.newest_plan(other.row, MONDAY, actor=other.coordinator) is None


def test_plans_are_not_shown_to_another_citys_coordinator(database):
    made, by = draft(), City().coordinator

    assert queries.newest_plan(made.city.row, MONDAY, actor=by) is None
    assert queries.plans_of_week(made.city.row, MONDAY, actor=by) == []
