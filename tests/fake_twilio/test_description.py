"""Each request we send and each answer of the stand-in fits Twilio's own description of its API."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN
from tests.fake_twilio.conftest import gateway
from tests.fake_twilio.test_api import going
from tests.twilio_description import description, faults_of_answer, faults_of_form, faults_of_query
from tutor.messaging.gateways import twilio_http
from tutor.messaging.gateways.gateway import Absent, CallEnd, Found
from tutor.messaging.gateways.twilio_voice import TwilioVoice
from tutor.messaging.voice_rules import Call

pytestmark = pytest.mark.one_database

LIST, ONE = "/Messages.json", "/Messages/{Sid}.json"


@pytest.fixture
def spoken(address, monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """Whatever goes over the wire: method, address, form, status, answer."""
    description()
    heard = []
    request = twilio_http.ToStandIn.request

    def listening(self, method, url, params=None, data=None, **more):
        answer = request(self, method, url, params=params, data=data, **more)
        path = urlsplit(url).path.partition("/Accounts/")[2].partition("/")[2]
        heard.append((method.lower(), f"/{path}", params or {}, data or {}, answer.status_code, answer.text))
        return answer

    monkeypatch.setattr(twilio_http.ToStandIn, "request", listening)
    return heard


def as_sent(values: dict) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [str(value)] for name, value in values.items()}


def faults(spoken: list[tuple], path: str) -> list[str]:
    found = []
    for method, _, params, data, status, text in spoken:
        found += faults_of_query(method, path, as_sent(params))
        if method == "post":
            found += faults_of_form(method, path, as_sent(data))
        if text:
            found += faults_of_answer(method, path, status, json.loads(text))
    return found


@pytest.mark.parametrize("to", ["+819012345678", "+819099990004", "+819099990005"])
def test_sending_and_listing(address, spoken, network, to):
    ways = gateway(address, public_url="https://tutor.example.jp")
    network.later.post = lambda _post: None
    ways.send(going(to))
    network.store.advance(network.store.latest_first()[0].sid, "failed", now=going().attempt_at, error=30008)
    ways.find(going(to))

    assert [(method, status) for method, _, _, _, status, _ in spoken] == [("post", 201), ("get", 200)]
    assert faults(spoken, LIST) == []


def test_erasing_and_reading_one(address, spoken):
    ways = gateway(address)
    sid = ways.send(going()).sid
    ways._client.messages(sid).update(body="")
    ways._client.messages(sid).fetch()

    assert faults(spoken[1:], ONE) == []


def test_ringing_asking_listing_and_forgetting_calls(address, spoken, network):
    client = twilio_http.http_client(address, 5.0)
    ways = TwilioVoice(
        FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, public_url="https://tutor.example.jp", http_client=client
    )
    network.later.post = lambda _post: None
    sid = ways.send(going("+81191218633")).sid
    assert ways.find(going("+81191218633")) == Found((sid,))
    assert ways.ask(sid) == CallEnd(Call.UNDER_WAY, machine=False)
    assert ways.forget(sid)
    assert ways.find(going("+81191218633")) == Absent()

    assert [(method, status) for method, _, _, _, status, _ in spoken] == [
        ("post", 201),
        ("get", 200),
        ("get", 200),
        ("delete", 204),
        ("get", 200),
    ]
    assert faults([spoken[0], spoken[1], spoken[4]], "/Calls.json") == []
    assert faults(spoken[2:4], "/Calls/{Sid}.json") == []


def wrong(change: Callable[[dict], None]) -> dict:
    text = {"sid": "SM" + "a" * 32, "status": "queued", "to": "+819012345678", "body": None}
    change(text)
    return text


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.update(sid="REC1"),
        lambda text: text.update(status="on its way"),
        lambda text: text.update(date_created="2026-11-22"),
        lambda text: text.update(error_code="30003"),
        lambda text: text.update(uid="U1"),
    ],
)
def test_description_would_tell_a_wrong_answer(change):
    assert faults_of_answer("post", LIST, 201, wrong(lambda _text: None)) == []
    assert faults_of_answer("post", LIST, 201, wrong(change)) != []


@pytest.mark.parametrize(
    "form",
    [
        {"From": ["+15005550006"], "Body": ["x"]},
        {"To": ["+819012345678"], "Text": ["x"]},
        {"To": ["090-1234-5678"]},
        {"To": ["+819012345678"], "ValidityPeriod": ["two hours"]},
    ],
)
def test_description_would_tell_a_wrong_request(form):
    assert faults_of_form("post", LIST, form) != []


def test_address_of_a_page_is_one_that_may_be_asked(address, network):
    ways = gateway(address)
    for n in range(3):
        ways.send(going(body=f"{n}"))
    page = ways._client.messages.page(page_size=2)
    query = parse_qs(urlsplit(page.next_page_url).query)
    assert faults_of_query("get", LIST, query) == []
