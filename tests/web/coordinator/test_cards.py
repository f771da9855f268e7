"""A learner's card: shown once, and it ends the old one."""

import re

import pytest

from tests import make
from tests.web import enter
from tutor.access.models import Credential, CredentialKind
from tutor.actor import Role
from tutor.database import db
from tutor.people.models import Household


@pytest.fixture
def tsune(app, client):
    with app.app_context():
        place = make.municipality()
        code = make.learner(place).person.code
        enter.as_staff(client, Role.COORDINATOR, place)
        return code


def page(client, code):
    return client.get(f"/office/people/{code}").get_data(as_text=True)


def press(client, code):
    seen = re.search(r'name="seen" value="([^"]*)"', page(client, code))
    return client.post(f"/office/people/{code}/card", data={"seen": seen[1]})


def code_on(answer):
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", answer.get_data(as_text=True))[0]


def test_card_shows_name_code_picture_and_office(client, tsune):
    assert "カードはまだありません" in page(client, tsune)

    answer = press(client, tsune)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "千葉 花子" in text
    assert "<svg" in text
    assert "0191-21-8633" in text
    assert "平日 9時から17時" in text
    assert code_on(answer) not in page(client, tsune)


def test_code_on_the_card_opens_the_learners_page(app, client, tsune):
    secret = code_on(press(client, tsune))

    assert app.test_client().post("/card", data={"code": secret.lower()}).location == "/me"


def test_new_card_ends_the_old_one_and_says_so_before(app, client, tsune):
    old = code_on(press(client, tsune))
    assert "前のカードは使えなくなります" in page(client, tsune)

    new = code_on(press(client, tsune))

    assert app.test_client().post("/card", data={"code": old}).location == "/card"
    assert app.test_client().post("/card", data={"code": new}).location == "/me"


def test_pressed_twice_the_first_card_stays_good(app, client, tsune):
    form = {"seen": ""}
    first = client.post(f"/office/people/{tsune}/card", data=form)

    second = client.post(f"/office/people/{tsune}/card", data=form)

    assert second.status_code == 409
    assert "たった今作られました" in second.get_data(as_text=True)
    assert app.test_client().post("/card", data={"code": code_on(first)}).location == "/me"
    with app.app_context():
        cards = db.session.query(Credential).filter_by(kind=CredentialKind.CARD)
        assert cards.count() == 1


def test_somebody_who_does_not_learn_gets_none(app, client, tsune):
    with app.app_context():
        home = db.session.query(Household).one()
        code = make.person(household=home).code
        db.session.commit()

    assert "会員カード" not in page(client, code)
    assert client.post(f"/office/people/{code}/card", data={"seen": ""}).status_code == 404
