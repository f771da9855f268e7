"""Somebody sets the machine's clock while a worker sends: -1 hour, +1 hour, +3 days.

STORM_WATCH is how often the worker looks at the clock, in seconds: 10 in life, less here.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import libfaketime
import pytest
from sqlalchemy import select

from config import ROOT, Settings
from tests import make
from tests.messaging.telling import tell
from tutor import clock
from tutor.database import db
from tutor.messaging.gateways.recording import RecordingGateway
from tutor.messaging.models import Message, MessageState

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.one_database]

LIBRARY = Path(libfaketime.__file__).parent / "vendor/libfaketime/src/libfaketime.so.1"
WATCH = os.environ.get("STORM_WATCH", "0.5")
NOON = make.NOW + timedelta(hours=2)
SOON = 60
"""Seconds of anybody's clock until the next message goes."""
BETWEEN = 8


@dataclass
class Machine:
    """A clock that can be set, and a worker that lives by it."""

    folder: Path
    offset: timedelta

    @property
    def now(self) -> datetime:
        return clock._machine() + self.offset

    def jump(self, by: timedelta) -> None:
        self.offset += by
        written = self.folder / "clock.new"
        written.write_text(f"{self.offset.total_seconds():+.0f}")
        written.replace(self.folder / "clock")


@pytest.fixture
def machine(settings: Settings, tmp_path: Path) -> Iterator[Machine]:
    if not LIBRARY.exists():
        pytest.skip("libfaketime holds no library for this machine")
    machine = Machine(tmp_path, timedelta(0))
    machine.jump(NOON - machine.now)
    environment = {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(tmp_path / "clock"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.jumping", settings.database_url, str(tmp_path), WATCH],
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    yield machine
    worker.terminate()
    assert worker.wait(10) == 0


def owe(machine: Machine, first: int, count: int = BETWEEN) -> list[str]:
    """May go from now on by the machine's clock, and for a month."""
    now = machine.now
    owed = [
        message.uid
        for n in range(first, first + count)
        for message in tell(
            make.person(f"090-{n + 10000000}"),
            about_id=n,
            now=now,
            not_before=now,
            not_after=now + timedelta(days=30),
        )
    ]
    db.session.commit()
    return owed


def seconds_until_sent(uid: str) -> float:
    began = time.monotonic()
    while time.monotonic() - began < SOON:
        state = db.session.scalar(select(Message.state).where(Message.uid == uid))
        db.session.rollback()
        if state is MessageState.SENT:
            break
        time.sleep(0.05)
    return time.monotonic() - began


def test_clock_that_is_set_loses_nothing_doubles_nothing_and_holds_nothing_up(
    machine: Machine, tmp_path
) -> None:
    owed, waited = owe(machine, 0), []
    assert seconds_until_sent(owed[0]) < SOON
    for jump in (timedelta(hours=-1), timedelta(hours=1), timedelta(days=3)):
        owed += owe(machine, len(owed))
        time.sleep(0.1)  # some of these are in the middle of being sent
        machine.jump(jump)
        after = owe(machine, len(owed), 1)
        owed += after
        waited.append(seconds_until_sent(after[0]))
    last = max(seconds_until_sent(uid) for uid in owed)

    got = Counter(line["uid"] for line in RecordingGateway(tmp_path).lines())
    lost, doubled = set(owed) - set(got), [uid for uid, times in got.items() if times > 1]
    print(
        f"\nclock set -1 h, +1 h, +3 d: {len(owed)} owed, {len(lost)} lost, {len(doubled)} doubled;"
        f" next sent after {', '.join(f'{one:.1f}' for one in waited)} s"
    )
    assert (lost, doubled) == (set(), [])
    assert max(*waited, last) < SOON
