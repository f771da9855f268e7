"""When the worker's jobs run, whatever becomes of the machine's clock."""

import logging
import threading
import time
from datetime import datetime, timedelta

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger

log = logging.getLogger("tutor.worker")

WATCH_EVERY, MAY_PART = 10.0, 20.0


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler is untyped
    """Runs missed while the machine slept or its clock jumped are one run.

    The scheduler's own interval lists every missed second first: after a jump of years, all memory.
    """

    def __init__(self, seconds: float) -> None:
        self.interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return now if previous is None else max(previous, now - self.interval) + self.interval


def watch_clock(scheduler: BlockingScheduler, stopping: threading.Event) -> None:
    """After the wall clock was set back an hour, the scheduler alone would sleep for that hour."""
    apart = _apart()
    while not stopping.wait(WATCH_EVERY):
        if abs(_apart() - apart) > MAY_PART:
            log.warning("the machine's clock was set; every job runs now")
            apart = _apart()
            for job in scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(job.next_run_time.tzinfo))  # noqa: TID251


def _apart() -> float:
    """The machine's own wall clock, by which the scheduler sleeps; not the demo's."""
    return time.time() - time.monotonic()  # noqa: TID251
