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
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from config import Settings
from tests import make
from tests.faults.forging import HOW, Sent, Uids, real_ones
from tests.messaging.signing import ACCOUNT, PUBLIC_URL, TOKEN
from tests.messaging.telling import all_messages, tell
from tests.serving import serving
from tutor.app import create_app
from tutor.database import Model, db
from tutor.jobs.owner import here
from tutor.messaging import outbox
from tutor.messaging.models import Channel, MessageState

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.one_database]

FORGED = int(os.environ.get("STORM_FORGED", "400"))


@pytest.fixture
def uids() -> Uids:
    [text], [call] = tell(make.person("090-1234-5678")), tell(make.person("0191-21-8633"))
    for channel in (Channel.SMS, Channel.VOICE):
        outbox.claim_one(make.NOW, here(), channel)
    found = Uids(text.uid, call.uid)
    db.session.commit()
    return found


@pytest.fixture
def door(settings: Settings, uids: Uids) -> Iterator[HTTPConnection]:
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


def test_none_of_many_is_believed_and_none_breaks_us(door: HTTPConnection, uids: Uids) -> None:
    chance, before, began = Random(7), rows(), time.monotonic()
    got: Counter[tuple[str, int]] = Counter()
    for n in range(FORGED):
        how = [*HOW][n % len(HOW)]
        forged = HOW[how](chance.choice(real_ones(uids, chance)), chance)
        got[how, answer(door, forged)] += 1
    believed = {key: times for key, times in got.items() if key[1] < 400}
    broken = {key: times for key, times in got.items() if key[1] >= 500}
    print(
        f"{FORGED} forged in {len(HOW)} ways, {time.monotonic() - began:.1f} s:"
        f" {sum(believed.values())} believed, {sum(broken.values())} broke us"
    )
    assert (believed, broken) == ({}, {})
    assert rows() == before
    assert [one.state for one in all_messages()] == [MessageState.SENDING] * 2


def test_what_was_not_changed_is_believed(app: Flask, door: HTTPConnection, uids: Uids) -> None:
    """Otherwise the storm above would prove nothing. No page of ours is left out of it."""
    chance = Random(7)
    answers = [(urlsplit(one.path).path, answer(door, one)) for one in real_ones(uids, chance)]
    assert {status for _, status in answers} == {200, 204}
    assert {page for page, _ in answers} == {
        one.rule for one in app.url_map.iter_rules() if one.endpoint.startswith("callbacks.")
    }
