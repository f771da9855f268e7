"""Plans as a coordinator sees them."""

from datetime import timedelta

import pytest

from tests import make
from tests.make import MONDAY
from tests.matching.planned import draft, draft_of
from tests.matching.week import City
from tutor.actor import Role
from tutor.database import db
from tutor.errors import NotFound
from tutor.matching import queries
from tutor.matching.board_reads import head
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


def counting(city, monday=MONDAY) -> int | None:
    return head(city.row.id, monday).plan_id


def test_plan_that_counts_is_not_one_put_aside(database):
    made = draft()
    newer = draft_of(made.city)
    by = made.city.coordinator

    assert counting(made.city) == newer.id
    assert queries.plans_of_week(made.city.row, MONDAY, actor=by) == [newer, made.plan]
    newer.state = PlanState.DISCARDED
    db.session.flush()
    assert counting(made.city) is None


def test_other_week_and_other_city_have_no_plan(database):
    made, other = draft(), City()

    assert counting(made.city, MONDAY + timedelta(days=7)) is None
    assert counting(other) is None


def test_plans_are_not_shown_to_another_citys_coordinator(database):
    made, by = draft(), City().coordinator

    assert queries.plans_of_week(made.city.row, MONDAY, actor=by) == []
