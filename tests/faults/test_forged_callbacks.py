"""No forged or mangled callback is believed, and none breaks us (promise 6, short form).

STORM_FORGED=20000 is the full storm.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from random import Random

import pytest
from sqlalchemy import func, select

from config import Settings
from tests import make
from tests.faults.forging import HOW, Sent, real
from tests.messaging.signing import ACCOUNT, PUBLIC_URL, TOKEN
from tests.messaging.telling import all_messages, tell
from tests.serving import serving
from tutor.app import create_app
from tutor.database import Model, db
from tutor.jobs.owner import here
from tutor.messaging import outbox
from tutor.messaging.models import MessageState

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.one_database]

FORGED = int(os.environ.get("STORM_FORGED", "400"))


@pytest.fixture
def uid() -> str:
    """Of a text that was just handed over."""
    [message] = tell(make.person("090-1234-5678"))
    outbox.claim_one(make.NOW, here())
    uid = message.uid
    db.session.commit()
    return uid


@pytest.fixture
def door(settings: Settings, uid: str) -> Iterator[HTTPConnection]:
    """A house that sends for real, served as it is served."""
    ours = {"public_url": PUBLIC_URL, "twilio_account": ACCOUNT, "twilio_token": TOKEN, "twilio_sender": "x"}
    app = create_app(replace(settings, **ours))
    with serving(app) as address:
        connection = HTTPConnection(address.removeprefix("http://"), timeout=30)
        yield connection
        connection.close()
    with app.app_context():
        db.engine.dispose()


def answer(door: HTTPConnection, sent: Sent) -> int:
    door.request(*sent.written())
    got = door.getresponse()
    got.read()
    return got.status


def rows() -> dict[str, int]:
    tables = Model.metadata.sorted_tables
    found = {one.name: db.session.scalar(select(func.count()).select_from(one)) or 0 for one in tables}
    db.session.rollback()
    return found


def test_none_of_many_is_believed_and_none_breaks_us(door: HTTPConnection, uid: str) -> None:
    chance, before, began = Random(7), rows(), time.monotonic()
    got: Counter[tuple[str, int]] = Counter()
    for n in range(FORGED):
        how = [*HOW][n % len(HOW)]
        got[how, answer(door, HOW[how](real(uid, chance), chance))] += 1
    believed = {key: times for key, times in got.items() if key[1] < 400}
    broken = {key: times for key, times in got.items() if key[1] >= 500}
    print(
        f"{FORGED} forged in {len(HOW)} ways, {time.monotonic() - began:.1f} s:"
        f" {sum(believed.values())} believed, {sum(broken.values())} broke us"
    )
    assert (believed, broken) == ({}, {})
    assert rows() == before
    assert [one.state for one in all_messages()] == [MessageState.SENDING]


def test_what_was_not_changed_is_believed(door: HTTPConnection, uid: str) -> None:
    """Otherwise the storm above would prove nothing."""
    chance = Random(7)
    assert {answer(door, real(uid, chance)) for _ in range(12)} == {200, 204}
