"""A house that sends to Twilio's stand-in: what became of a text, and what people answer, comes back."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN
from tests import make
from tests.messaging.telling import all_messages, tell
from tests.serving import serving
from tutor import clock
from tutor.database import db
from tutor.fake_twilio.lies import Lie, Lies
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.serving import fake_app
from tutor.messaging.gateways.choose import calls_for, gateway_for
from tutor.messaging.models import Channel, Inbound, Meaning, MessageState
from tutor.worker.running import Worker

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.one_database]
S = MessageState


@pytest.fixture
def network(app, settings, tmp_path):
    """The house and the stand-in know each other's address; a worker has sent what was owed."""
    clock.use(lambda: make.NOW)
    network = Network(FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, step=0.05)
    with serving(app) as house, serving(fake_app(network)) as fake:
        own = replace(settings, public_url=house, twilio_account=FAKE_ACCOUNT, twilio_token=FAKE_TOKEN)
        app.extensions["settings"] = own
        network.inbound = f"{house}/callbacks/twilio/inbound"
        gateway = gateway_for(
            demo=False,
            account=FAKE_ACCOUNT,
            token=FAKE_TOKEN,
            sender=FAKE_SENDER,
            public_url=house,
            folder=tmp_path,
            fake=fake,
        )
        calls = calls_for(
            account=FAKE_ACCOUNT, token=FAKE_TOKEN, caller=FAKE_SENDER, public_url=house, fake=fake
        )
        network.worker = Worker(app, gateway, calls)
        yield network
        app.extensions["settings"] = settings
    clock.use_machine()


def owe_and_send(network: Network, phone: str) -> None:
    tell(make.person(phone), about_id=int(phone[-4:]))
    db.session.commit()
    db.session.remove()
    network.worker.tick(network.worker.send)
    network.worker.tick(network.worker.ring)


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        db.session.rollback()
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
    db.session.rollback()


@pytest.mark.parametrize(
    ("phone", "state"),
    [
        ("090-1234-5678", S.DELIVERED),
        ("090-9999-0004", S.FAILED),
        ("090-9999-0003", S.FAILED),
        ("090-9999-0007", S.SENT),
    ],
    ids=["arrives", "the handset is off", "stopped at the provider", "no more is heard"],
)
def test_fate_of_a_number_is_known_to_the_house(network, phone, state):
    owe_and_send(network, phone)

    wait_for(lambda: all_messages()[0].state is state)


def test_answer_that_is_lost_is_settled_by_the_callback_alone(network, monkeypatch):
    """Nobody asks the provider's list: our own name for the text is in the address it signs."""
    monkeypatch.setattr(Lies, "about_this", lambda _self: Lie.DENIED)
    owe_and_send(network, "090-1234-5678")

    wait_for(lambda: all_messages()[0].state is S.DELIVERED)
    assert all_messages()[0].sid == network.store.latest_first()[0].sid


def test_what_somebody_writes_back_is_understood(network):
    owe_and_send(network, "090-1234-5678")
    network.answer("+819012345678", "１")

    wait_for(lambda: db.session.query(Inbound).count() == 1)
    assert db.session.query(Inbound).one().meaning is Meaning.NOTED


def ringing(network: Network) -> str:
    """The name of the only call, once its telephone rings."""
    owe_and_send(network, "0191-21-8633")
    calls = network.exchange.calls
    wait_for(lambda: any(one.status == "ringing" for one in calls.latest_first()))
    return calls.latest_first()[0].sid


def test_landline_hears_its_message_twice_and_asks_to_be_rung(network):
    sid = ringing(network)
    network.exchange.pick_up(sid)
    network.exchange.press(sid, "9")
    network.exchange.press(sid, "2")

    wait_for(lambda: [one.state for one in all_messages()] == [S.DELIVERED, S.DUE])
    told, call = all_messages()
    heard = network.exchange.calls.find(sid).heard
    assert sum("午前10時" in words for words in heard) == 2
    assert heard[-1].startswith("わかりました。職員から、のちほどお電話します。")
    assert (told.channel, call.channel, call.purpose) == (
        Channel.VOICE,
        Channel.STAFF_CALL,
        "answer_call_me",
    )


@pytest.mark.parametrize(
    ("presses", "state"),
    [(["", ""], S.DELIVERED), ([], S.DUE)],
    ids=["a dial telephone hears all of it", "hung up at once"],
)
def test_who_presses_no_key_has_heard_it_or_not(network, presses, state):
    sid = ringing(network)
    network.exchange.pick_up(sid)
    for key in presses:
        network.exchange.press(sid, key)
    network.exchange.end(sid)

    wait_for(lambda: all_messages()[0].state is state)
    assert network.exchange.calls.find(sid).is_over


@pytest.mark.parametrize("end", ["busy", "no-answer", "machine"])
def test_landline_that_nobody_answers_rings_again_in_the_afternoon(network, end):
    sid = ringing(network)
    if end == "machine":
        network.exchange.pick_up(sid, machine=True)
    network.exchange.end(sid, "completed" if end == "machine" else end)

    wait_for(lambda: all_messages()[0].state is S.DUE)
    assert all_messages()[0].not_before == make.NOW.replace(hour=5)
