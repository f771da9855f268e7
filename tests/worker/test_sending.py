"""One turn of each job of the worker, with a gateway that answers as told."""

import logging
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import make
from tests.messaging.telling import all_messages, tell
from tests.worker.fakes import Scripted
from tutor import clock
from tutor.access.actions import note_try
from tutor.access.queries import tries
from tutor.actor import Role
from tutor.database import db
from tutor.jobs.beats import last_beat
from tutor.jobs.owner import Owner, here
from tutor.messaging import outbox
from tutor.messaging.gateways.gateway import (
    Absent,
    Accepted,
    CannotSay,
    Found,
    LaneRefused,
    NumberRefused,
    TryLater,
    Unknown,
)
from tutor.messaging.lanes import open_lane
from tutor.messaging.models import Channel, MessageState
from tutor.worker.running import Worker
from tutor.worker.sending import send_one

pytestmark = pytest.mark.usefixtures("database")

S = MessageState


class Hands:
    now = make.NOW

    def turn(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def hands() -> Iterator[Hands]:
    """A clock that we turn."""
    hands = Hands()
    clock.use(lambda: hands.now)
    yield hands
    clock.use_machine()


@pytest.fixture
def worker(app: Flask, hands: Hands) -> Worker:
    return Worker(app, Scripted())


def owe(*phones: str) -> None:
    for n, phone in enumerate(phones):
        tell(make.person(phone), about_id=n, not_after=make.NOW + timedelta(days=1, minutes=n))
    db.session.commit()


def states() -> list[MessageState]:
    db.session.expire_all()
    return [message.state for message in all_messages()]


def test_all_that_is_due_goes_in_one_turn_the_most_urgent_first(worker: Worker) -> None:
    owe("090-1234-5678", "080-1111-2222", "070-1111-3333")
    worker.send()
    assert states() == [S.SENT] * 3
    assert [going.to for going in worker.gateway.sent] == ["+819012345678", "+818011112222", "+817011113333"]


def test_no_transaction_is_open_while_the_provider_is_asked(worker: Worker, hands: Hands) -> None:
    owe("090-1234-5678")
    worker.gateway.answers = [Unknown("ReadTimeout")]
    worker.gateway.sightings = [Absent()]
    worker.send()
    worker.reclaim()
    assert worker.gateway.open_transactions == [False, False]


def test_without_a_gateway_messages_stay_due(app: Flask, hands: Hands) -> None:
    owe("090-1234-5678")
    worker = Worker(app, None)
    worker.send()
    worker.reclaim()
    assert states() == [S.DUE]


def test_a_stopping_worker_takes_nothing_new(worker: Worker) -> None:
    owe("090-1234-5678")
    worker.stopping.set()
    worker.send()
    worker.tick(worker.send)
    assert states() == [S.DUE]


def test_a_refused_number_does_not_hold_up_the_next(worker: Worker) -> None:
    owe("090-1234-5678", "080-1111-2222")
    worker.gateway.answers = [NumberRefused("21614")]
    worker.send()
    assert states() == [S.FAILED, S.SENT, S.DUE]


def test_a_lane_that_refuses_everything_stops_until_staff_open_it(
    app: Flask, worker: Worker, hands: Hands, caplog
) -> None:
    """A worker that starts anew does not try it either."""
    owe("090-1234-5678", "080-1111-2222")
    worker.gateway.answers = [LaneRefused("20003")]
    for one in (worker, worker, Worker(app, worker.gateway)):
        one.send()
        hands.turn(minutes=11)
    assert len(worker.gateway.sent) == 1
    assert states() == [S.DUE] * 3
    assert "20003" in caplog.text
    open_lane(Channel.SMS, by=make.actor(Role.COORDINATOR), now=hands.now)
    db.session.commit()
    worker.send()
    assert states() == [S.SENT, S.SENT, S.WITHDRAWN]


def test_a_worker_says_that_it_lives_and_whether_it_can_send(
    app: Flask, worker: Worker, hands: Hands
) -> None:
    for one, sends in ((worker, True), (Worker(app, None), False)):
        one.beat()
        last = last_beat()
        assert last
        assert (last.at, last.sends) == (hands.now, sends)


def test_too_many_at_once_goes_later(worker: Worker, hands: Hands) -> None:
    owe("090-1234-5678")
    worker.gateway.answers = [TryLater("20429")]
    worker.send()
    assert states() == [S.DUE]
    hands.turn(seconds=61)
    worker.send()
    assert states() == [S.SENT]


@pytest.mark.parametrize("answer", [Unknown("ReadTimeout"), OSError("disk full")])
def test_unknown_is_looked_for_and_sent_again_only_when_absent(
    worker: Worker, hands: Hands, answer: Unknown | OSError
) -> None:
    owe("090-1234-5678")
    worker.gateway.answers = [answer]
    worker.gateway.sightings = [CannotSay("500"), Absent(), OSError("no net"), Absent()]
    worker.send()
    for _ in range(3):
        worker.reclaim()
        worker.send()
        assert states() == [S.UNKNOWN]
    hands.turn(minutes=5)
    worker.reclaim()
    worker.send()
    assert states() == [S.SENT]
    assert len(worker.gateway.sent) == 2
    assert worker.gateway.sent[0].uid == worker.gateway.sent[1].uid


def test_unknown_that_is_found_is_sent_once(worker: Worker) -> None:
    owe("090-1234-5678")
    worker.gateway.answers = [Unknown("ReadTimeout")]
    worker.gateway.sightings = [Found(("SM9",))]
    worker.send()
    worker.reclaim()
    worker.send()
    assert (states(), all_messages()[0].sid, len(worker.gateway.sent)) == ([S.SENT], "SM9", 1)


def test_the_quarantine_is_measured_from_before_the_question(worker: Worker, hands: Hands) -> None:
    """The provider takes its time: an empty answer to a question asked too early is too early."""
    owe("090-1234-5678")
    worker.gateway.answers = [Unknown("ReadTimeout")]
    worker.send()
    hands.turn(minutes=4, seconds=55)
    worker.gateway.find = lambda going: (hands.turn(seconds=10), Absent())[1]
    worker.reclaim()
    assert states() == [S.UNKNOWN]


def test_a_dead_worker_s_message_is_taken_up(worker: Worker, hands: Hands) -> None:
    owe("090-1234-5678")
    dead = Owner(here().host, 2**22 + 1, make.NOW)
    outbox.claim_one(hands.now, dead)
    db.session.commit()
    worker.gateway.sightings = [Absent()]
    worker.reclaim()
    assert states() == [S.UNKNOWN]


def test_when_writing_down_the_answer_fails_it_is_found_later(
    worker: Worker, hands: Hands, monkeypatch
) -> None:
    """The disk was full after the POST: the claim stays, and nothing is sent blindly."""
    owe("090-1234-5678")
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "record", lambda *_args: 1 / 0)
        worker.tick(worker.send)
    worker.tick(worker.send)
    assert (states(), len(worker.gateway.sent)) == ([S.SENDING], 1)
    hands.turn(seconds=61)
    worker.gateway.sightings = [Found(("SM1",))]
    worker.reclaim()
    assert (states(), len(worker.gateway.sent)) == ([S.SENT], 1)


