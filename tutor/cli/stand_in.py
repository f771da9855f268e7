"""The telephones of the demo: Twilio's stand-in beside it, so that one sees what arrives and answers it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from config import ROOT
from tutor.cli.serving import end, on_signal

HOST = "127.0.0.1"
PORT = 4020
SECONDS_TO_START = 20


@contextmanager
def telephones(demo: str) -> Iterator[str]:
    """Their address; nothing, when they do not start: the demo then goes on without them."""
    address = f"http://{HOST}:{free_port()}"
    command = [sys.executable, "-m", "flask", "fake-twilio", "--port", address.rpartition(":")[2]]
    own = {**os.environ, **wired(demo, address)}
    running = subprocess.Popen(  # noqa: S603 -- our own code
        command, cwd=ROOT, env=own, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield address if _comes_up(running, address) else _without()
    finally:
        on_signal(signal.SIG_IGN)  # as for web and worker
        end([running])


def wired(demo: str, address: str) -> Mapping[str, str]:
    """What web, worker and stand-in must know of one another; nothing without a stand-in."""
    return {"PUBLIC_URL": demo, "FAKE_TWILIO": address} if address else {}


def free_port() -> int:
    """The usual one, or any that is free."""
    return next(port for port in map(_bound, (PORT, 0)) if port)


def _bound(port: int) -> int:
    with socket.socket() as trial:
        try:
            trial.bind((HOST, port))
        except OSError:
            return 0
        return int(trial.getsockname()[1])


def _comes_up(running: subprocess.Popen[bytes], address: str) -> bool:
    until = time.monotonic() + SECONDS_TO_START
    where = (HOST, int(address.rpartition(":")[2]))
    while running.poll() is None and time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(where) == 0:
                return True
        time.sleep(0.1)
    return False


def _without() -> str:
    click.echo(
        "The telephones did not start: what is sent stands at /demo/phones only, and nobody can answer."
    )
    return ""
