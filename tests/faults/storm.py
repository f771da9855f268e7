"""Real workers, the official client and Twilio's stand-in, while harm is done to them.

Run as a process of its own: it forks what it kills. Each line it reads is one storm; it answers with a
line of what became of the messages that were owed. Its start costs as much as a storm, so it stays for all.
Time runs many times as fast, so that leases and rests end within a test.
"""

import argparse
import json
import logging
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from config import Settings
from tests import make, postgres
from tests.faults import harms, mutants
from tests.faults.owing import OPEN, died_over, owe, owed_numbers
from tests.faults.provider import Provider
from tests.serving import free_port
from tutor import clock
from tutor.app import create_app
from tutor.cli.migrating import upgrade
from tutor.database import begin_reading, db
from tutor.messaging.models import Message, MessageState
from tutor.worker.running import Worker

PACE = 0.04
LOG = "log"
MORE = 100
QUARANTINE = 0.5  # seconds of ours; the client waits for 0.4
PATIENCE, SECONDS_TO_END = 300, 3


@dataclass
class Storm:
    app: object
    provider: Provider
    speed: float
    chance: random.Random
    by_call: bool = False
    """Telephones are rung; else texts are sent."""
    running: list[int] = field(default_factory=list)
    fenced: int = 0
    """Ended by another worker, which took them for stale."""
    frozen: int = 0
    slowest_return: float = 0.0
    """Seconds from the end of a harm to the next POST."""

    def start(self) -> None:
        seed = self.chance.random()
        pid = os.fork()
        if pid == 0:
            try:
                random.seed(seed)
                self._work()
            finally:
                os._exit(0)
        self.running.append(pid)

    def _work(self) -> None:
        with self.app.app_context():
            db.engine.dispose(close=False)
        quarantine = timedelta(seconds=QUARANTINE * self.speed)
        ways = (self.provider.gateway(), self.provider.calls() if self.by_call else None)
        Worker(self.app, *ways, quarantine=quarantine, pace=PACE).run()

    def kill(self, pid: int) -> None:
        """Until somebody waits for it the dead one is a zombie, as in life; the next one is there before."""
        os.kill(pid, signal.SIGKILL)
        self.start()
        self.running.remove(pid)
        os.waitpid(pid, 0)

    def replace_the_fenced(self) -> None:
        for pid in list(self.running):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.running.remove(pid)
                self.fenced += 1
                self.start()

    def wait_until_nothing_is_open(self) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.replace_the_fenced()
            if self.open() == 0:
                return True
            time.sleep(0.1)
        return False

    def open(self, states: Sequence[MessageState] = OPEN) -> int | None:
        left = select(func.count()).select_from(Message).where(Message.state.in_(states))
        try:
            with self.app.app_context():
                # Whoever froze may hold the lock of writers: asking for it, nobody would be thawed.
                begin_reading(True)
                return db.session.scalar(left)
        except OperationalError:  # the server, or its disk, is not yet back
            return None
        finally:
            begin_reading(False)

    def owe_more_if_idle(self) -> None:
        """Harm done to workers that have nothing to send proves nothing."""
        if self.open() == 0:
            with self.app.app_context():
                owe(MORE, after=len(owed_numbers()), by_call=self.by_call)

    def end(self) -> bool:
        """All of them, and soon."""
        for pid in self.running:
            os.kill(pid, signal.SIGTERM)
        last = time.monotonic() + SECONDS_TO_END
        left = set(self.running)
        while left and time.monotonic() < last:
            left -= {pid for pid in left if os.waitpid(pid, os.WNOHANG)[0]}
            time.sleep(0.02)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        return not left


def audit(app, provider: Provider) -> dict[str, object]:
    kept = provider.kept()
    arrived = Counter(to for to, _ in kept)
    with app.app_context():
        owed = owed_numbers()
        messages = list(db.session.execute(select(Message.state, Message.sid)))
        return {
            "owed": len(owed),
            "lost": len(owed - set(arrived)),
            "doubled": sum(times > 1 for times in arrived.values()),
            "states": sorted({state.value for state, _ in messages}),
            "same_sids": {sid for _, sid in messages} == {sid for _, sid in kept},
            "died_over": died_over(),
        }


def weather(asked: argparse.Namespace, url: str, do_harm: Callable[[Storm], None]) -> dict[str, object]:
    folder, began = Path(asked.folder), time.monotonic()
    clock.use(lambda: make.NOW + timedelta(seconds=(time.monotonic() - began) * asked.speed))
    app = create_app(Settings(secret_key="storm", database_url=url, instance=folder))
    if asked.owe:
        with app.app_context():
            upgrade()
            owe(asked.owe)
    with Provider(folder, lies=asked.lies).running() as provider:
        storm = Storm(app, provider, asked.speed, random.Random(asked.seed), bool(asked.by_call))
        for _ in range(asked.workers):
            storm.start()
        do_harm(storm)
        settled = storm.wait_until_nothing_is_open()
        told = {
            "settled": settled,
            "seconds": round(time.monotonic() - began, 1),
            "fenced": storm.fenced,
            "frozen": storm.frozen,
        }
        told |= {"slowest_return": round(storm.slowest_return, 1), "turns_failed": turns_failed(folder)}
        return told | {"ended": storm.end()} | audit(app, provider)


def turns_failed(folder: Path) -> int:
    """Turns of workers that their database ended."""
    return (folder / LOG).read_text(encoding="utf-8").count("failed: OperationalError")


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            json.dump(storm(line.split()), sys.stdout)
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(pid, 0)
        print(flush=True)


def storm(words: list[str]) -> dict[str, object]:
    given = argparse.ArgumentParser()
    given.add_argument("--url", default="")
    given.add_argument("--folder", required=True)
    for name in ("--kills", "--crashes", "--freezes", "--fills", "--owe", "--by_call"):
        given.add_argument(name, type=int, default=0)
    given.add_argument("--workers", type=int, default=2)
    given.add_argument("--seed", type=int, default=7)
    given.add_argument("--speed", type=float, default=20)
    given.add_argument("--lies", type=float, default=0.04)
    given.add_argument("--mutant", choices=sorted(mutants.ALL))
    asked = given.parse_args(words)
    logging.basicConfig(filename=f"{asked.folder}/{LOG}", level=logging.ERROR)
    if asked.mutant:
        mutants.ALL[asked.mutant]()
    return crashing(asked) if asked.crashes else on_given_database(asked)


def on_given_database(asked: argparse.Namespace) -> dict[str, object]:
    def do_harm(storm: Storm) -> None:
        harms.kill(storm, asked.kills, after=mutants.WEAKEST.get(asked.mutant))
        harms.freeze(storm, asked.freezes)
        harms.fill_disk(storm, asked.fills, Path(asked.url.removeprefix("sqlite:///")).parent)

    return weather(asked, asked.url, do_harm)


def crashing(asked: argparse.Namespace) -> dict[str, object]:
    """On a server of its own, which waits for the disk as in life: a commit that was said holds."""
    try:
        with postgres.server(free_port(), "-c max_connections=60") as server:
            url = f"{server.url}/postgres"
            return weather(asked, url, lambda storm: harms.crash(storm, server, asked.crashes, asked.kills))
    except postgres.NoServer as why:
        return {"impossible": f"{why}"}


if __name__ == "__main__":
    main()
