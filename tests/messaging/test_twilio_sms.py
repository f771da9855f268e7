"""The official client against a server of our own on this machine."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import make
from tutor.messaging.gateways import twilio_entries, twilio_sms
from tutor.messaging.gateways.gateway import (
    Absent,
    Accepted,
    CannotSay,
    Found,
    LaneRefused,
    NumberRefused,
    Outgoing,
    TryLater,
    Unknown,
)
from tutor.messaging.gateways.twilio_http import http_client
from tutor.messaging.gateways.twilio_sms import TwilioSms

TO, BODY = "+819012345678", "もうすぐレッスンです。"
GOING = Outgoing("UID1", TO, BODY, make.NOW, make.NOW + timedelta(hours=2))


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.seen.append({key: values[0] for key, values in parse_qs(form).items()})
        self.server.headers = dict(self.headers)
        self._answer()

    def do_GET(self) -> None:
        self.server.seen.append(parse_qs(urlsplit(self.path).query))
        self._answer()

    def do_DELETE(self) -> None:
        self.server.deleted.append(self.path)
        self._answer()

    def _answer(self) -> None:
        status, body = self.server.answer
        if status == 0:  # hang up
            self.close_connection = True
            return
        sleep(self.server.delay)
        payload = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_words: object) -> None:
        pass


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_what: object) -> None:
        """A client that went away in the middle is what some of these tests are about."""


@pytest.fixture
def server() -> Iterator[Quiet]:
    server = Quiet(("127.0.0.1", 0), Handler)
    server.seen, server.deleted, server.delay, server.answer = [], [], 0.0, (201, {"sid": "SM1"})
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def gateway(server: Quiet, *, public_url: str = "", timeout: float = 2.0) -> TwilioSms:
    client = http_client(f"http://127.0.0.1:{server.server_port}", timeout)
    return TwilioSms("AC1", "secret", "+15005550006", public_url=public_url, http_client=client)


def test_accepted_with_exactly_what_was_owed(server: Quiet) -> None:
    assert gateway(server).send(GOING) == Accepted("SM1")
    assert server.seen == [{"To": TO, "From": "+15005550006", "Body": BODY, "ValidityPeriod": "7200"}]
    assert server.headers["Authorization"] == "Basic " + base64.b64encode(b"AC1:secret").decode()


def test_the_callback_carries_our_name_for_it(server: Quiet) -> None:
    gateway(server, public_url="https://tutor.example.jp").send(GOING)
    assert server.seen[0]["StatusCallback"] == (
        "https://tutor.example.jp/callbacks/twilio/sms?uid=UID1#rc=5&rp=all"
    )


@pytest.mark.parametrize(
    ("status", "body", "answer"),
    [
        (400, {"code": 21614, "status": 400, "message": "x"}, NumberRefused("21614")),
        (400, {"code": 21211, "status": 400, "message": "x"}, NumberRefused("21211")),
        (401, {"code": 20003, "status": 401, "message": "x"}, LaneRefused("20003")),
        (400, {"code": 21606, "status": 400, "message": "x"}, LaneRefused("21606")),
        (429, {"code": 20429, "status": 429, "message": "x"}, TryLater("20429")),
        (429, "busy", TryLater("429")),
        (400, {"code": 21611, "status": 400, "message": "x"}, TryLater("21611")),
        (400, {"code": 99999, "status": 400, "message": "x"}, Unknown("99999")),
        (500, {"code": 20500, "status": 500, "message": "x"}, Unknown("20500")),
        (503, {"code": 21614, "status": 503, "message": "x"}, Unknown("21614")),
        (502, "<html>", Unknown("502")),
        (400, "<html>", Unknown("400")),
        (201, "{torn", Unknown("JSONDecodeError")),
        (201, {"status": "queued"}, Unknown("no sid")),
        (0, "", Unknown("ConnectionError")),
    ],
)
def test_each_answer_has_its_class(server: Quiet, status: int, body: object, answer: object) -> None:
    server.answer = (status, body)
    assert gateway(server).send(GOING) == answer
    assert len(server.seen) == 1


def test_an_answer_after_our_patience_is_unknown_and_asked_once(server: Quiet) -> None:
    server.delay = 0.5
    assert gateway(server, timeout=0.1).send(GOING) == Unknown("ReadTimeout")
    assert len(server.seen) == 1


def test_our_patience_is_ten_seconds() -> None:
    client = TwilioSms("AC1", "secret", "+15005550006")._client.http_client
    assert client.timeout == 10.0


def test_nobody_there_is_no_answer(server: Quiet) -> None:
    server.shutdown()
    server.server_close()
    assert gateway(server).send(GOING) == Unknown("ConnectionError")
    assert gateway(server).find(GOING) == CannotSay("ConnectionError")


def listed(sid: str, body: str = BODY, at: datetime = make.NOW, direction: str = "outbound-api") -> dict:
    return {"sid": sid, "body": body, "date_created": format_datetime(at), "direction": direction}


def page(*messages: dict) -> tuple[int, dict]:
    return 200, {"messages": list(messages), "page": 0, "page_size": 1000, "next_page_uri": None}


@pytest.mark.parametrize(
    ("messages", "sighting"),
    [
        ([], Absent()),
        ([listed("SM1")], Found(("SM1",))),
        ([listed("SM1", at=make.NOW - timedelta(seconds=30))], Found(("SM1",))),
        ([listed("SM1", at=make.NOW - timedelta(hours=1))], Absent()),
        ([listed("SM1", body="別の話です。")], Absent()),
        ([listed("SM1", direction="inbound")], Absent()),
        ([listed("SM2"), listed("SM1")], Found(("SM2", "SM1"))),
    ],
    ids=["none", "same", "their clock is behind", "older", "other text", "from them", "two"],
)
def test_the_list_is_compared_by_text_and_time(server: Quiet, messages: list, sighting: object) -> None:
    server.answer = page(*messages)
    assert gateway(server).find(GOING) == sighting
    assert server.seen == [{"To": [TO], "PageSize": ["1000"]}]


@pytest.mark.parametrize("answer", [(500, {"message": "x"}), (200, "{torn"), (429, "busy"), (0, "")])
def test_no_answer_is_not_an_empty_answer(server: Quiet, answer: tuple[int, object]) -> None:
    server.answer = answer
    assert isinstance(gateway(server).find(GOING), CannotSay)


def test_a_list_that_does_not_reach_back_far_enough_says_nothing(server: Quiet, monkeypatch) -> None:
    monkeypatch.setattr(twilio_entries, "PAGE", 2)
    server.answer = page(listed("SM1", "別の話です。"), listed("SM2", "別の話です。"))
    assert gateway(server).find(GOING) == CannotSay("list too short")
    old = make.NOW - timedelta(hours=1)
    server.answer = page(listed("SM1", "別の話です。"), listed("SM2", "別の話です。", old))
    assert gateway(server).find(GOING) == Absent()


@pytest.mark.parametrize(
    ("left", "seconds"),
    [(timedelta(hours=2), 7200), (timedelta(days=3), 36_000), (timedelta(0), 1)],
)
def test_twilio_drops_it_itself_when_it_is_too_late(left: timedelta, seconds: int) -> None:
    going = SimpleNamespace(attempt_at=make.NOW, not_after=make.NOW + left)
    assert twilio_sms.seconds_left(going) == seconds


def test_what_is_not_there_any_more_is_forgotten(server: Quiet) -> None:
    server.answer = (404, {"code": 20404, "status": 404, "message": "x"})
    assert gateway(server).forget("SM1")


@pytest.mark.parametrize("answer", [(500, "x"), (429, "busy"), (0, "")])
def test_what_could_not_be_forgotten_is_said_so(server: Quiet, answer: tuple[int, object]) -> None:
    server.answer = answer
    assert not gateway(server).forget("SM1")
