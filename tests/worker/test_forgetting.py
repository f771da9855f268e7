"""The worker forgets here, and then at the provider, which may be away."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests import make
from tests.messaging.telling import all_messages, tell
from tests.worker.fakes import Scripted
from tutor import clock
from tutor.database import db
from tutor.messaging.models import MessageState
from tutor.replies.actions import take_text
from tutor.worker.running import Worker
from tutor.worker.sending import GIVES_UP

NIGHT, MINUTE = make.NOW + timedelta(days=8, hours=17), timedelta(minutes=1)  # 03:00

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


def on_disk() -> bytes:
    """All of SQLite's files, as somebody would find them who took the machine."""
    path = Path(db.engine.url.database or "")
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def say_and_hear(count: int) -> list[bytes]:
    """Words and numbers that nothing else in the house carries."""
    for n in range(count):
        for one in tell(make.person("090-1234-5678"), about_id=n):
            one.body = f"ことば{n:04}。{'長い話。' * (n % 40)}"
            one.state, one.attempt_at = MessageState.DELIVERED, make.NOW
        take_text(f"SM{n}", f"+8180777{n:05}", f"返事{n:04}", wants_texts=None, now=make.NOW)
        db.session.commit()
    for one in all_messages():
        one.state = MessageState.SENT if one.state is MessageState.DELIVERED else MessageState.DONE
    db.session.commit()
    words = ("ことば", "返事", "+8180777")
    return [f"{word}{n:0{5 if word.startswith('+') else 4}}".encode() for n in range(count) for word in words]


def test_after_the_night_no_byte_of_it_is_left_in_the_files(app: Flask, worker: Worker) -> None:
    if db.engine.dialect.name != "sqlite":
        return  # the other server's own work; see docs/decisions.md
    db.session.execute(text("PRAGMA secure_delete=OFF"))  # as this SQLite was built it may be on
    said = say_and_hear(15)
    assert all(one in on_disk() for one in said)
    worker.forget()
    clock.use(lambda: NIGHT)
    worker.sweep()
    found = on_disk()
    assert [one for one in said if one in found] == []


def test_the_files_are_written_anew_once_a_night(app: Flask, worker: Worker) -> None:
    for after, day in ((-MINUTE, None), (MINUTE, 1), (5 * MINUTE, 1), (timedelta(days=1), 2)):
        clock.use(lambda at=NIGHT + after: at)
        worker.sweep()
        assert (worker.swept_on and worker.swept_on.day) == day
