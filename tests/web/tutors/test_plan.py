"""What to take in the lesson, on the tutors' page: proposed, explained, changed by one tap."""

import re
from dataclasses import replace

import pytest

from tests import make
from tests.curriculum.plain_content import unit
from tests.web.tutors import scene
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.database import db, writing
from tutor.lessons.models import Lesson
from tutor.web.planned import planned

SOON = make.NOW.replace(day=24)
UNITS = (*scene.CONTENT.units, unit("walk", 3, "map", stage=1), unit("wave", 4, "home"))


@pytest.fixture
def before(app, client):
    """A visit to two, in two days, with four units to choose from."""
    found = scene.going_on(app, client, learners=2, starts_at=SOON)
    with app.app_context(), writing():
        publish(replace(scene.CONTENT, units=UNITS), by=WORKER, now=make.NOW)
        db.session.commit()
    return found


def titles(page):
    """Of the three, in order."""
    (plan,) = re.findall(r'<ol class="plan">(.*?)</ol>', page, re.DOTALL)
    return re.findall(r"<li><b>(.*?)</b>", plan)


def test_three_units_stand_before_the_lesson_with_their_reasons_and_the_telephone(before):
    page = before.page()

    assert titles(page) == ["単元touch", "単元wave", "単元camera"]
    assert "みなさん：順番では、つぎの単元です。" in page
    assert "iPhoneのものを使います" in page


def test_one_press_changes_one_unit_and_the_colleague_sees_it(before):
    answer = before.post("plan", old="wave", new="walk")

    assert (answer.status_code, answer.location) == (303, f"{before.url}#plan")
    seen = before.as_colleague().get(before.url).get_data(as_text=True)
    assert titles(seen) == ["単元touch", "単元walk", "単元camera"]
    assert "えらびなおしました" in seen


def test_two_tutors_who_press_at_once_lose_nothing(before):
    colleague = before.as_colleague()
    before.post("plan", old="wave", new="walk")

    assert before.post("plan", colleague, old="wave", new="walk").status_code == 303
    assert before.post("plan", colleague, old="wave", new="nothing").status_code == 409
    assert titles(before.page()) == ["単元touch", "単元walk", "単元camera"]


def test_wish_of_the_request_counts_for_who_has_said_nothing_else(before):
    with before.app.app_context():
        lesson = db.session.query(Lesson).filter_by(code=before.lesson).one()
        (found,) = planned(lesson, now=make.NOW).plan.pupils[:1]

    assert found.goal == "孫に写真を送りたい"


def test_plan_can_be_given_back_to_the_rule(before):
    before.post("plan", old="wave", new="walk")
    before.post("plan")

    assert titles(before.page()) == ["単元touch", "単元wave", "単元camera"]


def test_finished_lesson_shows_no_plan(visit):
    assert 'id="plan"' in visit.page()
    visit.came()
    visit.post("finish")

    assert 'id="plan"' not in visit.page()
