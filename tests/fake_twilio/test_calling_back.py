"""What the stand-in tells us later, and that it signs as Twilio signs."""

import pytest
from twilio.request_validator import RequestValidator

from config import FAKE_ACCOUNT, FAKE_TOKEN
from tests.fake_twilio.conftest import gateway
from tests.fake_twilio.test_api import going
from tutor.fake_twilio import calling_back
from tutor.fake_twilio.calling_back import Post
from tutor.fake_twilio.lies import Lies

pytestmark = pytest.mark.one_database


def test_each_step_is_told_at_the_address_of_the_text_signed(address, ear):
    sid = gateway(address, public_url=ear.address).send(going()).sid

    told = [ear.next(), ear.next()]

    assert [path for path, _, _ in told] == ["/callbacks/twilio/sms?uid=UID1"] * 2
    assert [fields["MessageStatus"] for _, _, fields in told] == ["sent", "delivered"]
    for path, headers, fields in told:
        assert (fields["MessageSid"], fields["AccountSid"]) == (sid, FAKE_ACCOUNT)
        assert RequestValidator(FAKE_TOKEN).validate(
            ear.address + path, fields, headers["X-Twilio-Signature"]
        )


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("+819099990004", [("sent", None), ("undelivered", "30003")]),
        ("+819099990005", [("failed", "30008")]),
        ("+819099990006", []),
        ("+819099990007", [("sent", None)]),
    ],
)
def test_number_with_a_fate_meets_it(address, ear, to, told):
    gateway(address, public_url=ear.address).send(going(to))

    heard = [ear.next()[2] for _ in told]

    assert [(one["MessageStatus"], one.get("ErrorCode")) for one in heard] == told
    assert ear.is_silent(0.1)


def test_callback_that_was_refused_comes_again_with_its_mark(address, ear):
    ear.statuses = [500, 404]
    gateway(address, public_url=ear.address).send(going("+819099990007"))

    first, second, third = (ear.next() for _ in range(3))

    assert first[2] == second[2] == third[2]
    marks = [one[1].get("I-Twilio-Idempotency-Token") for one in (first, second, third)]
    assert marks[0] is None
    assert marks[1] == marks[2] is not None
    assert ear.is_silent(0.1)


@pytest.mark.parametrize(
    ("wishes", "status", "tried"),
    [
        ("", 500, 1),
        ("", None, 2),
        ("#rc=5&rp=all", 500, 6),
        ("#rc=2&rp=5xx", 404, 1),
        ("#rc=2&rp=4xx,5xx", 404, 3),
    ],
)
def test_new_tries_are_as_the_address_wishes(wishes, status, tried):
    post = Post(f"https://tutor.example.jp/x{wishes}", {}, "t", tried=1)
    while post.again(status):
        post.tried += 1

    assert post.tried == tried


def test_lying_network_drops_repeats_and_turns_round(address, network, ear, monkeypatch):
    monkeypatch.setattr(Lies, "about_this", lambda _self: None)
    network.lies = Lies(share=1.0)
    network.lies.drops_callback = lambda: False
    gateway(address, public_url=ear.address).send(going("+819099990007"))
    assert ear.next()[2] == ear.next()[2]

    network.lies.drops_callback = lambda: True
    gateway(address, public_url=ear.address).send(going())
    assert ear.is_silent(0.1)


def test_signature_is_over_the_address_without_its_fragment(ear):
    Post(f"{ear.address}/x?uid=1#rc=5&rp=all", {"A": "あ"}, "t").send()

    path, headers, fields = ear.next()

    assert path == "/x?uid=1"
    assert headers["X-Twilio-Signature"] == calling_back.signature(f"{ear.address}/x?uid=1", fields, "t")
