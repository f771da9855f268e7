"""Real workers, killed at random moments. Run as a process of its own: it forks what it kills.

Time runs twenty times as fast, so that leases and rests end within a test.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from config import Settings
from tests import make
from tutor import clock
from tutor.app import create_app
from tutor.database import db
from tutor.messaging import outbox, reclaiming
from tutor.messaging.gateways.gateway import Answer, Outgoing, TryLater, Unknown
from tutor.messaging.gateways.recording import FILE, RecordingGateway
from tutor.messaging.models import Message, MessageState
from tutor.messaging.steps import step
from tutor.worker.running import Worker

SPEED = 20
QUARANTINE = timedelta(seconds=8)  # 0.4 s of ours
OPEN = (MessageState.DUE, MessageState.SENDING, MessageState.UNKNOWN)
PATIENCE, SECONDS_TO_END = 300, 3


class LyingGateway(RecordingGateway):
    """Slow on both sides of the moment that counts, and sometimes it takes a message and denies it."""

    def send(self, outgoing: Outgoing) -> Answer:
        time.sleep(random.uniform(0, 0.02))
        if random.random() < 0.01:
            return TryLater("20429")
        answer = super().send(outgoing)
        time.sleep(random.uniform(0, 0.03))
        return Unknown("500") if random.random() < 0.04 else answer


def naive_reclaim(message_id: int, now: datetime) -> None:
    """Design A of the facts: a lease that ended is simply sent again. It doubles, and must fail the test."""
    message = outbox.locked(message_id)
    if message.state is MessageState.SENDING:
        step(message, MessageState.DUE, now=now)


def work(app, folder: Path, seed: float) -> None:
    random.seed(seed)
    with app.app_context():
        db.engine.dispose(close=False)
    Worker(app, LyingGateway(folder), quarantine=QUARANTINE, pace=0.04).run()


def started(app, folder: Path, chance: random.Random) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            work(app, folder, chance.random())
        finally:
            os._exit(0)
    return pid


def wait_for_progress(file: Path) -> None:
    """On a busy machine a worker would otherwise die before it has begun, and prove nothing."""
    size = file.stat().st_size if file.exists() else 0
    end = time.monotonic() + 1
    while time.monotonic() < end and (not file.exists() or file.stat().st_size == size):
        time.sleep(0.002)


def storm(app, folder: Path, *, kills: int, workers: int, chance: random.Random) -> list[int]:
    running = [started(app, folder, chance) for _ in range(workers)]
    for _ in range(kills):
        wait_for_progress(folder / FILE)
        time.sleep(chance.uniform(0, 0.08))
        victim = chance.randrange(workers)
        os.kill(running[victim], signal.SIGKILL)
        # Until somebody waits for it the dead one is a zombie, as in life.
        running.append(started(app, folder, chance))
        os.waitpid(running.pop(victim), 0)
    return running


def wait_until_nothing_is_open(app) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with app.app_context():
            left = select(func.count()).select_from(Message).where(Message.state.in_(OPEN))
            if db.session.scalar(left) == 0:
                return True
        time.sleep(0.1)
    return False


def main() -> None:
    given = argparse.ArgumentParser()
    for name in ("--url", "--folder"):
        given.add_argument(name, required=True)
    for name in ("--kills", "--workers", "--seed"):
        given.add_argument(name, type=int, required=True)
    given.add_argument("--naive", action="store_true")
    asked = given.parse_args()
    folder, began = Path(asked.folder), time.monotonic()
    clock.use(lambda: make.NOW + timedelta(seconds=(time.monotonic() - began) * SPEED))
    if asked.naive:
        reclaiming.reclaim = naive_reclaim
    app = create_app(Settings(secret_key="storm", database_url=asked.url, instance=folder))
    chance = random.Random(asked.seed)
    running = storm(app, folder, kills=asked.kills, workers=asked.workers, chance=chance)
    settled = wait_until_nothing_is_open(app)
    seconds = round(time.monotonic() - began, 1)
    json.dump({"settled": settled, "seconds": seconds, "ended": end(running)}, sys.stdout)


def end(running: list[int]) -> bool:
    """All of them, and soon."""
    for pid in running:
        os.kill(pid, signal.SIGTERM)
    last = time.monotonic() + SECONDS_TO_END
    left = set(running)
    while left and time.monotonic() < last:
        left -= {pid for pid in left if os.waitpid(pid, os.WNOHANG)[0]}
        time.sleep(0.02)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return not left


if __name__ == "__main__":
    main()
