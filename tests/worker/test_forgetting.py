"""The worker forgets here, and then at the provider, which may be away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.messaging.telling import all_messages, tell
from tests.worker.fakes import Scripted
from tutor import clock
from tutor.database import db
from tutor.messaging.models import MessageState
from tutor.worker.running import Worker
from tutor.worker.sending import GIVES_UP

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def worker(app: Flask) -> Iterator[Worker]:
    clock.use(lambda: make.NOW + timedelta(days=7))
    yield Worker(app, Scripted())
    clock.use_machine()


def sent(count: int) -> None:
    for n in range(count):
        for one in tell(make.person(f"090-1234-{n:04}"), about_id=n):
            one.state, one.sid, one.attempt_at = MessageState.SENT, f"SM{n}", make.NOW
    db.session.commit()


def still_there() -> int:
    db.session.expire_all()
    return sum(one.forgotten_at is None for one in all_messages())


def test_forgotten_here_and_there_with_no_transaction_open_meanwhile(worker: Worker) -> None:
    sent(3)
    worker.forget()
    worker.forget()
    assert (still_there(), [one.body for one in all_messages()]) == (0, [None] * 3)
    assert sorted(worker.gateway.forgotten) == ["SM0", "SM1", "SM2"]
    assert not any(worker.gateway.open_transactions)


@pytest.mark.parametrize("trouble", [True, OSError("no net")])
def test_one_that_fails_does_not_hold_up_the_others_and_is_tried_again(worker: Worker, trouble) -> None:
    sent(3)
    worker.gateway.not_yet = [trouble]
    worker.forget()
    assert still_there() == 1
    worker.forget()
    assert still_there() == 0


def test_a_provider_that_is_away_is_not_asked_a_hundred_times(worker: Worker) -> None:
    sent(GIVES_UP + 2)
    worker.gateway.not_yet = [True] * 100
    worker.forget()
    assert len(worker.gateway.forgotten) == GIVES_UP
    assert all(one.body is None for one in all_messages())


def test_without_a_gateway_it_is_forgotten_here(app: Flask, worker: Worker) -> None:
    sent(1)
    Worker(app, None).forget()
    assert (all_messages()[0].body, still_there()) == (None, 1)
