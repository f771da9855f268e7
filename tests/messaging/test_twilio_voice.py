"""What we ask of Twilio for a call, and what we understand of its answers."""

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from xml.etree.ElementTree import fromstring

import pytest

from tests import make
from tests.messaging.test_twilio_sms import Quiet, server
from tutor.messaging import spoken
from tutor.messaging.gateways.gateway import (
    Absent,
    Accepted,
    CallEnd,
    CannotSay,
    Found,
    LaneRefused,
    NumberRefused,
    Outgoing,
    TryLater,
    Unknown,
)
from tutor.messaging.gateways.twilio_http import http_client
from tutor.messaging.gateways.twilio_voice import LONGEST, TwilioVoice
from tutor.messaging.purposes import QUESTION
from tutor.messaging.voice_rules import Call

__all__ = ["server"]
TO, PUBLIC = "+81191218633", "https://tutor.example.jp"
GOING = Outgoing("UID1", TO, "11月25日(水)10:00です。", make.NOW, make.NOW + timedelta(hours=2))


def gateway(server: Quiet) -> TwilioVoice:
    client = http_client(f"http://127.0.0.1:{server.server_port}", 2.0)
    return TwilioVoice("AC1", "secret", "+15005550006", public_url=PUBLIC, http_client=client)


def test_a_call_is_asked_for_with_words_keys_and_addresses(server: Quiet) -> None:
    server.answer = (201, {"sid": "CA1"})
    assert gateway(server).send(GOING) == Accepted("CA1")
    form = server.seen[0]
    assert (form["To"], form["From"], form["MachineDetection"], form["AsyncAmd"]) == (
        TO,
        "+15005550006",
        "Enable",
        "true",
    )
    assert form["StatusCallback"] == f"{PUBLIC}/callbacks/twilio/call?uid=UID1#rc=5&rp=all"
    assert form["AsyncAmdStatusCallback"] == f"{PUBLIC}/callbacks/twilio/answered?uid=UID1#rc=5&rp=all"
    gather = fromstring(form["Twiml"])[0]
    assert gather.attrib["action"] == f"{PUBLIC}/callbacks/twilio/key?uid=UID1#rc=2&rp=all"
    assert (gather.attrib["numDigits"], gather.attrib["actionOnEmptyResult"]) == ("1", "true")
    said = [one.text for one in gather if one.tag == "Say"]
    assert said[1] == "11月25日、水曜日、午前10時です。"
    assert {one.attrib["language"] for one in gather if one.tag == "Say"} == {"ja-JP"}


def test_english_is_said_by_an_english_voice(server: Quiet) -> None:
    gateway(server).send(replace(GOING, language="en"))
    assert 'language="en-US"' in server.seen[0]["Twiml"]


def test_a_question_is_followed_by_keys_that_answer_it(server: Quiet) -> None:
    gateway(server).send(replace(GOING, purpose=QUESTION))
    assert spoken.ASKING["ja"].keys in server.seen[0]["Twiml"]


def test_signs_in_a_name_stay_words(server: Quiet) -> None:
    gateway(server).send(replace(GOING, body='<Dial>110</Dial> & "x"'))
    assert fromstring(server.seen[0]["Twiml"])[0][2].text == '<Dial>110</Dial> & "x"'


def test_what_is_too_long_to_be_said_is_not_even_asked_for(server: Quiet) -> None:
    assert gateway(server).send(replace(GOING, body="あ" * LONGEST)) == NumberRefused("too long to be said")
    assert server.seen == []


@pytest.mark.parametrize(
    ("status", "body", "answer"),
    [
        (400, {"code": 21211, "status": 400, "message": "x"}, NumberRefused("21211")),
        (400, {"code": 21214, "status": 400, "message": "x"}, NumberRefused("21214")),
        (401, {"code": 20003, "status": 401, "message": "x"}, LaneRefused("20003")),
        (403, {"code": 21215, "status": 403, "message": "x"}, LaneRefused("21215")),
        (400, {"code": 21210, "status": 400, "message": "x"}, LaneRefused("21210")),
        (429, {"code": 20429, "status": 429, "message": "x"}, TryLater("20429")),
        (400, {"code": 21614, "status": 400, "message": "x"}, Unknown("21614")),
        (500, {"code": 20500, "status": 500, "message": "x"}, Unknown("20500")),
        (201, "{torn", Unknown("JSONDecodeError")),
        (201, {"status": "queued"}, Unknown("no sid")),
        (0, "", Unknown("ConnectionError")),
    ],
)
def test_each_answer_has_its_class(server: Quiet, status: int, body: object, answer: object) -> None:
    server.answer = (status, body)
    assert gateway(server).send(GOING) == answer
    assert len(server.seen) == 1


def listed(sid: str, at=make.NOW, direction: str = "outbound-api") -> dict:
    return {"sid": sid, "date_created": format_datetime(at), "direction": direction}


@pytest.mark.parametrize(
    ("calls", "sighting"),
    [
        ([], Absent()),
        ([listed("CA1")], Found(("CA1",))),
        ([listed("CA1", make.NOW - timedelta(hours=1))], Absent()),
        ([listed("CA1", direction="inbound")], Absent()),
    ],
    ids=["none", "ours", "older", "from them"],
)
def test_the_list_is_compared_by_number_and_time(server: Quiet, calls: list, sighting: object) -> None:
    server.answer = (200, {"calls": calls, "page": 0, "page_size": 1000, "next_page_uri": None})
    assert gateway(server).find(GOING) == sighting


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ((200, {"status": "completed", "answered_by": "human"}), CallEnd(Call.ENDED, machine=False)),
        ((200, {"status": "completed", "answered_by": "machine_start"}), CallEnd(Call.ENDED, machine=True)),
        ((200, {"status": "completed", "answered_by": "unknown"}), CallEnd(Call.ENDED, machine=False)),
        ((200, {"status": "no-answer"}), CallEnd(Call.NO_ANSWER, machine=False)),
        ((200, {"status": "busy"}), CallEnd(Call.BUSY, machine=False)),
        ((200, {"status": "failed"}), CallEnd(Call.IMPOSSIBLE, machine=False)),
        ((200, {"status": "in-progress"}), CallEnd(Call.UNDER_WAY, machine=False)),
        ((200, {"status": "a word of next year"}), CallEnd(Call.UNDER_WAY, machine=False)),
        ((500, {"message": "x"}), CannotSay("TwilioRestException")),
    ],
)
def test_asked_how_a_call_went(server: Quiet, answer: tuple, end: object) -> None:
    server.answer = answer
    assert gateway(server).ask("CA1") == end


@pytest.mark.parametrize("sid", ["CA1", "CA1-call_me"])
def test_a_call_is_forgotten_by_its_whole_entry_and_so_is_a_key_pressed_in_it(
    server: Quiet, sid: str
) -> None:
    server.answer = (204, "")
    assert gateway(server).forget(sid)
    assert server.deleted == ["/2010-04-01/Accounts/AC1/Calls/CA1.json"]
