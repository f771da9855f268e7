"""What is done to workers in a storm, each in the middle of a message where that can be had."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.postgres import Server
from tutor.messaging.models import MessageState

if TYPE_CHECKING:
    from tests.faults.storm import Storm

WAITING = (MessageState.DUE,)
FROZEN = (1.2, 2.0)
"""Seconds of ours; at the speed of a storm that is longer than a lease and a quarantine."""


def wait_for_post(storm: "Storm", patience: float = 1.0) -> None:
    """On a busy machine a worker would otherwise die before it has begun, and prove nothing."""
    trace = storm.provider.trace
    size = trace.stat().st_size
    end = time.monotonic() + patience
    while time.monotonic() < end and trace.stat().st_size == size:
        time.sleep(0.002)


def wait_for_return(storm: "Storm") -> None:
    """How soon does somebody send again, when there is something to send?

    More than the workers had in hand: of what was posted already no new POST need come.
    """
    began = time.monotonic()
    while storm.open() is None:
        time.sleep(0.01)
    if (storm.open(WAITING) or 0) > len(storm.running):
        wait_for_post(storm, 60)
        storm.slowest_return = max(storm.slowest_return, time.monotonic() - began)


def who_posts(storm: "Storm") -> int | None:
    """The last to begin one; a line may still be in the writing."""
    lines = storm.provider.trace.read_bytes()[-40:].split(b"\n")
    return int(lines[-2]) if len(lines) > 2 else None


def kill(storm: "Storm", times: int, *, after: float | None = None) -> None:
    """Anybody at any moment; or whoever posts, so many seconds after that began."""
    for _ in range(times):
        storm.owe_more_if_idle()
        wait_for_post(storm)
        time.sleep(storm.chance.uniform(0, 0.08) if after is None else after)
        storm.replace_the_fenced()
        victim = None if after is None else who_posts(storm)
        storm.kill(victim if victim in storm.running else storm.chance.choice(storm.running))


def crash(storm: "Storm", server: Server, times: int, kills: int) -> None:
    """The database goes down in the middle of a message, and workers go on being killed meanwhile."""
    for n in range(times):
        wait_for_post(storm)
        server.crash()
        time.sleep(storm.chance.uniform(0, 0.3))
        server.start()
        wait_for_return(storm)
        kill(storm, kills // times + (n < kills % times))


def freeze(storm: "Storm", times: int) -> None:
    """All but one at a time, each in the middle of a POST, for longer than its claim holds."""
    thaw: dict[int, float] = {}
    left = times
    while (left and storm.open()) or thaw:
        for pid in [one for one, at in thaw.items() if at <= time.monotonic()]:
            del thaw[pid]
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        storm.replace_the_fenced()
        if left and len(thaw) < len(storm.running) - 1:
            storm.owe_more_if_idle()
            wait_for_post(storm, 0.2)
            if (pid := who_posts(storm)) in storm.running and pid not in thaw:
                left -= 1
                storm.frozen += 1
                os.kill(pid, signal.SIGSTOP)
                thaw[pid] = time.monotonic() + storm.chance.uniform(*FROZEN)
        time.sleep(0.01)


def fill_disk(storm: "Storm", times: int, folder: Path) -> None:
    filler = folder / "filler"
    for _ in range(times):
        wait_for_post(storm)
        fill(filler)
        time.sleep(storm.chance.uniform(0.3, 1.0))
        filler.unlink()
        wait_for_return(storm)


def fill(file: Path) -> None:
    """Until nothing more fits; what the database frees meanwhile too."""
    with file.open("ab", buffering=0) as full:
        for block in (b"." * 65536, b"." * 512):
            with suppress(OSError):
                while True:
                    full.write(block)
