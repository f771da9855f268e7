"""What became of a call and which keys were pressed, told by Twilio."""

from xml.etree.ElementTree import fromstring

import pytest
from sqlalchemy import select

from tests import make
from tests.messaging.calling import claim, owed
from tests.messaging.signing import PUBLIC_URL
from tests.messaging.telling import all_messages
from tests.web.callbacks.calling import call_back
from tests.web.callbacks.ringing import ended, picked_up, pressed
from tutor.database import db
from tutor.messaging import queries, spoken
from tutor.messaging.models import Channel, Inbound, Meaning, MessageState
from tutor.messaging.purposes import QUESTION

pytestmark = pytest.mark.usefixtures("with_account")

S = MessageState


@pytest.fixture
def uid(app, client) -> str:
    with app.app_context():
        message = owed()
        claim(make.NOW)
        return message.uid


def states(app) -> list[tuple[Channel, MessageState]]:
    with app.app_context():
        return [(one.channel, one.state) for one in all_messages()]


def said(answer) -> list[str]:
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    return [one.text for one in fromstring(answer.text).iter("Say")]


def test_nobody_answered(app, client, uid) -> None:
    for _ in range(2):
        answer = call_back(client, f"/callbacks/twilio/call?uid={uid}", ended("no-answer"))
        assert (answer.status_code, answer.data) == (204, b"")
    assert states(app) == [(Channel.VOICE, S.DUE)]


def test_one_is_noted(app, client, uid) -> None:
    answer = call_back(client, f"/callbacks/twilio/key?uid={uid}", pressed("1"))
    assert said(answer) == [spoken.JAPANESE.noted]
    assert "<Hangup" in answer.text
    assert states(app) == [(Channel.VOICE, S.DELIVERED)]


def test_two_puts_a_call_on_the_ring_list_once(app, client, uid) -> None:
    for _ in range(2):
        answer = call_back(client, f"/callbacks/twilio/key?uid={uid}", pressed("2"))
        assert said(answer) == [spoken.JAPANESE.will_ring]
    assert states(app) == [(Channel.VOICE, S.DELIVERED), (Channel.STAFF_CALL, S.DUE)]
    with app.app_context():
        [kept] = db.session.scalars(select(Inbound))
        assert (kept.meaning, kept.call.purpose) == (Meaning.CALL_ME, "answer_call_me")


def test_nine_says_it_again_and_asks_again(app, client, uid) -> None:
    answer = call_back(client, f"/callbacks/twilio/key?uid={uid}", pressed("9"))
    assert said(answer)[0] == spoken.JAPANESE.once_more
    action = next(fromstring(answer.text).iter("Gather")).attrib["action"]
    assert action == f"{PUBLIC_URL}/callbacks/twilio/key?uid={uid}&turn=2#rc=2&rp=all"
    assert states(app) == [(Channel.VOICE, S.DELIVERED)]


@pytest.mark.parametrize(("turn", "again"), [("1", True), ("2", False), ("x", True), ("99", False)])
def test_without_a_key_all_is_said_once_more_and_then_goodbye(app, client, uid, turn, again) -> None:
    answer = call_back(client, f"/callbacks/twilio/key?uid={uid}&turn={turn}", pressed(""))
    assert (said(answer)[0] == spoken.JAPANESE.once_more) is again
    assert states(app) == [(Channel.VOICE, S.SENT)]
    call_back(client, f"/callbacks/twilio/call?uid={uid}", ended("completed"))
    assert states(app) == [(Channel.VOICE, S.DELIVERED)]


def test_an_answering_machine_is_rung_again_later(app, client, uid) -> None:
    told = call_back(client, f"/callbacks/twilio/answered?uid={uid}", picked_up("machine_start"))
    assert told.status_code == 204
    call_back(client, f"/callbacks/twilio/key?uid={uid}", pressed(""))
    call_back(client, f"/callbacks/twilio/call?uid={uid}", ended("completed"))
    assert states(app) == [(Channel.VOICE, S.DUE)]


def test_a_call_that_our_own_settings_forbid_stops_the_lane(app, client, uid) -> None:
    call_back(client, f"/callbacks/twilio/call?uid={uid}", ended("failed", ErrorCode="21215"))
    with app.app_context():
        assert queries.are_shut() == {Channel.VOICE}


@pytest.mark.parametrize("page", ["call", "answered", "key"])
def test_unsigned_and_unknown_are_refused(app, client, uid, page) -> None:
    given = {**pressed("1"), "AnsweredBy": "human"}
    unsigned = client.post(f"/callbacks/twilio/{page}?uid={uid}", data=given)
    assert unsigned.status_code == 403
    given.pop("msg" if page == "key" else "Digits")
    other = call_back(client, f"/callbacks/twilio/{page}?uid=0123456789ABCDEF", given)
    assert other.status_code == 404
    assert states(app) == [(Channel.VOICE, S.SENDING)]


@pytest.mark.parametrize(
    "mangled",
    [
        {"Digits": "12"},
        {"Digits": "x"},
        {"CallSid": "SM" + "1" * 32},
        {"AccountSid": "AC" + "b" * 32},
        {"Digit": "s1"},
    ],
)
def test_a_field_that_is_none_of_its_kind_is_refused(app, client, uid, mangled) -> None:
    answer = call_back(client, f"/callbacks/twilio/key?uid={uid}", {**pressed("1"), **mangled})
    assert answer.status_code == 403
    assert states(app) == [(Channel.VOICE, S.SENDING)]


@pytest.mark.parametrize(
    ("key", "words", "channels"),
    [("1", "noted", [Channel.VOICE]), ("2", "will_ring", [Channel.VOICE, Channel.STAFF_CALL])],
)
def test_how_the_lesson_was_is_answered_by_a_key(app, client, key, words, channels) -> None:
    """1: it was good, and nobody rings. 2: somebody rings back, because he or she asked for it."""
    with app.app_context():
        uid = owed(purpose=QUESTION).uid
        claim(make.NOW)
    answer = call_back(client, f"/callbacks/twilio/key?uid={uid}", pressed("9"))
    assert said(answer)[-1] == spoken.ASKING["ja"].keys
    answer = call_back(client, f"/callbacks/twilio/key?uid={uid}", pressed(key))
    assert said(answer) == [getattr(spoken.ASKING["ja"], words)]
    assert [channel for channel, _ in states(app)] == channels
