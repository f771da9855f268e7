"""The demo's own clock: machines run UTC, and at three in the morning nothing would be due.

It shows a moment of the fictional week and goes on at the usual speed from there. Web and worker read
the same small file, so that they agree; nothing is written by reading.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from tutor import clock
from tutor.demo.dates import START
from tutor.local_time import at, local

FILE = "clock.json"
OPENS = time(9)


class Setting(NamedTuple):
    """When the machine's clock showed `machine`, the demo's showed `shown`."""

    machine: datetime
    shown: datetime


@dataclass
class DemoClock:
    folder: Path
    machine: Callable[[], datetime] = clock._machine
    _read: tuple[tuple[int, int], Setting] | None = field(default=None, init=False)

    def __call__(self) -> datetime:
        setting = self._setting()
        return START if setting is None else setting.shown + (self.machine() - setting.machine)

    def set(self, shown: datetime) -> None:
        """In one step: whoever reads meanwhile sees the old setting or the new one."""
        values = {"machine": self.machine().isoformat(), "shown": shown.isoformat()}
        written = self.folder / f"{FILE}.{os.getpid()}"
        written.write_text(json.dumps(values), encoding="utf-8")
        written.replace(self.folder / FILE)

    def resume(self, *, not_before: datetime | None) -> None:
        """Go on where the clock was when the demo was ended, and never before what has happened already."""
        setting = self._setting()
        self.set(max(setting.shown if setting else START, not_before or START))

    def _setting(self) -> Setting | None:
        """Read again only when the file is another one than last time."""
        try:
            found = (self.folder / FILE).stat()
        except FileNotFoundError:
            return None
        seen = (found.st_mtime_ns, found.st_ino)
        if self._read is None or self._read[0] != seen:
            values = json.loads((self.folder / FILE).read_text(encoding="utf-8"))
            setting = Setting(*(datetime.fromisoformat(values[name]) for name in Setting._fields))
            self._read = (seen, setting)
        return self._read[1]


def next_opening(now: datetime) -> datetime:
    """09:00 in Japan, today or tomorrow."""
    today = local(now).date()
    opening = at(today, OPENS)
    return opening if opening > now else at(today + timedelta(days=1), OPENS)
