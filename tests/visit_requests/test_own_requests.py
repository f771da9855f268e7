"""Whom the office rings about an own request, what it asks, and which texts go out."""

from datetime import timedelta

import pytest

from tests import make
from tests.make import NOW
from tests.matching.week import City
from tutor.actor import VISITOR
from tutor.changes.models import Change
from tutor.database import db
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.queries import ring_list
from tutor.people.actions import Name
from tutor.people.models import PhoneKind
from tutor.visit_requests import drafts
from tutor.visit_requests.actions import withdraw
from tutor.visit_requests.intake import Call, Supporter
from tutor.visit_requests.models import Origin, VisitRequest
from tutor.visit_requests.own_requests import take_own
from tutor.visit_requests.rules import MORNING, HalfDay

DAUGHTER = Supporter(Name("佐々木", "恵"), "090-1234-5678", "娘", learner_agrees=False)


@pytest.fixture
def city(database):
    return City()


def ask(city, **changed) -> VisitRequest:
    given = {
        "form_key": f"own-{db.session.query(VisitRequest).count()}",
        "programme": city.programme,
        "people": [Name("千葉", "花子", "ちば", "はなこ")],
        "telephone": "090-8765-4321",
        "phone_kind": PhoneKind.ANDROID,
        "goal": "写真を送りたい",
        "wishes": [HalfDay(*MORNING, weekday=1)],
        "town": city.town,
        "address": "1-2",
        "origin": Origin.FAMILY,
        "all_told": False,
    }
    draft = drafts.find(drafts.begin(now=NOW), now=NOW)
    taken = take_own(draft, Call(**given | changed), by=VISITOR, now=NOW)
    db.session.commit()
    return taken


def owed(purpose=None) -> list[Message]:
    found = db.session.query(Message).order_by(Message.id)
    return [one for one in found if purpose in (None, one.purpose)]


def test_complete_request_of_ones_own_is_confirmed_by_a_text_alone(city):
    taken = ask(city)

    (text,) = owed()
    assert (text.purpose, text.channel, text.about_id) == ("own_request_received", Channel.SMS, taken.id)
    assert f"{taken.code[:4]}-{taken.code[4:]}" in text.body


def test_landline_that_has_nothing_to_be_asked_is_rung_by_a_machine_to_confirm(city):
    ask(city, telephone="0191-21-0001")

    (call,) = owed()
    assert (call.purpose, call.channel) == ("own_request_received", Channel.VOICE)


def test_call_that_must_ask_is_a_call_although_the_number_takes_texts(city):
    ask(city, wishes=[], goal="")

    (call,) = owed("own_request_call")
    assert call.channel is Channel.STAFF_CALL
    assert "来てほしい半日、できるようになりたいことを教えてください" in call.body
    assert owed("own_request_received")[0].channel is Channel.SMS


def test_call_is_on_the_ring_list_at_once_also_at_night(city):
    ask(city, wishes=[])

    found = ring_list(by=city.coordinator, now=NOW + timedelta(minutes=1))

    assert [one.purpose for one in found] == ["own_request_call"]


def test_relative_has_no_right_until_the_learner_says_so(city):
    taken = ask(city, supporter=DAUGHTER)

    (call,) = owed("own_request_call")
    assert [one.name for one in call.people] == ["千葉 花子"]
    assert "佐々木様に日時などを知らせてよいか" in call.body
    assert taken.asked_by.name == "佐々木 恵"


def test_withdrawn_request_is_rung_about_no_more(city):
    taken = ask(city, wishes=[])

    withdraw(taken, by=city.coordinator, now=NOW)

    assert {one.state for one in owed()} == {MessageState.WITHDRAWN}


def test_same_draft_sent_twice_is_one_request(city):
    draft = drafts.find(drafts.begin(now=NOW), now=NOW)
    call = Call(
        form_key=draft.form_key,
        programme=city.programme,
        people=[Name("千葉")],
        telephone="090-8765-4321",
        phone_kind=PhoneKind.UNKNOWN,
        goal="",
        wishes=[],
        all_told=False,
    )

    first, second = (take_own(draft, call, by=VISITOR, now=NOW) for _ in range(2))

    assert first is second
    assert len(owed("own_request_call")) == 1


def test_visitor_is_written_down_as_such(city):
    ask(city)

    assert {one.actor_kind for one in db.session.query(Change)} == {"visitor"}


def test_used_up_agreement_is_told_on_the_telephone(city):
    city.programme.visits_agreed = 1
    learner = city.learner()
    make.lesson((), (learner,), programme=city.programme)

    ask(city)

    assert "今年度の訪問は残っていません" in owed("own_request_call")[0].body
