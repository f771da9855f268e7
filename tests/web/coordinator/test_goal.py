"""A learner's wish on the desk: said in own words, asked about, and what became of it."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.people.models import Learner

PHOTO = "孫に写真を送りたい"


@pytest.fixture
def address(app, client):
    with app.app_context():
        place = make.municipality()
        code = make.learner(place, goal=PHOTO).person.code
        enter.as_staff(client, Role.COORDINATOR, place)
        return f"/office/people/{code}/goal"


def page(client, address):
    return client.get(address).get_data(as_text=True)


def send(client, address, **fields):
    answer = client.post(address, data=fields)
    assert (answer.status_code, answer.location) == (303, address)


def goal(app):
    with app.app_context():
        return db.session.query(Learner).one().goal


def test_person_page_leads_to_the_wish(client, address):
    assert address in page(client, address.removesuffix("/goal"))
    assert f"「{PHOTO}」" in page(client, address)


def test_wish_that_came_true_stands_among_those_before(app, client, address):
    send(client, address, met="met")

    assert "かなった</span>" in page(client, address)
    assert "これからの願い" in page(client, address)
    assert goal(app) == ""


def test_wish_not_yet_true_keeps_its_reason(app, client, address):
    send(client, address, met="not_yet", because="送り先がまだない")

    assert "送り先がまだない" in page(client, address)
    assert goal(app) == PHOTO


def test_new_wish_takes_the_place_of_the_one_before(app, client, address):
    send(client, address, goal="地図で病院へ行きたい")

    assert "別の願いになった" in page(client, address)
    assert goal(app) == "地図で病院へ行きたい"


def test_wish_without_words_is_said(client, address):
    answer = client.post(address, data={"goal": " "})

    assert answer.status_code == 409
    assert "300字まで" in answer.get_data(as_text=True)
