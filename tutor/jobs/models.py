"""Work that takes longer than a second, as a row: it survives a restart and can be watched."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tutor.database import Model, choice, key, new_code, plain
from tutor.sentences import Said, read


class JobState(StrEnum):
    DUE = "due"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


OPEN = ("due", "running")


class Job(Model):
    __tablename__ = "job"
    __table_args__ = (
        # One at a time of its kind and key: pressing "plan this week" twice asks for it once.
        sa.Index(
            "uq_job_open",
            "kind",
            "dedupe",
            unique=True,
            sqlite_where=sa.text("state IN ('due', 'running')"),
            postgresql_where=sa.text("state IN ('due', 'running')"),
        ),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    kind: Mapped[str] = plain(40)
    dedupe: Mapped[str] = plain(80)
    arguments: Mapped[str] = plain(2000)
    """JSON; ids and numbers only."""
    municipality_id: Mapped[int | None]
    state: Mapped[JobState] = choice(JobState)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    said: Mapped[str] = plain(2000, default="")
    """What `sentence` reads: in no language yet, for each page speaks its own."""
    stop_wanted: Mapped[bool] = mapped_column(default=False)
    owner_host: Mapped[str | None] = plain(80)
    owner_pid: Mapped[int | None]
    owner_started: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def sentence(self) -> Said:
        """For people: what is being done now, or why it failed. Nothing before it began."""
        return read(self.said)


class WorkerBeat(Model):
    """One worker's sign of life."""

    __tablename__ = "worker_beat"
    __table_args__ = (sa.UniqueConstraint("host", "pid", "started"),)

    id: Mapped[int] = key()
    host: Mapped[str] = plain(80)
    pid: Mapped[int]
    started: Mapped[datetime]
    at: Mapped[datetime]
    sends: Mapped[bool]
    """It has something to send with."""
