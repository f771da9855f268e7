"""The recording gateway, and which gateway a house gets."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests import make
from tutor.messaging.gateways.choose import calls_for, gateway_for
from tutor.messaging.gateways.gateway import Absent, Accepted, Found, Outgoing
from tutor.messaging.gateways.recording import FILE, RecordingGateway
from tutor.messaging.gateways.twilio_sms import TwilioSms
from tutor.messaging.gateways.twilio_voice import TwilioVoice


def going(uid: str = "U1") -> Outgoing:
    return Outgoing(uid, "+819012345678", "レッスンです。", make.NOW, make.NOW + timedelta(hours=1))


def test_what_was_sent_is_found_by_our_name_for_it(tmp_path: Path) -> None:
    gateway = RecordingGateway(tmp_path)
    assert gateway.find(going()) == Absent()
    answer = gateway.send(going())
    assert isinstance(answer, Accepted)
    assert gateway.find(going()) == Found((answer.sid,))
    assert gateway.find(going("U2")) == Absent()


def test_each_message_is_one_line_with_everything(tmp_path: Path) -> None:
    gateway = RecordingGateway(tmp_path)
    gateway.send(going("U1"))
    gateway.send(going("U2"))
    lines = list(gateway.lines())
    assert [line["uid"] for line in lines] == ["U1", "U2"]
    assert lines[0]["to"] == "+819012345678"
    assert lines[0]["body"] == "レッスンです。"
    assert lines[0]["at"] == "2026-11-22T01:00:00+00:00"


def test_a_line_cut_off_by_a_crash_was_not_accepted_and_spoils_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('\n{"sid": "REC1", "uid": "U1", "bo', encoding="utf-8")
    gateway = RecordingGateway(tmp_path)
    assert gateway.find(going("U1")) == Absent()
    gateway.send(going("U2"))
    assert [line["uid"] for line in gateway.lines()] == ["U2"]


def test_only_we_may_read_the_numbers(tmp_path: Path) -> None:
    RecordingGateway(tmp_path).send(going())
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("demo", "account", "kind"),
    [(True, "", RecordingGateway), (False, "AC1", TwilioSms), (False, "", type(None))],
)
def test_without_settings_there_is_no_gateway_rather_than_a_false_one(
    tmp_path: Path, demo: bool, account: str, kind: type
) -> None:
    chosen = gateway_for(
        demo=demo, account=account, token="secret", sender="+15005550006", public_url="", folder=tmp_path
    )
    assert type(chosen) is kind


@pytest.mark.parametrize(
    ("public_url", "fake", "given"),
    [
        ("https://tutor.example.jp", "", "https://tutor.example.jp"),
        ("http://127.0.0.1:8000", "", ""),
        ("http://127.0.0.1:8000", "http://127.0.0.1:4020", "http://127.0.0.1:8000"),
    ],
    ids=["safe", "an address Twilio cannot reach safely", "the stand-in can"],
)
def test_only_an_address_that_can_be_called_back_is_given(tmp_path, public_url, fake, given) -> None:
    chosen = gateway_for(
        demo=bool(fake),
        account="AC1",
        token="t",
        sender="x",
        public_url=public_url,
        folder=tmp_path,
        fake=fake,
    )
    assert isinstance(chosen, TwilioSms)
    assert chosen._public_url == given


def test_forgotten_its_line_says_no_more_than_that_it_was_sent(tmp_path: Path) -> None:
    gateway = RecordingGateway(tmp_path)
    first, second = (gateway.send(going()) for _ in range(2))
    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    before = (tmp_path / FILE).stat().st_size
    assert gateway.forget(first.sid)
    assert [(line["sid"], bool(line["to"] and line["body"])) for line in gateway.lines()] == [
        (first.sid, False),
        (second.sid, True),
    ]
    assert (tmp_path / FILE).stat().st_size == before


def test_what_was_never_recorded_is_forgotten(tmp_path: Path) -> None:
    assert RecordingGateway(tmp_path).forget("REC1")


@pytest.mark.parametrize(
    ("caller", "public_url", "fake", "rings"),
    [
        ("+15005550006", "https://tutor.example.jp", "", True),
        ("+15005550006", "http://127.0.0.1:8000", "http://127.0.0.1:4020", True),
        ("", "https://tutor.example.jp", "", False),
        ("+15005550006", "http://127.0.0.1:8000", "", False),
        ("+15005550006", "", "", False),
    ],
)
def test_a_machine_rings_only_where_keys_can_be_told(caller, public_url, fake, rings) -> None:
    calls = calls_for(account="AC1", token="t", caller=caller, public_url=public_url, fake=fake)
    assert isinstance(calls, TwilioVoice) is rings
