"""When the worker's jobs run, whatever becomes of the machine's clock."""

import logging
import threading
from datetime import datetime, timedelta

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger

log = logging.getLogger("tutor.worker")

WATCH_EVERY = 10.0
MAY_PART = timedelta(seconds=20)
"""A clock that is corrected by less does not hold up much."""


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler is untyped
    """Runs missed while the machine slept or its clock jumped are one run.

    The scheduler's own interval lists every missed second first: after a jump of years, all memory.
    """

    def __init__(self, seconds: float) -> None:
        self.interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return now if previous is None else max(previous, now - self.interval) + self.interval


def watch_clock(scheduler: BlockingScheduler, stopping: threading.Event) -> None:
    """After the wall clock was set back an hour, the scheduler alone would sleep for that hour.

    It also sleeps on when the clock was set right again meanwhile: it counts from when it fell asleep.
    """
    while not stopping.wait(WATCH_EVERY):
        for job in scheduler.get_jobs():
            now = datetime.now(job.next_run_time.tzinfo)  # noqa: TID251 -- not the demo's clock
            if job.next_run_time - now > job.trigger.interval + MAY_PART:
                log.warning("the machine's clock was set back; %s runs now", job.id)
                job.modify(next_run_time=now)
        scheduler.wakeup()
