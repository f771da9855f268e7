"""A week is planned, watched and published."""

import json
import re
from datetime import date, time

import pytest

from tests import make
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.availability.actions import set_weekly_hours
from tutor.availability.models import Term
from tutor.cli.working import do
from tutor.database import begin_reading, db
from tutor.jobs.models import Job, JobState
from tutor.lessons.models import Lesson
from tutor.matching.models import Plan, PlanState, PlanVisit
from tutor.messaging.wording import load_wordings
from tutor.people.models import PhoneKind
from tutor.visit_requests.actions import Asked, take
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.rules import MORNING, HalfDay

WEEK = "/office/week?week=2026-11-30"


@pytest.fixture
def city(app, client):
    """One open request, and nobody who could come."""
    with app.app_context():
        load_wordings(make.NOW)
        place = make.municipality(name="みどり野市")
        learner = make.learner(place)
        asked = Asked(
            form_key="f1",
            programme=make.programme(place),
            people=[learner.person],
            phone_kind=PhoneKind.ANDROID,
            goal="写真",
            wishes=[HalfDay(*MORNING, weekday=2)],
            household=learner.person.household,
        )
        take(asked, by=WORKER, now=make.NOW)
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5


def ask(client, city):
    return client.post(WEEK, data={"city": city, "seconds": "10"}).location


def work(app):
    """What the worker's child process does; a second is enough for one request."""
    with app.app_context():
        begin_reading(False)
        job = db.session.query(Job).filter_by(state=JobState.DUE).one()
        job.arguments = json.dumps({**json.loads(job.arguments), "seconds": 1})
        db.session.commit()
        do(job.code)


def test_unplanned_week_says_what_to_do(client, city):
    page = client.get(WEEK).get_data(as_text=True)

    assert "この週の計画はまだありません" in page
    assert "待っている申込は1件です" in page


def test_asking_twice_is_one_job(app, client, city):
    assert ask(client, city) == ask(client, city)
    with app.app_context():
        assert db.session.query(Job).count() == 1
    assert "いま計画を作っています" in client.get(WEEK).get_data(as_text=True)


def test_progress_can_be_watched_and_stopped(app, client, city):
    at = ask(client, city)
    part = client.get(at, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part

    client.post(f"{at}/stop")

    assert "止めました" in client.get(at).get_data(as_text=True)


def test_request_that_nobody_can_serve_is_shown_with_the_reason(app, client, city):
    ask(client, city)
    work(app)

    page = client.get(WEEK).get_data(as_text=True)

    assert "組めなかった申込は1件です" in page
    assert "学生講師が" in page
    assert "この計画で決めて" not in page


def test_city_of_somebody_else_cannot_be_planned(app, client, city):
    with app.app_context():
        other = make.municipality().code5
        db.session.commit()

    assert client.post(WEEK, data={"city": other}).status_code == 404


def test_request_changed_after_planning_publishes_nothing_and_is_named(app, client, city):
    with app.app_context():
        request = db.session.query(VisitRequest).one()
        plan = make.add(a_plan(request))
        db.session.commit()
        code, name = plan.code, request.people[0].person.name
        request.goal = "電話"
        db.session.commit()

    answer = client.post(f"/office/week/plans/{code}/publish")

    assert answer.status_code == 409
    assert name in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(Lesson).count() == 0


def free_tutor():
    """Mornings of all week."""
    tutor = make.tutor(("android", "experienced"))
    term = make.add(Term(name="後期", starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 15)))
    hours = [(day, time(8), time(13)) for day in range(7)]
    set_weekly_hours(tutor, term=term, hours=hours, by=WORKER, now=make.NOW)
    return tutor


def a_plan(request) -> Plan:
    visit = PlanVisit(
        request=request, request_version=request.version, starts_at=make.NOW.replace(month=12, day=2)
    )
    visit.tutors = [free_tutor(), free_tutor()]
    return Plan(
        created_at=make.NOW,
        municipality_id=request.programme.municipality_id,
        week=date(2026, 11, 30),
        state=PlanState.DRAFT,
        problem_hash="0" * 64,
        engine="test",
        seed=1,
        seconds=0,
        objective=0,
        visits=[visit],
    )


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (None, None),
        (1000, "これより良い組み方はありません。"),
        (1021, "これより良い組み方があっても、差は最大2.1%です。"),
        (1200, None),
    ],
)
def test_draft_says_how_much_better_a_plan_could_be_at_most(app, client, city, bound, said):
    with app.app_context():
        plan = a_plan(db.session.query(VisitRequest).one())
        plan.objective, plan.bound = 1000, bound
        make.add(plan)
        db.session.commit()

    page = client.get(WEEK).get_data(as_text=True)

    assert (said in page) if said else ("これより良い" not in page)


def test_published_plan_is_published_once(app, client, city):
    with app.app_context():
        plan = make.add(a_plan(db.session.query(VisitRequest).one()))
        db.session.commit()
        code = plan.code

    answers = [client.post(f"/office/week/plans/{code}/publish") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    with app.app_context():
        assert db.session.query(Lesson).count() == 1
    assert re.search("お知らせずみ", client.get(WEEK).get_data(as_text=True))
