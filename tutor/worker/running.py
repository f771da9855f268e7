"""The worker: a timetable of short jobs, one line each. Any number of workers may run; claims decide.

What must survive a restart is a row, never a job of the scheduler.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from queue import SimpleQueue

from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from config import ROOT, Settings
from tutor import clock
from tutor.access import actions as access
from tutor.database import db, write_anew
from tutor.errors import described
from tutor.jobs import actions as jobs
from tutor.jobs import beats, files
from tutor.jobs.children import Children
from tutor.jobs.owner import Owner, here
from tutor.lessons import offers
from tutor.local_time import local
from tutor.messaging import forgetting, lanes, reclaiming, states
from tutor.messaging.gateways.choose import calls_for, gateway_for
from tutor.messaging.gateways.gateway import Answer, CallGateway, Gateway, LaneRefused, Unknown
from tutor.messaging.models import Channel
from tutor.messaging.wording import load_wordings
from tutor.reminders import actions as reminders
from tutor.visit_requests import drafts
from tutor.worker.sending import forget_there, reclaim_stale, send_one, settle_calls, settle_unknown
from tutor.worker.timetable import Every, watch_clock

log = logging.getLogger("tutor.worker")

OVER = (drafts.delete_expired, access.forget_old_tries, offers.expire)
"""What ends, or is forgotten, because its time is over."""

SECONDS_TO_FINISH = 2.0
DEFAULTS = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
SWEEPS_AT = 3
"""The hour, in Japan."""
SENDERS = 4
"""A provider takes a tenth of a second for each message: whoever still sends at the next tick is joined."""


@dataclass
class Worker:
    app: Flask
    gateway: Gateway | None
    """Of texts."""
    calls: CallGateway | None = None
    quarantine: timedelta = states.QUARANTINE
    pace: float = 1.0
    """Tests run the timetable faster."""
    owner: Owner = field(default_factory=here)
    stopping: threading.Event = field(default_factory=threading.Event)
    swept_on: date | None = None
    busy: set[int] = field(default_factory=set)
    """The threads that are in the middle of a turn."""
    children: Children = field(default_factory=lambda: Children(ROOT))

    def run(self) -> None:
        """Until SIGTERM."""
        scheduler = BlockingScheduler(job_defaults=DEFAULTS)
        self.schedule(scheduler)
        threading.Thread(target=watch_clock, args=(scheduler, self.stopping), daemon=True).start()
        asked: SimpleQueue[int] = SimpleQueue()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: asked.put(number))
        threading.Thread(target=self._stop_when_asked, args=(asked, scheduler), daemon=True).start()
        log.info("the worker runs")
        scheduler.start()
        self.end()

    def schedule(self, scheduler: BlockingScheduler) -> None:
        for work, seconds in self.timetable():
            hands = SENDERS if work == self.send else 1
            every = Every(seconds * self.pace)
            scheduler.add_job(self.tick, every, args=[work], id=work.__name__, max_instances=hands)

    def _stop_when_asked(self, asked: SimpleQueue[int], scheduler: BlockingScheduler) -> None:
        """Not in the signal's handler: an exception there the scheduler may swallow, a lock may hang."""
        asked.get()
        self.stopping.set()
        while not scheduler.running:
            time.sleep(0.01)
        scheduler.shutdown(wait=False)

    def timetable(self) -> tuple[tuple[Callable[[], None], float], ...]:
        return (
            (self.send, 1),
            (self.ring, 1),
            (self.start_jobs, 1),
            (self.reclaim, 10),
            (self.beat, 10),
            (self.tidy, 30),
            (self.forget, 600),
            (self.sweep, 600),
        )

    def tick(self, work: Callable[[], None]) -> None:
        """One job's turn, in a session of its own; its failure is no other job's."""
        if self.stopping.is_set():
            return
        self.busy.add(threading.get_ident())
        try:
            with self.app.app_context():
                work()
        except Exception as error:  # whatever it was, the next turn may do better
            log.error("%s failed: %s", work.__name__, described(error))
        finally:
            self.busy.discard(threading.get_ident())

    def send(self) -> None:
        if self.gateway is None:
            return
        answer: Answer | None = Unknown("")
        while answer and not self.stopping.is_set():
            answer = send_one(self.gateway, self.owner)
            if isinstance(answer, LaneRefused):
                log.error("the provider refuses all we send (%s); staff are called", answer.code)

    def ring(self) -> None:
        """One call a turn: the provider dials one a second, and would put others in a queue of its own."""
        if self.calls is None:
            return
        answer = send_one(self.calls, self.owner, Channel.VOICE)
        if isinstance(answer, LaneRefused):
            log.error("the provider refuses all our calls (%s); staff are called", answer.code)

    def beat(self) -> None:
        beats.beat(self.owner, sends=self.gateway is not None, now=clock.now())
        db.session.commit()

    def reclaim(self) -> None:
        reclaim_stale()
        if self.gateway:
            settle_unknown(self.gateway, self.quarantine, self.stopping)
        if self.calls:
            settle_unknown(self.calls, self.quarantine, self.stopping, Channel.VOICE)
            settle_calls(self.calls, self.stopping)
        jobs.reclaim_stale(clock.now())
        db.session.commit()

    def tidy(self) -> None:
        lanes.set_up(Channel.VOICE, self.calls is not None, now=clock.now())
        db.session.commit()
        for work in (reclaiming.expire_overdue, reminders.queue_due, *OVER):
            work(clock.now())
            db.session.commit()
        files.forget_old(self.app.extensions["settings"].instance, now=clock.now())

    def forget(self) -> None:
        forgetting.forget_here(clock.now())
        db.session.commit()
        if self.gateway:
            forget_there(self.gateway, self.stopping)

    def sweep(self) -> None:
        """Once a night, when nothing is sent: whoever writes meanwhile waits for a second or two."""
        now = local(clock.now())
        if now.hour == SWEEPS_AT and self.swept_on != now.date():
            write_anew()
            self.swept_on = now.date()

    def start_jobs(self) -> None:
        """One at a time, as a process of its own: it neither delays a message nor dies with one."""
        running = self.children.running()
        jobs.give_back(owner=self.owner, but_for=running)
        job = None if running else jobs.claim_due(clock.now(), self.owner)
        claimed = job.code if job else None
        db.session.commit()
        if claimed:
            self.children.start(claimed)

    def end(self) -> None:
        """Whatever is still in hand after two seconds is cut off: that is as safe as a crash."""
        self.children.end()
        last = time.monotonic() + SECONDS_TO_FINISH
        while self.busy and time.monotonic() < last:
            time.sleep(0.02)
        if self.busy:
            os._exit(0)


def worker_for(app: Flask) -> Worker:
    settings: Settings = app.extensions["settings"]
    gateway = gateway_for(
        demo=settings.demo,
        account=settings.twilio_account,
        token=settings.twilio_token,
        sender=settings.twilio_sender,
        public_url=settings.public_url,
        folder=settings.instance,
        fake=settings.fake_twilio,
    )
    if gateway is None:
        log.warning("TWILIO_* is not set: messages stay due, and nothing is sent")
    load_wordings(clock.now())
    db.session.commit()
    calls = calls_for(
        account=settings.twilio_account,
        token=settings.twilio_token,
        caller=settings.twilio_caller,
        public_url=settings.public_url,
        fake=settings.fake_twilio,
    )
    return Worker(app, gateway, calls)
