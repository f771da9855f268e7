"""How fast messages are handed over when the provider takes 100 ms for each.

    .venv/bin/python -m tests.bench.sending [sqlite|postgres] [seconds]

First one sender against a bare loop of the official client, then a whole worker on 1,000 messages a minute.
"""

import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN, Settings
from tests import make, postgres
from tests.faults.provider import Provider
from tests.messaging.telling import tell
from tutor import clock
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.cli.working import quiet_logs
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging.gateways.twilio_http import http_client
from tutor.messaging.gateways.twilio_sms import TwilioSms
from tutor.messaging.models import Message, MessageEvent, MessageState
from tutor.worker.running import Worker
from tutor.worker.sending import send_one

LATENCY, PER_MINUTE, LOOP = 0.1, 1000, 100


def owe(count: int, first: int, moments: Iterator[datetime]) -> None:
    for n, at in zip(range(first, first + count), moments, strict=False):
        # Lines of a block end differently, and none is a number with a fate.
        tell(make.person(f"090-{n + 10000000}"), about_id=n, now=clock.now(), not_before=at)
    db.session.commit()


def always(moment: datetime) -> Iterator[datetime]:
    while True:
        yield moment


def spread(begin: datetime, seconds: int) -> Iterator[datetime]:
    n = 0
    while n < seconds * PER_MINUTE / 60:
        yield begin + timedelta(seconds=n * 60 / PER_MINUTE)
        n += 1


def bare_loop(gateway: TwilioSms) -> float:
    began = time.perf_counter()
    for n in range(LOOP):
        gateway._client.messages.create(to=f"+8190{n + 20000000}", from_=FAKE_SENDER, body="レッスンです。")
    return LOOP / (time.perf_counter() - began)


def one_sender(gateway: TwilioSms) -> float:
    owe(LOOP, 0, always(clock.now()))
    began, owner = time.perf_counter(), here()
    for _ in range(LOOP):
        assert send_one(gateway, owner)
    return LOOP / (time.perf_counter() - began)


@contextmanager
def working(app, gateway: TwilioSms) -> Iterator[None]:
    pid = os.fork()
    if pid == 0:
        with app.app_context():
            db.engine.dispose(close=False)
        quiet_logs()
        Worker(app, gateway).run()
        os._exit(0)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)


def hand_over(app, gateway: TwilioSms, seconds: int) -> list[float]:
    """Seconds from due to accepted, of each."""
    begin = clock.now() + timedelta(seconds=20)
    count = seconds * PER_MINUTE // 60
    owe(count, LOOP, spread(begin, seconds))
    db.session.remove()
    with working(app, gateway):
        while open_ones():
            time.sleep(0.5)
    accepted = (
        select(Message.not_before, MessageEvent.at)
        .join(MessageEvent, MessageEvent.message_id == Message.id)
        .where(MessageEvent.status == MessageState.SENT.value, Message.not_before >= begin)
    )
    waited = [(at - due).total_seconds() for due, at in db.session.execute(accepted)]
    assert len(waited) == count
    return waited


def open_ones() -> int:
    left = select(func.count()).where(Message.state.in_([MessageState.DUE, MessageState.SENDING]))
    count = db.session.scalar(left) or 0
    db.session.rollback()
    return count


def bench(url: str, folder: Path, seconds: int) -> None:
    noon, began = make.NOW + timedelta(hours=2), time.monotonic()
    clock.use(lambda: noon + timedelta(seconds=time.monotonic() - began))
    app = create_app(Settings(secret_key="bench", database_url=url, instance=folder))
    with Provider(folder, lies=0, latency=LATENCY).running() as provider, app.app_context():
        upgrade()
        client = http_client(provider.address)
        gateway = TwilioSms(FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, http_client=client)
        loop, sender = bare_loop(gateway), one_sender(gateway)
        print(
            f"  a bare loop of the client {loop:.1f} a second, one sender {sender:.1f}: {sender / loop:.2f}"
        )
        waited = hand_over(app, gateway, seconds)
        p99, median = statistics.quantiles(waited, n=100)[98], statistics.median(waited)
        print(
            f"  {len(waited)} due at {PER_MINUTE} a minute: handed over after {median:.2f} s in the median,"
            f" {p99:.2f} s at p99, {max(waited):.2f} s at most"
        )


def main(kind: str = "sqlite", seconds: str = "60") -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(f"Sending, {kind}:")
        if kind == "sqlite":
            bench(f"sqlite:///{folder}/bench.db", Path(folder), int(seconds))
            return
        with postgres.server(5547, "-c max_connections=60") as server:
            bench(f"{server.url}/postgres", Path(folder), int(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
