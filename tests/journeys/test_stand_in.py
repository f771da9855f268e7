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
from tutor.messaging.gateways.choose import gateway_for
from tutor.messaging.models import Inbound, Meaning, MessageState
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
        network.worker = Worker(app, gateway)
        yield network
        app.extensions["settings"] = settings
    clock.use_machine()


def owe_and_send(network: Network, phone: str) -> None:
    tell(make.person(phone), about_id=int(phone[-4:]))
    db.session.commit()
    db.session.remove()
    network.worker.tick(network.worker.send)


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
