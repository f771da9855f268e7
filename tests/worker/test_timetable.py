"""The tick: missed runs, set clocks, and a worker that ends when asked."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from config import ROOT
from tests import make
from tutor.worker import timetable
from tutor.worker.running import Worker
from tutor.worker.timetable import Every


def test_a_missed_hour_is_one_run_and_not_a_list_of_seconds() -> None:
    every = Every(1)
    assert every.get_next_fire_time(None, make.NOW) == make.NOW
    assert every.get_next_fire_time(make.NOW, make.NOW) == make.NOW + timedelta(seconds=1)
    much_later = make.NOW + timedelta(days=20_000)
    assert every.get_next_fire_time(make.NOW, much_later) == much_later


def test_the_timetable_is_what_we_promise() -> None:
    table = Worker(None, None).timetable()
    assert [(work.__name__, seconds) for work, seconds in table] == [
        ("send", 1),
        ("ring", 1),
        ("start_jobs", 1),
        ("reclaim", 10),
        ("beat", 10),
        ("tidy", 30),
        ("forget", 600),
        ("sweep", 600),
    ]


def test_sending_is_joined_while_it_lasts_and_nothing_else_is() -> None:
    hands: dict[str, int] = {}
    scheduler = SimpleNamespace(add_job=lambda *_, **job: hands.update({job["id"]: job["max_instances"]}))
    Worker(None, None).schedule(scheduler)
    assert hands.pop("send") == 4
    assert set(hands.values()) == {1}


class Scheduler:
    def __init__(self, next_run: datetime, stopping: threading.Event) -> None:
        self.moved: list[datetime] = []
        self.stopping, self.woken = stopping, 0
        self.job = SimpleNamespace(
            id="send",
            next_run_time=next_run,
            trigger=Every(10),
            modify=lambda next_run_time: self.moved.append(next_run_time),
        )

    def get_jobs(self) -> list[SimpleNamespace]:
        return [self.job]

    def wakeup(self) -> None:
        self.woken += 1
        self.stopping.set()


@pytest.mark.parametrize(("away", "moved"), [(3600, 1), (40, 1), (25, 0), (5, 0), (-3600, 0)])
def test_a_job_that_waits_for_longer_than_its_turn_runs_now(monkeypatch, away: int, moved: int) -> None:
    now, stopping = datetime.now(UTC), threading.Event()  # noqa: TID251
    scheduler = Scheduler(now + timedelta(seconds=away), stopping)
    monkeypatch.setattr(timetable, "WATCH_EVERY", 0.001)
    timetable.watch_clock(scheduler, stopping)
    assert len(scheduler.moved) == moved
    assert all(abs(moment - now) < timedelta(seconds=5) for moment in scheduler.moved)


def test_the_scheduler_is_woken_although_no_job_was_moved(monkeypatch) -> None:
    """It may have fallen asleep by a clock that was set twice since."""
    stopping = threading.Event()
    scheduler = Scheduler(datetime.now(UTC), stopping)  # noqa: TID251
    monkeypatch.setattr(timetable, "WATCH_EVERY", 0.001)
    timetable.watch_clock(scheduler, stopping)
    assert scheduler.woken == 1


def environment(folder: Path, url: str, **more: str) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("TWILIO", "TUTOR"))}
    return clean | {"SECRET_KEY": "for tests", "DATABASE_URL": url, "INSTANCE": str(folder)} | more


@pytest.mark.usefixtures("database")
def test_flask_worker_says_what_it_does_not_do_and_ends_within_three_seconds(settings, tmp_path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "worker"],
        cwd=ROOT,
        env=environment(tmp_path, settings.database_url),
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.readline()
    while "the worker runs" not in said:
        said += process.stderr.readline()
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    rest = process.communicate(timeout=10)[1]
    assert time.monotonic() - began < 3
    assert process.returncode == 0
    assert "messages stay due" in said
    assert "Traceback" not in rest
