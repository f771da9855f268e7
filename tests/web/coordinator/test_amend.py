"""What was heard on the telephone is filled into a request, over HTTP."""

import re

import pytest

from tests import make
from tests.web import enter
from tests.web.coordinator.test_requests import TYPED
from tutor.actor import Role
from tutor.database import db
from tutor.visit_requests.models import VisitRequest


@pytest.fixture
def amend(app, client):
    """The address of the form; the request says Tuesday morning and the 1st of December."""
    with app.app_context():
        place = make.municipality()
        make.programme(place)
        make.town(place, name="川岸", reading="かわぎし")
        make.town(place, name="山手", reading="やまて")
        enter.as_staff(client, Role.COORDINATOR, place)
    typed = TYPED | {"date_1": "12/1", "half_1": "pm"}
    return client.post("/office/requests/new", data=typed).location + "/amend"


def as_shown(client, address) -> dict[str, str]:
    text = client.get(address).get_data(as_text=True)
    shown = dict(re.findall(r'name="(\w+)" id="[^"]+"\s+value="([^"]*)"', text))
    shown["version"] = re.search(r'name="version" value="(\d+)"', text)[1]
    shown["wish"] = re.findall(r'value="(\d-[ap]m)" checked', text)
    return shown


def kept(app) -> VisitRequest:
    return db.session.query(VisitRequest).one()


def test_form_shows_what_the_request_says(client, amend):
    shown = as_shown(client, amend)

    assert shown["address"] == "12-3"
    assert shown["goal"] == "孫に写真を送りたい"
    assert shown["wish"] == ["1-am", "3-pm"]
    assert shown["date_1"] == "2026-12-01"


def test_sent_as_shown_says_the_same_as_before(app, client, amend):
    shown = as_shown(client, amend)
    with app.app_context():
        before = {(one.day, one.weekday, one.begins) for one in kept(app).wishes}

    answer = client.post(
        amend, data=shown | {"town": "川岸", "half_1": "pm", "phone_kind": "rakuraku", "minutes": "60"}
    )

    assert answer.status_code == 303
    with app.app_context():
        assert {(one.day, one.weekday, one.begins) for one in kept(app).wishes} == before
        assert kept(app).household.address == "12-3"


def test_changed_place_and_half_days_are_kept(app, client, amend):
    changed = {"town": "山手", "address": "7", "wish": ["4-am"], "date_1": "", "minutes": "90"}

    answer = client.post(amend, data=as_shown(client, amend) | {"phone_kind": "iphone"} | changed)

    text = client.get(answer.location).get_data(as_text=True)
    assert "申込の内容を直しました" in text
    assert "山手 7" in text
    assert "金午前" in text
    assert "火午前" not in text


def test_stale_page_is_answered_with_a_sentence(client, amend):
    shown = as_shown(client, amend) | {"phone_kind": "iphone", "minutes": "60", "town": "川岸"}
    client.post(amend, data=shown)

    answer = client.post(amend, data=shown | {"goal": "別のこと"})

    assert answer.status_code == 409
    assert "ほかの人がさきに直しました" in answer.get_data(as_text=True)


def test_wrong_date_keeps_the_page_with_a_sentence(client, amend):
    wrong = as_shown(client, amend) | {"phone_kind": "iphone", "minutes": "60", "date_2": "13/45"}

    answer = client.post(amend, data=wrong)

    assert answer.status_code == 422
    assert "13/45" in answer.get_data(as_text=True)


def test_page_and_list_say_what_must_be_asked(app, client, amend):
    emptied = {"phone_kind": "unknown", "minutes": "60", "town": "", "address": ""}
    emptied |= {"wish": [], "date_1": "", "goal": ""}
    client.post(amend, data=as_shown(client, amend) | emptied)

    text = client.get(amend.removesuffix("/amend")).get_data(as_text=True)
    listed = client.get("/office/requests").get_data(as_text=True)

    assert "うかがう場所、来てほしい半日、できるようになりたいこと" in text
    assert "電話で聞く：うかがう場所" in listed
