"""Plans as a coordinator sees them."""

from datetime import timedelta

import pytest

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.planned import Draft, draft, draft_of
from tests.matching.week import TUESDAY, City, wish
from tutor.actor import Role
from tutor.errors import NotFound
from tutor.matching import actions, queries
from tutor.matching.models import PlanState
from tutor.matching.week_problem import week_problem


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


def test_overview_shows_days_in_order_and_who_was_left_out(database):
    city = City()
    for tags in ("android", "experienced"), ("iphone", "experienced"):
        city.tutor(*tags, hours=[(day, *hours) for day in (1, 3) for hours in [_afternoon()]])
    city.request(wish(3))
    city.request(wish(1))
    city.request(wish(1), wants_woman=True)
    made = Draft(city, [], [], draft_of(city))

    shown = queries.week_overview(made.plan)

    assert [(day, len(visits)) for day, visits in shown.days] == [
        (TUESDAY, 1),
        (TUESDAY + timedelta(days=2), 1),
    ]
    assert shown.planned == 2
    (left,) = shown.left_out
    assert left.request.wants_woman
    assert left.why == ("希望の半日に、女性をふくむ2人がそろいません。",)


def _afternoon():
    asked = wish(1)
    return asked.begins, asked.ends


def test_overview_of_a_day_is_in_order_of_time(database):
    made = draft(2)

    ((_, visits),) = queries.week_overview(made.plan).days

    assert visits[0].starts_at < visits[1].starts_at


def test_overview_of_an_empty_plan_is_empty(database):
    city = City()
    city.request()
    week = week_problem(city.row, MONDAY, now=NOW)
    found = actions.EnginePlan(week.problem.name, (), (), 0)

    shown = queries.week_overview(actions.save_plan(city.row.id, week, found, by=city.coordinator, now=NOW))

    assert (shown.days, shown.left_out, shown.planned) == ((), (), 0)
