"""Turns of the worker that rings landlines."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import all_messages, tell
from tests.worker.fakes import Scripted
from tests.worker.test_sending import Hands, hands
from tutor.database import db
from tutor.messaging.gateways.gateway import Absent, CallEnd, CannotSay, LaneRefused, Unknown
from tutor.messaging.models import Channel, MessageState
from tutor.messaging.voice_rules import Call
from tutor.worker.running import Worker

__all__ = ["hands"]
pytestmark = pytest.mark.usefixtures("database")

S = MessageState


@pytest.fixture
def worker(app, hands: Hands) -> Worker:
    return Worker(app, Scripted(), Scripted(names="CA"))


def owe(*phones: str) -> None:
    for n, phone in enumerate(phones):
        tell(make.person(phone), about_id=n, not_after=make.NOW + timedelta(days=2, minutes=n))
    db.session.commit()


def states() -> list[MessageState]:
    db.session.expire_all()
    return [message.state for message in all_messages()]


def test_one_call_a_turn_and_texts_by_their_own_way(worker: Worker) -> None:
    owe("0191-21-8633", "0191-21-8634", "090-1234-5678")
    worker.ring()
    assert states() == [S.SENT, S.DUE, S.DUE]
    worker.send()
    worker.ring()
    assert states() == [S.SENT] * 3
    assert [one.to for one in worker.calls.sent] == ["+81191218633", "+81191218634"]
    assert worker.calls.open_transactions == [False, False]


def test_refused_calls_stop_calls_only_and_texts_go_on(worker: Worker, caplog) -> None:
    owe("0191-21-8633", "090-1234-5678")
    worker.calls.answers = [LaneRefused("21215")]
    worker.ring()
    worker.ring()
    worker.send()
    assert len(worker.calls.sent) == 1
    assert states() == [S.DUE, S.SENT, S.DUE]
    assert "21215" in caplog.text


def test_what_became_of_a_lost_call_is_asked_of_the_way_of_calls(worker: Worker, hands: Hands) -> None:
    owe("0191-21-8633")
    worker.calls.answers = [Unknown("ReadTimeout")]
    worker.ring()
    hands.turn(minutes=6)
    worker.calls.sightings = [Absent()]
    worker.reclaim()
    assert states() == [S.DUE]
    assert worker.gateway.asked == []


def test_a_call_whose_end_was_not_told_is_asked_about(worker: Worker, hands: Hands) -> None:
    owe("0191-21-8633")
    worker.ring()
    worker.calls.ends = [CannotSay("x"), CallEnd(Call.NO_ANSWER, machine=False)]
    hands.turn(minutes=11)
    worker.reclaim()
    assert states() == [S.SENT]
    worker.reclaim()
    assert states() == [S.DUE]
    assert not any(worker.calls.open_transactions)


def test_a_house_that_does_not_ring_leaves_it_to_staff(app, hands: Hands) -> None:
    owe("0191-21-8633")
    quiet = Worker(app, Scripted())
    quiet.ring()
    quiet.tidy()
    assert states() == [S.EXPIRED, S.DUE]
    assert all_messages()[-1].channel is Channel.STAFF_CALL
