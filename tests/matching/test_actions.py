"""A plan is asked for, and kept."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.make import MONDAY, NOW
from tests.matching.planned import draft, draft_of
from tests.matching.week import TUESDAY, City, wish
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.jobs.models import Job
from tutor.matching import actions
from tutor.matching.engine.fingerprint import problem_hash
from tutor.matching.engine.plan import CAREFUL, Reason, Unserved
from tutor.matching.engine.plan import Plan as EnginePlan
from tutor.matching.models import Plan, PlanState
from tutor.matching.week_problem import week_problem


def verbs() -> list[str]:
    return list(db.session.scalars(select(Change.verb).order_by(Change.id)))


def test_plan_asked_for_twice_is_one_job(database):
    city = City()
    asked = {"seconds": 10, "by": city.coordinator, "now": NOW}

    first = actions.ask_for_plan(city.row, MONDAY, **asked)
    second = actions.ask_for_plan(city.row, MONDAY, **asked)

    assert first is second
    assert actions.week_of(first) == MONDAY
    assert json.loads(first.arguments) == {
        "municipality": city.row.id,
        "monday": MONDAY.toordinal(),
        "seconds": 10,
        "asked_by_id": None,
    }


@pytest.mark.parametrize("week", [TUESDAY, MONDAY - timedelta(days=7)], ids=["a Tuesday", "ends today"])
def test_plan_for_no_coming_week_is_refused(database, week):
    city = City()

    with pytest.raises(Refused, match="週"):
        actions.ask_for_plan(city.row, week, seconds=10, by=city.coordinator, now=NOW)

    assert db.session.scalar(select(Job)) is None


def test_saved_plan_keeps_start_tutors_and_the_request_as_it_was(database):
    made = draft()
    (visit,) = made.plan.visits

    assert (made.plan.state, made.plan.week) == (PlanState.DRAFT, MONDAY)
    assert visit.starts_at.date() == TUESDAY
    assert visit.tutors == made.tutors
    assert (visit.request, visit.request_version) == (made.requests[0], made.requests[0].version)
    assert verbs() == ["save_plan"]


def test_saved_plan_knows_its_problem(database):
    made = draft()

    assert made.plan.problem_hash == problem_hash(week_problem(made.city.row, MONDAY, now=NOW).problem)
    assert (made.plan.seed, made.plan.bound, made.plan.engine) == (1, None, CAREFUL)


def test_bound_is_rounded_down_to_what_can_be_reached(database):
    city = City()
    week = week_problem(city.row, MONDAY, now=NOW)
    found = EnginePlan(problem=week.problem.name, visits=(), unserved=(), objective=0, bound=1234.9)

    assert actions.save_plan(city.row.id, week, found, by=city.coordinator, now=NOW).bound == 1234


def test_request_edited_during_the_search_is_saved_with_its_old_version(database):
    city = City()
    city.tutor(), city.tutor()
    asked = city.request()
    week = week_problem(city.row, MONDAY, now=NOW)
    asked.goal = "LINEも使いたい"
    db.session.flush()
    found = EnginePlan(week.problem.name, (), (Unserved(asked.code, (Reason("all_busy"),)),), 0)

    (visit,) = actions.save_plan(city.row.id, week, found, by=city.coordinator, now=NOW).visits

    assert visit.request_version == asked.version - 1


def test_unserved_request_is_kept_with_its_reasons(database):
    city = City()
    city.tutor()
    city.request()
    city.request(wish(date(2026, 10, 27)))

    first, second = draft_of(city).visits

    assert json.loads(first.reasons) == [{"code": "too_few_tutors", "possible": 1, "required": 2}]
    assert json.loads(second.reasons) == [{"code": "no_wish"}]
    assert (first.starts_at, first.tutors) == (None, [])


def test_older_draft_is_put_aside_and_a_published_plan_is_not(database):
    made = draft()
    published = Plan(**_values(made.plan), state=PlanState.PUBLISHED)
    db.session.add(published)
    newer = draft_of(made.city)

    assert [made.plan.state, published.state, newer.state] == [
        PlanState.DISCARDED,
        PlanState.PUBLISHED,
        PlanState.DRAFT,
    ]


def _values(plan: Plan) -> dict:
    names = (
        "created_at",
        "municipality_id",
        "week",
        "problem_hash",
        "engine",
        "seed",
        "seconds",
        "objective",
    )
    return {name: getattr(plan, name) for name in names}


def test_draft_of_another_city_or_week_stays(database):
    first, second = draft(), draft()

    assert first.plan.state is second.plan.state is PlanState.DRAFT
