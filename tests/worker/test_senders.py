"""One worker sends several messages at a time."""

import threading
from contextlib import suppress

import pytest

from tests import make
from tests.messaging.telling import all_messages, tell
from tests.worker.fakes import Scripted
from tutor import clock
from tutor.database import db
from tutor.messaging.models import MessageState
from tutor.worker.running import Worker

pytestmark = pytest.mark.usefixtures("database")


def test_senders_of_one_worker_work_side_by_side_and_none_takes_another_s(app) -> None:
    """Each holds its first message until both have one."""
    clock.use(lambda: make.NOW)
    for n in range(4):
        tell(make.person(f"090-1234-567{n}"), about_id=n)
    db.session.commit()
    db.session.remove()
    worker = Worker(app, Scripted())
    both, send, met = threading.Barrier(2), worker.gateway.send, []

    def together(going):
        if len(met) < 2:
            with suppress(threading.BrokenBarrierError):
                met.append(both.wait(5))
        return send(going)

    worker.gateway.send = together
    senders = [threading.Thread(target=worker.tick, args=[worker.send]) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(20)
    assert sorted(met)[:2] == [0, 1]
    assert [message.state for message in all_messages()] == [MessageState.SENT] * 4
    assert len({going.uid for going in worker.gateway.sent}) == len(worker.gateway.sent) == 4
    assert worker.busy == set()
    clock.use_machine()
