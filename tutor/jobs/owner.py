"""Which process has something in hand, and whether that very process still lives."""

import os
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path

PROC = Path("/proc")
BOOT = datetime(1970, 1, 1, tzinfo=UTC)


class Life(Enum):
    ALIVE = auto()
    GONE = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True)
class Owner:
    """`started` counts from the machine's start, written as if that were 1970: a step of the
    wall clock must not make a living owner look like a stranger with the same number."""

    host: str
    pid: int
    started: datetime

    @property
    def life(self) -> Life:
        if self.host != host():
            return Life.ELSEWHERE
        return Life.ALIVE if started(self.pid) == self.started else Life.GONE

    def end(self) -> None:
        """Kill that process, and no other that was given its number since."""
        if self.pid != os.getpid() and self.life is Life.ALIVE:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def here() -> Owner:
    return of(os.getpid())


def of(pid: int) -> Owner:
    return Owner(host(), pid, started(pid) or BOOT)


def host() -> str:
    """Two containers may share a name, but not a space of process numbers."""
    space = PROC / "self/ns/pid"
    return f"{socket.gethostname()[:60]}/{space.readlink().name if space.is_symlink() else ''}"


def started(pid: int) -> datetime | None:
    """None when no such process runs. A killed child that nobody has waited for runs no more."""
    if not (PROC / "self/stat").exists():
        return BOOT if _answers(pid) else None
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name, in brackets, may itself hold brackets and spaces.
    fields = text.rpartition(")")[2].split()
    ticks = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return None if fields[0] in "ZX" else BOOT + timedelta(seconds=ticks)


def _answers(pid: int) -> bool:
    """Where there is no /proc (macOS) a process has no start time, and a reused number is not noticed."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
