"""A process is known by its number and its start; a number alone is reused."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tutor.jobs import owner
from tutor.jobs.owner import Life, Owner, here, of


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def test_we_are_alive_and_always_the_same() -> None:
    assert here() == here()
    assert here().life is Life.ALIVE


def test_a_child_is_somebody_else(child) -> None:
    assert of(child.pid) != here()
    assert of(child.pid).life is Life.ALIVE


def test_a_killed_child_is_gone_even_before_anybody_waits_for_it(child) -> None:
    known = of(child.pid)
    child.kill()
    deadline = time.monotonic() + 5
    while known.life is Life.ALIVE and time.monotonic() < deadline:
        time.sleep(0.01)
    assert known.life is Life.GONE
    assert Path(f"/proc/{child.pid}").exists() or sys.platform != "linux"


def test_another_process_under_the_same_number_is_not_the_owner(child) -> None:
    now = of(child.pid)
    before = Owner(now.host, now.pid, now.started - timedelta(seconds=5))
    assert before.life is Life.GONE
    before.end()
    assert child.poll() is None


def test_ending_an_owner_kills_it(child) -> None:
    of(child.pid).end()
    assert child.wait(5) == -signal.SIGKILL


def test_we_never_end_ourselves_or_another_machine_s() -> None:
    here().end()
    elsewhere = Owner("another-machine", os.getpid(), here().started)
    assert elsewhere.life is Life.ELSEWHERE
    elsewhere.end()


def test_without_proc_a_number_that_answers_is_alive(child, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(owner, "PROC", tmp_path)
    known = of(child.pid)
    assert known.life is Life.ALIVE
    child.kill()
    child.wait()
    assert known.life is Life.GONE
