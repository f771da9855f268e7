"""A request of one's own: from the first question to the number, and what the office then finds."""

from datetime import date

import pytest

from tests.web.families.walk import (
    DAUGHTER,
    SELF,
    answer,
    begin,
    city_with_a_pair,
    fill_tuesday,
    filled,
    text_of,
    walk,
)
from tutor.database import db
from tutor.messaging.models import Channel, Message
from tutor.people.models import Consent, Household, Person, PhoneKind, Support
from tutor.visit_requests.models import Origin, OwnRequestDraft, VisitRequest


@pytest.fixture
def city(app, client):
    with app.app_context():
        return city_with_a_pair().row.id


def the_request() -> VisitRequest:
    return db.session.query(VisitRequest).one()


def owed() -> dict[str, Message]:
    return {one.purpose: one for one in db.session.query(Message)}


def test_front_page_leads_to_the_form(client, city):
    assert 'href="/ask/"' in text_of(client, "/")
    assert begin(client) == "/ask/who"


def test_all_questions_become_one_request_like_a_call(app, client, city):
    assert walk(client) == "/ask/check"

    answered = client.post("/ask/check")

    assert (answered.status_code, answered.location) == (303, "/ask/done")
    with app.app_context():
        kept = the_request()
        assert (kept.origin_kind, kept.taken_by_id, kept.asked_by) == (Origin.FAMILY, None, None)
        assert (kept.phone_kind, kept.why_home) == (PhoneKind.RAKURAKU, "バスがない")
        assert kept.goal == "写真をとる、送る、LINEで家族と話す、孫の顔を見たい"
        assert kept.note == "犬がいます"
        assert {(one.day, one.weekday) for one in kept.wishes} == {(date(2026, 12, 1), None), (None, 1)}
        assert (kept.household.town.name, kept.household.address) == ("川岸", "12-3")
        assert kept.missing == ()
        assert [row.person.name for row in kept.people] == ["小野寺 ツネ"]


def test_number_on_the_last_page_is_the_requests_code_in_groups(app, client, city):
    filled(app, client)
    client.post("/ask/check")

    text = text_of(client, "/ask/done")

    with app.app_context():
        code = the_request().code
    assert f"{code[:4]}-{code[4:]}" in text
    assert "0191-21-8633" in text
    assert "平日 9時から17時" in text
    assert "小野寺" not in text


def test_answers_are_checked_on_one_page_with_a_way_back_to_each(app, client, city):
    filled(app, client)

    text = text_of(client, "/ask/check")

    for said in (
        "自分が習いたい",
        "小野寺 ツネ",
        "川岸 12-3",
        "らくらくスマートフォン",
        "孫の顔を見たい",
        "12月1日(火)午前",
        "火曜日の午前",
    ):
        assert said in text
    for name in SELF:
        assert f'href="/ask/{name}"' in text


def test_changed_answer_leads_back_to_the_check_and_loses_nothing(app, client, city):
    filled(app, client)

    assert 'value="12-3"' in text_of(client, "/ask/place")
    assert answer(client, "place", town="川岸", address="7-7") == "/ask/check"

    text = text_of(client, "/ask/check")
    assert "川岸 7-7" in text
    assert "小野寺 ツネ" in text


def test_whoever_asks_for_another_is_kept_without_any_right_and_the_office_rings(app, client, city):
    answers = {}
    for name, fields in SELF.items():
        answers[name] = fields
        if name == "telephone":
            answers["asker"] = DAUGHTER
    filled(app, client, answers, who={"who": "parent"})
    client.post("/ask/check")

    with app.app_context():
        kept = the_request()
        assert kept.asked_by.name == "佐々木 恵"
        assert "娘" in kept.note
        assert db.session.query(Support).count() == db.session.query(Consent).count() == 0
        call, text = owed()["own_request_call"], owed()["own_request_received"]
        assert (call.channel, [one.name for one in call.people]) == (Channel.STAFF_CALL, ["小野寺 ツネ"])
        assert "佐々木様からのお申し込みです" in call.body
        assert "ご本人に聞いてください" in call.body
        assert (text.channel, text.contact_point.e164) == (Channel.SMS, "+819012345678")
        assert "小野寺" not in text.body


