"""Nothing lost, nothing doubled, whenever a worker is killed (promise 1, short form).

STORM_MESSAGES and STORM_KILLS make it long: 2500 and 1000 are the full storm.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from config import ROOT, Settings
from tests import make
from tests.messaging.telling import all_messages, tell
from tutor.database import db
from tutor.messaging.gateways.recording import RecordingGateway
from tutor.messaging.models import MessageEvent, MessageState

pytestmark = pytest.mark.usefixtures("database")

MESSAGES = int(os.environ.get("STORM_MESSAGES", "80"))
KILLS = int(os.environ.get("STORM_KILLS", "25"))


def owe(count: int) -> set[str]:
    people = [make.person(f"090-{n + 10000000}") for n in range(count)]
    owed = {message.uid for n, person in enumerate(people) for message in tell(person, about_id=n)}
    db.session.commit()
    db.session.remove()
    assert len(owed) == count
    return owed


def storm(settings: Settings, folder: Path, *more: str, kills: int) -> dict:
    words = ["--url", settings.database_url, "--folder", str(folder), "--kills", str(kills)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.storm", *words, "--workers", "2", "--seed", "7", *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def arrived(folder: Path) -> Counter[str]:
    return Counter(line["uid"] for line in RecordingGateway(folder).lines())


def died_over() -> int:
    reclaimed = select(func.count()).where(MessageEvent.code == "reclaimed")
    return db.session.scalar(reclaimed) or 0


def test_nothing_is_lost_and_nothing_doubled(settings: Settings, tmp_path: Path) -> None:
    owed = owe(MESSAGES)
    told = storm(settings, tmp_path, kills=KILLS)
    got = arrived(tmp_path)
    lost, doubled = owed - set(got), {uid for uid, times in got.items() if times > 1}
    print(
        f"{MESSAGES} owed, {KILLS} kills ({died_over()} in the middle of a message), {told['seconds']} s:"
        f" {len(lost)} lost, {len(doubled)} doubled"
    )
    assert died_over() > 0
    assert told["settled"]
    assert told["ended"]
    assert (lost, doubled) == (set(), set())
    assert {message.state for message in all_messages()} == {MessageState.SENT}
    by_uid = {line["uid"]: line["sid"] for line in RecordingGateway(tmp_path).lines()}
    assert {message.uid: message.sid for message in all_messages()} == by_uid


@pytest.mark.one_database
def test_the_naive_design_fails_the_same_storm(settings: Settings, tmp_path: Path) -> None:
    """Otherwise the storm above would prove nothing."""
    owe(MESSAGES // 2)
    storm(settings, tmp_path, "--naive", kills=KILLS // 2)
    assert max(arrived(tmp_path).values()) > 1
