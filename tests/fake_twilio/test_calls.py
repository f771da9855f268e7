"""A telephone of the stand-in rings, says what we wrote for it, and is answered by keys."""

import pytest
from twilio.request_validator import RequestValidator

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN
from tests.fake_twilio.conftest import Ear
from tutor.fake_twilio.serving import fake_app
from tutor.messaging.gateways.twilio_http import http_client

pytestmark = pytest.mark.one_database

GOODBYE = '<Response><Say language="ja-JP">ありがとうございました。</Say><Hangup/></Response>'
EVENTS = ["initiated", "ringing", "answered", "completed"]


def client(address: str):
    from twilio.rest import Client  # noqa: PLC0415 -- slow to load

    return Client(FAKE_ACCOUNT, FAKE_TOKEN, http_client=http_client(address, 5.0))


def ring(address: str, ear: Ear, to: str = "+81191218633", **more) -> str:
    said = '<Say language="ja-JP">あすレッスンです。</Say>'
    key = f"{ear.address}/key?uid=U1#rc=2&amp;rp=all"
    made = client(address).calls.create(
        to=to,
        from_=FAKE_SENDER,
        twiml=f'<Response><Gather action="{key}" numDigits="1">{said}</Gather></Response>',
        status_callback=f"{ear.address}/call?uid=U1#rc=5&rp=all",
        **{"status_callback_event": EVENTS, **more},
    )
    assert made.status == "queued"
    return made.sid


def hear(ear: Ear) -> tuple[str, str]:
    """Where to, and how the call stands; the signature is Twilio's."""
    path, headers, fields = ear.next()
    assert RequestValidator(FAKE_TOKEN).validate(ear.address + path, fields, headers["X-Twilio-Signature"])
    return path.partition("?")[0], fields.get("CallStatus", "")


def test_who_picks_up_hears_it_and_a_key_brings_the_next_words(address, network, ear):
    sid = ring(address, ear)
    page = fake_app(network).test_client()
    assert {hear(ear), hear(ear)} == {("/call", "queued"), ("/call", "ringing")}
    assert "電話に出る" in page.get("/").text

    page.post(f"/call/{sid}", data={"what": "pick up"})
    assert hear(ear) == ("/call", "in-progress")
    assert "あすレッスンです。" in page.get("/").text

    ear.bodies = [GOODBYE]
    page.post(f"/call/{sid}", data={"what": "1"})
    path, _, fields = ear.next()
    assert (path, fields["Digits"]) == ("/key?uid=U1", "1")
    assert hear(ear) == ("/call", "completed")
    assert "ありがとうございました。" in page.get("/").text
    assert client(address).calls(sid).fetch().status == "completed"


@pytest.mark.parametrize(
    ("to", "ends", "who"),
    [
        ("+819099990011", "busy", None),
        ("+819099990012", "no-answer", None),
        ("+819099990013", "completed", "machine_start"),
        ("+819099990021", "completed", "human"),
    ],
)
def test_number_with_a_fate_behaves_so_by_itself(address, ear, to, ends, who):
    ear.bodies = ["", "", "", "", GOODBYE]
    sid = ring(
        address, ear, to, status_callback_event=["completed"], async_amd_status_callback=f"{ear.address}/who"
    )

    wanted, told = {("/call", ends)} | ({("/who", "")} if who else set()), set()
    while not wanted <= told:  # in any order, as from Twilio
        told.add(hear(ear))

    assert who or ("/who", "") not in told
    assert client(address).calls(sid).fetch().answered_by == who


def test_telephone_that_nobody_answers_rings_for_as_long_as_was_asked(address, ear):
    ring(address, ear, timeout=0, status_callback_event=["completed"])
    assert hear(ear) == ("/call", "no-answer")


def test_key_that_the_house_cannot_take_ends_the_call_after_new_tries(address, network, ear):
    sid = ring(address, ear, status_callback_event=["completed"])
    while network.exchange.calls.find(sid).status != "ringing":
        pass
    network.exchange.pick_up(sid)
    ear.statuses = [500, 500, 500]

    network.exchange.press(sid, "2")

    assert [hear(ear)[0] for _ in range(4)] == ["/key", "/key", "/key", "/call"]


def test_nothing_is_told_of_what_was_not_asked_for(address, network, ear):
    ring(address, ear, "+819099990011", status_callback_event=["completed"])
    assert hear(ear) == ("/call", "busy")
    assert ear.is_silent(0.1)


def test_calls_to_a_number_are_listed(address, ear):
    sid = ring(address, ear, "+819099990011")
    ring(address, ear, "+819099990012")
    assert [one.sid for one in client(address).calls.list(to="+819099990011")] == [sid]
