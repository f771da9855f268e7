"""The bar, the persons and the telephones of the demo, over HTTP."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tutor import clock
from tutor.database import db
from tutor.demo.dates import START
from tutor.lessons.models import Lesson, LessonState
from tutor.local_time import clock_time
from tutor.messaging.models import Message
from tutor.web.guards import rule_of

pytestmark = pytest.mark.one_database
ROUTES = ("/demo/clock/nine", "/demo/clock/hour", "/demo/clock/lesson", "/demo/enter/beginner")
PAGES = ("/demo/phones", "/demo/people")
PLAYERS = {
    "coordinator-a": "/office/",
    "coordinator-b": "/office/",
    "coordinator-both": "/office/",
    "reception": "/reception/",
    "officer-a": "/city/",
    "officer-b": "/city/",
    "sasaki": "/tutor/",
    "oyama": "/tutor/",
    "beginner": "/me",
    "climber": "/me",
    "class": "/me",
}


@pytest.fixture
def client(demo_app):
    return demo_app.test_client()


@pytest.fixture
def turning(own_app):
    """A client that may turn the clock: what was due meanwhile is then queued."""
    return own_app.test_client()


def said(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Message))


def test_bar_shows_the_date_of_the_town_on_every_page(client):
    for address in ("/", "/card", "/enter", *PAGES):
        text = client.get(address).get_data(as_text=True)

        assert "見本の町" in text
        assert "令和8年11月9日(月) 09:05" in text
        assert all(word in text for word in ("1時間進める", "次の9時へ", "次のレッスンへ"))


def test_bar_returns_to_the_page_it_came_from(turning):
    text = turning.get("/demo/phones?seite=2").get_data(as_text=True)
    assert 'value="/demo/phones?seite=2"' in text

    answer = turning.post("/demo/clock/hour", data={"next": "/demo/phones?seite=2"})

    assert (answer.status_code, answer.location) == (303, "/demo/phones?seite=2")


def test_bar_leads_to_no_other_site(turning):
    assert turning.post("/demo/clock/hour", data={"next": "//elsewhere.example"}).location == "/"


def test_looking_turns_no_clock(client):
    for address in ROUTES:
        assert client.get(address).status_code == 405


def test_hour_and_nine_turn_the_clock(turning):
    turning.post("/demo/clock/hour")
    assert clock_time(clock.now()) == "10:05"

    turning.post("/demo/clock/nine")
    assert clock_time(clock.now()) == "09:00"
    assert clock.now() - START < timedelta(days=1)


def test_next_lesson_begins_ten_minutes_later_and_the_one_after_is_another(turning, own_app):
    with own_app.app_context():
        soonest = START + timedelta(minutes=11)
        planned = (Lesson.live, Lesson.state == LessonState.PLANNED, Lesson.starts_at > soonest)
        starts = sorted(set(db.session.scalars(select(Lesson.starts_at).where(*planned))))
    for start in starts[:2]:
        turning.post("/demo/clock/lesson")

        assert abs(clock.now() - (start - timedelta(minutes=10))) < timedelta(seconds=5)


def test_after_the_last_lesson_the_clock_stays_and_says_so(turning, own_app):
    later = START + timedelta(days=300)
    own_app.extensions["demo_clock"].set(later)

    text = turning.post("/demo/clock/lesson", follow_redirects=True).get_data(as_text=True)

    assert "まだ決まっていません" in text
    assert clock.now() - later < timedelta(seconds=5)


def test_reminders_are_queued_when_the_clock_has_passed_their_moment(turning, own_app):
    before = said(own_app)

    turning.post("/demo/clock/hour")

    assert said(own_app) > before


@pytest.mark.parametrize(("key", "home"), PLAYERS.items())
def test_everybody_may_be_tried_and_finds_a_page(client, key, home):
    front = client.get("/").get_data(as_text=True)
    assert f'action="/demo/enter/{key}"' in front

    answer = client.post(f"/demo/enter/{key}", follow_redirects=True)

    assert (answer.status_code, answer.request.path) == (200, home)
    assert "見本の町" in answer.get_data(as_text=True)


def test_nobody_else_may_be_entered(client):
    assert client.post("/demo/enter/mayor").status_code == 404


def test_telephones_show_names_texts_and_how_many_wait(client):
    text = client.get("/demo/phones").get_data(as_text=True)

    assert "これから送るSMSは0通" in text
    assert text.count('<li class="card">') == 30
    assert "担当は" in text


def test_every_route_of_the_demo_has_an_access_rule(demo_app):
    with demo_app.app_context():
        without = [rule.endpoint for rule in demo_app.url_map.iter_rules() if not rule_of(rule.endpoint)]

    assert without == []


@pytest.mark.parametrize("address", ROUTES)
def test_turning_and_entering_need_the_token_of_a_form(client, demo_app, monkeypatch, address):
    monkeypatch.setitem(demo_app.config, "WTF_CSRF_ENABLED", True)

    assert client.post(address).status_code == 400
