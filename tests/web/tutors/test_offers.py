"""A tutor is asked on the first page, and answers with one press."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.lessons import offers
from tutor.lessons.models import Lesson
from tutor.messaging.wording import load_wordings

START = make.NOW + timedelta(days=2)


@pytest.fixture
def asked(app, client):
    """Two are asked; the first of them is signed in."""
    with app.app_context():
        load_wordings(make.NOW)
        tutors = [make.tutor() for _ in range(3)]
        lesson = make.lesson(tuple(tutors[:1]), (make.learner(),), starts_at=START)
        by, until = make.actor(Role.COORDINATOR), make.NOW + timedelta(days=1)
        made = offers.offer(lesson, tutors[1:], until=until, by=by, now=make.NOW)
        codes = [one.code for one in made]
        enter.as_person(client, tutors[1].person)
        second = app.test_client()
        enter.as_person(second, tutors[2].person)
        return {
            "codes": codes,
            "second": second,
            "town": lesson.household.town.name,
            "home": lesson.household.address,
        }


def first_page(client):
    return client.get("/tutor/").get_data(as_text=True)


def teach(app):
    with app.app_context():
        return len(db.session.query(Lesson).one().assigned)


def test_question_says_when_where_and_until_but_no_address(client, asked):
    page = first_page(client)

    assert "担当のお願い" in page
    assert asked["town"] in page
    assert asked["home"] not in page
    assert "までに、お返事をください" in page


def test_yes_is_one_press_and_a_second_changes_nothing(app, client, asked):
    for _ in range(2):
        assert client.post(f"/tutor/offers/{asked['codes'][0]}/yes").status_code == 303

    assert teach(app) == 2
    page = first_page(client)
    assert "あなたの担当に決まりました" in page
    assert "行けます" not in page


def test_no_takes_the_question_away(app, client, asked):
    client.post(f"/tutor/offers/{asked['codes'][0]}/no")

    assert teach(app) == 1
    assert "行けます" not in first_page(client)


def test_who_was_slower_reads_a_kind_sentence(app, client, asked):
    client.post(f"/tutor/offers/{asked['codes'][0]}/yes")

    late = asked["second"].post(f"/tutor/offers/{asked['codes'][1]}/yes")

    assert (late.status_code, late.location) == (303, "/tutor/")
    page = first_page(asked["second"])
    assert "ありがとうございます" in page
    assert "できませんでした" not in page
    assert teach(app) == 2
    assert teach(app) == 2


@pytest.mark.parametrize("what", ["yes", "no"])
def test_somebody_elses_question_is_not_there(client, asked, what):
    assert client.post(f"/tutor/offers/{asked['codes'][1]}/{what}").status_code == 404


def test_nobody_asked_sees_nothing_of_it(client, app):
    with app.app_context():
        enter.as_person(client, make.tutor().person)

    assert "担当のお願い" not in first_page(client)
