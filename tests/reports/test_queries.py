"""Figures of one municipality and one fiscal year."""

from datetime import date, timedelta

import pytest

from tests import make
from tutor.actor import Role
from tutor.database import db
from tutor.lessons.models import Came, LessonKind, LessonState
from tutor.reports import queries
from tutor.visit_requests.models import Origin, RequestLesson, VisitRequest

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def city():
    return make.municipality()


@pytest.fixture
def programme(database, city):
    return make.programme(city, name="スマホ訪問", visits_agreed=10)


def figures(city, year=2026):
    db.session.flush()
    return queries.figures(make.actor(Role.OFFICER, place=city), year=year, today=TODAY)


def held(programme, *learners, days=30, **kept):
    """A finished lesson; what is kept of each learner besides."""
    starts_at = make.NOW - timedelta(days=days)
    lesson = make.lesson((), learners, programme=programme, starts_at=starts_at)
    lesson.state = LessonState.FINISHED
    for row in lesson.attendances:
        row.came = Came.CAME
        row.stage, row.age_band, row.town = kept.get("stage"), kept.get("age_band"), kept.get("town")
    return lesson


def asked(programme, n, **values):
    given = {
        "created_at": make.NOW,
        "form_key": f"form {n}",
        "programme": programme,
        "household": make.household(),
        "phone_kind": "android",
        "goal": "写真",
        "origin_kind": Origin.TELEPHONE,
    }
    return make.add(VisitRequest(**given | values))


def test_visits_used_and_left(city, programme):
    held(programme)
    make.lesson(programme=programme)
    make.lesson(programme=programme, state=LessonState.CANCELLED, live=False)
    make.lesson(programme=programme, kind=LessonKind.CLASS)

    (used,) = figures(city).programmes

    assert (used.held, used.booked, used.used, used.left) == (1, 1, 2, 8)


def test_lessons_of_every_kind_count_by_month(city, programme):
    held(programme, days=30).kind = LessonKind.CLASS
    held(programme, days=31)
    make.lesson(programme=programme)

    assert dict(figures(city).lessons)[date(2026, 10, 1)] == 2


def test_learners_count_once_by_stage_age_and_town(city, programme):
    make.town(city, name="川岸", reading="か")
    make.town(city, name="上町", reading="う")
    first = [make.learner(city) for _ in range(3)]
    held(programme, *first, days=40, stage=None, age_band="75から84歳", town="川岸")
    held(programme, *first, days=20, stage=1, age_band="75から84歳", town="川岸")

    found = figures(city)

    assert [(str(label), str(number)) for label, number in found.stages] == [
        ("はじめの段階", "0"),
        ("段階1", "3"),
    ]
    assert {str(label): number for label, number in found.age_bands} == {
        "64歳以下": 0,
        "65から74歳": 0,
        "75から84歳": 3,
        "85歳以上": 0,
    }
    towns = dict(found.towns)
    assert (towns["川岸"], towns["上町"]) == (3, 0)


def test_who_did_not_come_is_no_learner(city, programme):
    held(programme, make.learner(city)).attendances[0].came = Came.MISSED

    assert sum(number for _, number in figures(city).age_bands) == 0


def test_two_learners_are_fewer_than_three(city, programme):
    held(programme, make.learner(city), make.learner(city), town="川岸")

    assert str(dict(figures(city).towns)["川岸"]) == "3未満"


def test_demand(city, programme):
    asked(programme, 1)
    asked(programme, 2, withdrawn_at=make.NOW)
    served = asked(programme, 3)
    make.add(RequestLesson(request=served, lesson=make.lesson(programme=programme)))
    again = asked(programme, 4)
    cancelled = make.lesson(programme=programme, state=LessonState.CANCELLED, live=False)
    make.add(RequestLesson(request=again, lesson=cancelled))

    demand = figures(city).demand

    assert (demand.received, demand.open, demand.withdrawn, demand.became_lessons) == (4, 2, 1, 1)


def test_other_city_and_other_year_are_not_counted(city, programme):
    elsewhere = make.programme()
    held(elsewhere, make.learner(), town="よその町")
    asked(elsewhere, 1)
    last_year = make.programme(city, fiscal_year=2025, name="去年の事業")
    held(last_year, days=300)

    found = figures(city)

    assert [one.programme.name for one in found.programmes] == ["スマホ訪問"]
    assert found.programmes[0].held == 0
    assert "よその町" not in dict(found.towns)
    assert found.demand.received == 0
    assert found.years == [2026, 2025]
    assert figures(city, 2025).programmes[0].held == 1


def test_nobody_without_the_role_sees_a_number(city, programme):
    held(programme, make.learner(city), town="川岸")

    found = queries.figures(make.actor(Role.COORDINATOR, place=city), year=2026, today=TODAY)

    assert found.programmes == []
    assert found.towns == []
