"""A name and a number, no visits left, two cities, and whoever presses too often."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tests.web.families.walk import DAUGHTER, SELF, answer, begin, city_with_a_pair, filled, text_of
from tutor import clock
from tutor.access.rules import TRIES_KEPT
from tutor.actor import Role
from tutor.availability.models import WeeklyHours
from tutor.database import db
from tutor.messaging.models import Channel, Message
from tutor.office.models import Municipality
from tutor.people.models import ContactPoint
from tutor.visit_requests.models import OwnRequestDraft, VisitRequest
from tutor.web.families import limits

NAME = {"family_1": "千葉", "given_1": "花子", "telephone": "0191-21-0001"}


@pytest.fixture
def city(app, client):
    with app.app_context():
        return city_with_a_pair().row.id


def short(client, **changed):
    client.post("/ask/", data={"short": "1"})
    return client.post("/ask/short", data=NAME | changed)


def the_request() -> VisitRequest:
    return db.session.query(VisitRequest).one()


def test_name_and_number_are_enough_and_the_office_is_told_what_to_ask(app, client, city):
    assert short(client).location == "/ask/done"

    with app.app_context():
        kept = the_request()
        assert (kept.household, kept.venue, kept.goal, kept.wishes) == (None, None, "", [])
        (call,) = db.session.query(Message)
        assert (call.channel, call.about_id) == (Channel.STAFF_CALL, kept.id)
        assert "うかがう場所、来てほしい半日、できるようになりたいことを教えてください" in call.body
        assert db.session.query(ContactPoint).one().e164 == "+81191210001"


def test_whatever_was_answered_before_goes_with_it(app, client, city):
    begin(client)
    answer(client, "who", who="parent")
    answer(client, "names", **SELF["names"])
    answer(client, "telephone", telephone="")
    answer(client, "asker", **DAUGHTER)
    answer(client, "place", **SELF["place"])
    assert 'value="小野寺"' in text_of(client, "/ask/short")
    assert 'value="090-1234-5678"' in text_of(client, "/ask/short")

    client.post("/ask/short", data=SELF["names"] | {"telephone": "090-1234-5678"})

    with app.app_context():
        kept = the_request()
        assert kept.household.address == "12-3"
        assert kept.asked_by.name == "佐々木 恵"
        assert kept.people[0].person.contacts == []


def test_name_or_number_that_is_missing_is_said_beside_its_field(client, city):
    answered = short(client, family_1="", telephone="12")

    text = answered.get_data(as_text=True)
    assert answered.status_code == 422
    assert "習う方のお名前を入れてください" in text
    assert "電話番号「12」は使われていない形です" in text
    assert 'href="#field-telephone"' in text


def test_town_without_a_number_and_no_half_day_is_told_by_telephone(app, client, city):
    filled(app, client, place={"town": "川岸"}, when={"wish": "telephone"})
    client.post("/ask/check")

    with app.app_context():
        assert [one.value for one in the_request().missing] == ["address", "half_days"]


def test_place_told_later_asks_for_no_half_day(app, client, city):
    begin(client)
    for name in ("who", "names", "telephone"):
        answer(client, name, **SELF[name])
    answer(client, "place", town="telephone", address="橋の近く")
    for name in ("phone", "goal", "why"):
        answer(client, name, **SELF[name])
    assert answer(client, "more", note="") == "/ask/check"
    client.post("/ask/check")

    with app.app_context():
        assert "場所：橋の近く" in the_request().note


def test_page_says_so_when_nobody_can_come_any_more(app, client, city):
    with app.app_context():
        db.session.query(WeeklyHours).delete()
        db.session.commit()
    begin(client)
    for name, fields in list(SELF.items())[:-1]:
        answer(client, name, **fields)

    text = text_of(client, "/ask/when")

    assert "行ける学生がもういません" in text
    assert 'value="telephone" id="field-wish" checked' in text


def test_used_up_agreement_takes_only_a_name_for_later(app, client):
    with app.app_context():
        city_with_a_pair(visits=0)

    assert begin(client) == "/ask/short"
    assert "もういっぱいです" in text_of(client, "/ask/short")
    assert client.get("/ask/names").location == "/ask/short"
    client.post("/ask/short", data=NAME)

    with app.app_context():
        the_request()
        (call,) = db.session.query(Message)
        assert "今年度の訪問は残っていません" in call.body


def test_two_cities_are_asked_for_and_each_has_its_own_towns_and_number(app, client):
    with app.app_context():
        city_with_a_pair()
        other = make.municipality(telephone="+81191220000")
        make.programme(other)
        make.town(other, name="となり町")
        db.session.commit()
        code5 = other.code5
    assert begin(client) == "/ask/city"
    assert answer(client, "city", city=code5) == "/ask/who"

    text = text_of(client, "/ask/place")

    assert "となり町" in text
    assert "川岸" not in text
    assert "0191-22-0000" in text


def test_other_city_forgets_the_place_of_the_first(app, client):
    with app.app_context():
        first = city_with_a_pair().row.code5
        other = make.municipality()
        make.programme(other)
        db.session.commit()
        second = other.code5
    filled(app, client, {"city": {"city": first}} | SELF)

    assert answer(client, "city", city=second) == "/ask/place"


def test_field_that_nobody_sees_must_stay_empty(app, client, city):
    assert short(client, website="http://").status_code == 409

    with app.app_context():
        assert db.session.query(VisitRequest).count() == 0


def test_fourth_request_for_one_number_is_asked_to_ring_and_keeps_its_answers(app, client, city):
    for _ in range(3):
        assert short(client).status_code == 303
    client.post("/ask/", data={"short": "1"})
    answer(client, "who", who="self")

    refused = client.post("/ask/short", data=NAME)

    assert refused.status_code == 409
    assert "お電話ください" in refused.get_data(as_text=True)
    assert 'value="self"' in text_of(client, "/ask/who")
    assert short(app.test_client(), telephone="0191-21-0002").status_code == 303


def test_one_address_cannot_send_without_end(client, city, monkeypatch):
    monkeypatch.setattr(limits, "FROM_ADDRESS", (2, timedelta(hours=1)))
    sent = [short(client, telephone=f"0191-21-00{n:02}").status_code for n in range(3)]

    assert sent == [303, 303, 409]


def test_no_count_looks_back_further_than_tries_are_kept():
    for _most, within in (limits.FROM_ADDRESS, limits.BEGUN_FROM_ADDRESS, limits.FOR_NUMBER):
        assert within < TRIES_KEPT


def test_known_and_unknown_numbers_are_answered_alike(app, client, city):
    with app.app_context():
        make.learner(phone="0191-21-0001")
        db.session.commit()

    known, unknown = short(client), short(app.test_client(), telephone="0191-21-0002")

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)


def test_stopped_request_leaves_nothing_and_asks_to_begin(app, client, city):
    begin(client)
    answer(client, "who", who="self")

    assert client.post("/ask/stop").location == "/"

    assert client.get("/ask/names").location == "/ask/"
    with app.app_context():
        assert db.session.query(OwnRequestDraft).count() == 0


def test_half_filled_request_is_offered_again_until_it_expires(client, city):
    begin(client)
    answer(client, "who", who="self")
    assert "さっきのつづきから" in text_of(client, "/ask/")
    assert begin(client) == "/ask/names"

    clock.use(lambda: make.NOW + timedelta(hours=21))

    assert client.get("/ask/names").location == "/ask/"
    assert begin(client) == "/ask/who"


def test_coordinator_sees_it_on_the_first_page_and_the_counter_does_not(app, client, city):
    short(client)
    with app.app_context():
        place = the_request().programme.municipality
        code = the_request().code
        office, counter = app.test_client(), app.test_client()
        enter.as_staff(office, Role.COORDINATOR, place)
        enter.as_staff(counter, Role.RECEPTION, place)

    assert "千葉 花子" in text_of(office, "/office/")
    assert "来てほしい半日" in text_of(office, f"/office/requests/{code}")
    assert "千葉 花子" not in text_of(counter, "/reception/")
    assert counter.get(f"/reception/{code}").status_code == 404


def test_unknown_question_is_not_there(client, city):
    begin(client)

    assert client.get("/ask/birthday").status_code == 404


def test_nonsense_instead_of_a_half_day_is_not_repeated(app, client, city):
    filled(app, client)

    text = client.post("/ask/when", data={"wish": "<b>-am"}).get_data(as_text=True)

    assert "<b>-am" not in text
    assert "その半日は、たった今うまりました" in text


def test_staff_are_told_who_may_be_the_same_person(app, client, city):
    with app.app_context():
        place = db.session.get_one(Municipality, city)
        known = make.learner(place, phone="0191-21-0001").person
        known.given_name = "ハナ"
        db.session.commit()
    short(client)
    with app.app_context():
        office = app.test_client()
        enter.as_staff(office, Role.COORDINATOR, db.session.get_one(Municipality, city))
        code = the_request().code

    text = text_of(office, f"/office/requests/{code}")

    assert "もう登録のある方かもしれません" in text
    assert "千葉 ハナ" in text
