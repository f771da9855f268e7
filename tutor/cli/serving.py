"""`flask serve`: web and worker as two processes that start and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

import click

WEB = ("-m", "waitress", "--threads=8", "--connection-limit=1000")
SECONDS_TO_END = 4


class Stop(Exception):
    """Somebody pressed Ctrl-C, or the machine is going down."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Serve web and worker until Ctrl-C."""
    refuse_taken_port(host, port)
    run_together(commands(host, port))


def commands(host: str, port: int) -> list[list[str]]:
    web = [sys.executable, *WEB, f"--host={host}", f"--port={port}", "--call", "wsgi:served"]
    worker = [sys.executable, "-m", "flask", "worker"]
    return [web, worker]


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as taken:
            raise click.ClickException(
                f"Port {port} is taken. Stop what uses it, or choose another: make demo PORT={port + 1}"
            ) from taken


def run_together(both: Sequence[Sequence[str]], **own: str) -> None:
    """When one process ends, so does the other: half a system would look like a whole one.

    `own` is what they find in their environment besides.
    """
    env = {**os.environ, **own}
    on_signal(_stop)
    running: list[subprocess.Popen[bytes]] = []
    try:
        for command in both:
            # One by one: a signal between the two must end the first.
            running.append(subprocess.Popen(command, env=env, start_new_session=True))  # noqa: S603, PERF401
        while all(process.poll() is None for process in running):
            time.sleep(0.3)
    except Stop:
        pass
    finally:
        on_signal(signal.SIG_IGN)  # an impatient second Ctrl-C must not leave one of them behind
        end(running)


def on_signal(what: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, what)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
