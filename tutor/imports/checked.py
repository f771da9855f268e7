"""What a file would do, before it does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tutor.actor import Actor
from tutor.office.models import Municipality
from tutor.sentences import Said
from tutor.table_files.sheets import Fault

SHOWN = 8
"""Rows of the preview."""
REPORT_EVERY = 100


class Kind(StrEnum):
    PEOPLE = "people"
    TIMETABLES = "timetables"
    REQUESTS = "requests"


@dataclass
class Checked:
    """With faults nothing is stored. `notes` are worth reading and stop nothing."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    headings: Sequence[Said] = ()
    rows: Sequence[Sequence[str | Said]] = ()
    """The first that are new, as they will be stored."""
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    unread: Sequence[str] = ()
    """Columns and sheets that mean nothing to us."""
    store: Callable[[Actor, datetime], None] = lambda _by, _now: None

    @property
    def total(self) -> int:
        return self.new + self.changed + self.unchanged


class Parsed(Protocol):
    """A file that was read, without the database; `against` compares it with what we have."""

    def against(self, city: Municipality, *, by: Actor, now: datetime) -> Checked: ...


Progress = Callable[[int, int], None]
"""done, total: how far the reading is."""


class Reader(Protocol):
    def __call__(self, data: bytes, *, today: date, said: Progress, options: Mapping[str, str]) -> Parsed: ...
