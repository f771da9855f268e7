"""Our own gateway, through the official client, against the stand-in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fake_twilio.conftest import gateway
from tutor import clock
from tutor.fake_twilio.lies import Lie, Lies
from tutor.messaging.gateways.gateway import (
    Absent,
    Accepted,
    Found,
    LaneRefused,
    NumberRefused,
    Outgoing,
    TryLater,
    Unknown,
)

pytestmark = pytest.mark.one_database


def going(to: str = "+819012345678", body: str = "レッスンです。") -> Outgoing:
    now = clock.now()
    return Outgoing("UID1", to, body, now, now + timedelta(hours=1))


def test_each_text_has_a_number_of_its_own_and_is_found_by_it(address, network):
    ways = gateway(address)

    first, second = ways.send(going()), ways.send(going(body="別の話です。"))

    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert first != second
    assert ways.find(going()) == Found((first.sid,))
    assert ways.find(going("+818011112222")) == Absent()


@pytest.mark.parametrize(
    ("to", "answer"),
    [
        ("+819099990001", "21211"),
        ("+819099990002", "21614"),
        ("+819099990003", "21610"),
        ("+81191218633", "21614"),
        ("+815012345678", "21614"),
        ("090-1234-5678", "21211"),
    ],
)
def test_number_that_takes_no_text_is_refused_and_nothing_is_kept(address, network, to, answer):
    refused = gateway(address).send(going(to))

    assert isinstance(refused, NumberRefused)
    assert refused.code == answer
    assert network.store.latest_first() == []


def test_too_many_at_once_is_said_and_nothing_is_kept(address, network):
    assert gateway(address).send(going("+819099990008")) == TryLater("20429")
    assert network.store.latest_first() == []


def test_stranger_is_shut_out(address):
    assert gateway(address, token="guessed").send(going()) == LaneRefused("20003")


@pytest.mark.parametrize(
    ("lie", "answer", "kept"),
    [
        (Lie.BUSY, TryLater("20429"), 0),
        (Lie.DENIED, Unknown("20500"), 1),
        (Lie.TORN, Unknown("JSONDecodeError"), 1),
        (Lie.LATE, Unknown("ReadTimeout"), 1),
    ],
)
def test_each_lie_is_heard_as_what_it_may_be(address, network, lie, answer, kept):
    network.lies = Lies(share=1.0, late=0.6)
    network.lies.chance.choice = lambda _all: lie

    assert gateway(address, timeout=0.3).send(going()) == answer
    assert len(network.store.latest_first()) == kept


def test_long_list_is_read_page_by_page(address, network):
    ways = gateway(address)
    sent = [ways.send(going(body=f"{n}番")).sid for n in range(5)]

    listed = ways._client.messages.list(to="+819012345678", page_size=2)

    assert [one.sid for one in listed] == sent[::-1]


def test_words_are_taken_away_and_the_rest_stays(address, network):
    ways = gateway(address)
    sid = ways.send(going()).sid

    emptied = ways._client.messages(sid).update(body="")

    assert (emptied.body, emptied.to) == ("", "+819012345678")
    assert ways._client.messages(sid).fetch().body == ""
    assert ways._client.messages(sid).delete()
    assert ways.find(replace(going(), body="")) == Absent()


def test_what_we_forget_is_there_no_more_neither_words_nor_number(address, network):
    ways = gateway(address)
    gone, stays = ways.send(going()).sid, ways.send(going(body="ほか")).sid

    assert ways.forget(gone)
    assert [one.sid for one in ways._client.messages.list()] == [stays]
    assert ways.forget(gone), "forgotten already"