def test_taken_back_after_the_claim_it_is_not_posted(worker: Worker, monkeypatch) -> None:
    owe("090-1234-5678")
    look = outbox.before_post

    def taken_back_first(message_id, owner, now):
        all_messages()[0].withdrawn_at = now
        db.session.commit()
        return look(message_id, owner, now)

    monkeypatch.setattr(outbox, "before_post", taken_back_first)
    assert send_one(worker.gateway, worker.owner) is None
    assert (states(), worker.gateway.sent) == ([S.WITHDRAWN], [])


def test_tidying_expires_what_is_too_late(worker: Worker, hands: Hands) -> None:
    owe("090-1234-5678")
    hands.turn(days=2)
    worker.tidy()
    assert states() == [S.EXPIRED]


def test_tidying_forgets_old_tries_and_keeps_what_is_still_counted(worker: Worker, hands: Hands) -> None:
    note_try("192.0.2.1", now=make.NOW)
    note_try("192.0.2.1", now=hands.turn(days=1))
    worker.tidy()
    assert tries("192.0.2.1", since=make.NOW - timedelta(days=1)) == 2
    hands.turn(days=1)
    worker.tidy()
    assert tries("192.0.2.1", since=make.NOW - timedelta(days=1)) == 1


def test_one_job_s_failure_is_logged_without_names_and_stops_no_other(worker: Worker, caplog) -> None:
    def failing() -> None:
        raise ValueError("+819012345678 千葉花子")

    owe("090-1234-5678")
    with caplog.at_level(logging.INFO):
        worker.tick(failing)
        worker.tick(worker.send)
    assert states() == [S.SENT]
    assert "failing failed: ValueError at " in caplog.text
    assert "test_sending.py" in caplog.text
    assert not any(word in caplog.text for word in ("9012345678", "千葉", "レッスン"))


def test_a_failed_turn_leaves_nothing_open(worker: Worker) -> None:
    def failing() -> None:
        make.municipality(name="半分")
        raise ValueError

    worker.tick(failing)
    assert worker.busy == set()
    done = threading.Event()
    threading.Thread(target=lambda: (worker.tick(worker.send), done.set())).start()
    assert done.wait(5)


def test_accepted_is_an_answer_one_can_trust(worker: Worker) -> None:
    owe("090-1234-5678")
    assert send_one(worker.gateway, worker.owner) == Accepted("SM1")
    assert send_one(worker.gateway, worker.owner) is None