def test_parent_without_a_known_number_is_rung_through_who_asked(app, client, city):
    answers = {}
    for name, fields in SELF.items():
        answers[name] = fields
        if name == "telephone":
            answers["asker"] = DAUGHTER
    filled(app, client, answers, who={"who": "parent"}, telephone={"telephone": ""})
    client.post("/ask/check")

    with app.app_context():
        call = owed()["own_request_call"]
        assert [one.name for one in call.people] == ["佐々木 恵"]
        assert "ご本人の電話番号も聞いてください" in call.body


def test_up_to_five_names_one_block_more_at_a_press(app, client, city):
    begin(client)
    answer(client, "who", who="self")
    one = SELF["names"]
    for blocks in range(1, 6):
        assert answer(client, "names", **one, blocks=str(blocks), more="1") == "/ask/names"
    text = text_of(client, "/ask/names")
    assert 'value="小野寺"' in text
    assert 'name="family_5"' in text
    assert 'name="family_6"' not in text
    assert "もう一人ふやす" not in text

    second = {"family_2": "千葉", "given_2": "花子"}
    answer(client, "names", **one, **second, blocks="5")
    for name in ("telephone", "place", "phone", "goal", "why", "more", "when"):
        answer(client, name, **SELF[name])
    client.post("/ask/check")
    with app.app_context():
        assert [row.person.family_name for row in the_request().people] == ["小野寺", "千葉"]


def test_pressed_twice_is_one_request_with_one_number(app, client, city):
    filled(app, client)

    first, second = client.post("/ask/check"), client.post("/ask/check")

    assert first.location == second.location == "/ask/done"
    with app.app_context():
        the_request()
        assert db.session.query(Person).filter_by(family_name="小野寺").count() == 1


def test_what_was_typed_is_emptied_when_it_has_become_a_request(app, client, city):
    filled(app, client)
    client.post("/ask/check")

    with app.app_context():
        assert db.session.query(OwnRequestDraft).one().answers == "{}"
    assert client.get("/ask/names").location == "/ask/done"


def test_half_day_goes_when_the_pair_is_booked_and_the_others_stay(app, client, city):
    filled(app, client)
    assert 'value="2026-12-01-am"' in text_of(client, "/ask/when")

    fill_tuesday(app, date(2026, 12, 1))

    text = text_of(client, "/ask/when")
    assert 'value="2026-12-01-am"' not in text
    assert 'value="2026-12-08-am"' in text


def test_half_day_taken_just_before_the_last_press_is_said_and_nothing_is_lost(app, client, city):
    filled(app, client)
    fill_tuesday(app, date(2026, 12, 1))

    assert client.post("/ask/check").location == "/ask/when"

    text = text_of(client, "/ask/when")
    assert "12月1日(火)午前は、たった今うまりました" in text
    assert 'value="1-am" id="field-wish-1-am"\n      aria-describedby="day-1" checked' in text
    with app.app_context():
        assert db.session.query(VisitRequest).count() == 0
    assert answer(client, "when", wish=["1-am", "2026-12-08-am"]) == "/ask/check"
    assert client.post("/ask/check").location == "/ask/done"


def test_half_day_that_was_never_offered_is_refused(app, client, city):
    filled(app, client)

    refused = client.post("/ask/when", data={"wish": "2026-12-02-pm"})

    assert refused.status_code == 422
    assert "12月2日(水)午後は、たった今うまりました" in refused.get_data(as_text=True)


def test_known_person_is_never_overwritten(app, client, city):
    filled(app, client)
    client.post("/ask/check")
    other = app.test_client()
    filled(app, other, place={"town": "川岸", "address": "別の家"}, phone={"phone_kind": "iphone"})
    other.post("/ask/check")

    with app.app_context():
        people = db.session.query(Person).filter_by(family_name="小野寺").order_by(Person.id).all()
        assert [one.household.address for one in people] == ["12-3", "別の家"]
        assert [one.learner.phone_kind for one in people] == [PhoneKind.RAKURAKU, PhoneKind.IPHONE]
        assert db.session.query(Household).filter_by(address="12-3").count() == 1


def test_what_the_office_reads_is_japanese_whatever_the_page_spoke(app, client, city):
    filled(app, client)
    client.post("/language", data={"language": "en", "next": "/ask/check"})

    client.post("/ask/check")

    with app.app_context():
        assert the_request().goal.startswith("写真をとる、送る、LINEで家族と話す")
