"""Web and worker start and end together."""

import os
import signal
import socket
import subprocess
import sys
import time

import click
import pytest

from config import ROOT
from tutor.cli.serving import commands, refuse_taken_port

pytestmark = pytest.mark.one_database
UP = "import os, time; os.write(1, b'up\\n')"  # in one piece, whatever the other says then
SLEEP = f"{UP}; time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
SHORT = UP
TOGETHER = """
import sys
from tutor.cli.serving import run_together
run_together([[sys.executable, "-c", code] for code in sys.argv[1:]])
"""


@pytest.fixture
def start():
    """As a shell starts it: in a group of its own, which Ctrl-C reaches as a whole."""
    started = []

    def begin(*codes: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", TOGETHER, *codes]
        running = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(running)
        return running

    yield begin
    for running in started:
        running.kill()
        running.wait()
        running.stdout.close()


def wait_until_up(running: subprocess.Popen[str], count: int) -> None:
    for _ in range(count):
        assert running.stdout.readline() == "up\n"


def children(pid: int) -> list[str]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return listed.stdout.split()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_both_within_five_seconds(start, number):
    running = start(SLEEP, SLEEP)
    wait_until_up(running, 2)
    pids = children(running.pid)

    began = time.monotonic()
    running.send_signal(number)
    running.wait(5)

    assert time.monotonic() - began < 5
    assert not any(alive(int(pid)) for pid in pids)


def test_process_that_will_not_end_is_ended(start):
    running = start(SLEEP, STUBBORN)
    wait_until_up(running, 2)
    pids = children(running.pid)

    os.killpg(running.pid, signal.SIGINT)
    running.wait(6)

    assert not any(alive(int(pid)) for pid in pids)


def test_when_one_ends_so_does_the_other(start):
    running = start(SLEEP, SHORT)
    wait_until_up(running, 1)  # the other may be ended before it can say so

    running.wait(6)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_taken_port_is_one_sentence_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"PORT={port + 1}"):
            refuse_taken_port("127.0.0.1", port)


def test_web_and_worker_are_served():
    web, worker = commands("127.0.0.1", 8000)

    assert "waitress" in web
    assert web[-2:] == ["--call", "wsgi:served"]
    assert worker[-1] == "worker"
