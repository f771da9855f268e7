"""`flask worker` sends what is due and starts jobs; `flask job CODE` does one job."""

import json
import logging
import os
import time
from dataclasses import dataclass, field

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from tutor import clock
from tutor.database import db
from tutor.errors import Refused, described
from tutor.jobs import actions, queries
from tutor.jobs.models import Job
from tutor.jobs.owner import here, of
from tutor.jobs.work import KINDS
from tutor.sentences import Said

log = logging.getLogger("tutor.job")
WENT_WRONG = Said("うまくいきませんでした。もう一度お試しください。")
ASK_EVERY = 1.0


@click.command()
@with_appcontext
def worker() -> None:
    """Send what is due, remind, start jobs; until SIGTERM."""
    # With its scheduler; the other processes have no use for it.
    from tutor.worker.running import worker_for  # noqa: PLC0415

    quiet_logs()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    worker_for(app).run()


@click.command()
@click.argument("code")
@with_appcontext
def job(code: str) -> None:
    """Do one job that the worker, or nobody, has in hand."""
    quiet_logs()
    if not do(code):
        raise click.ClickException(f"Job {code} is not there, has ended, or is in another's hand.")


def quiet_logs() -> None:
    """Ids only: Twilio's client writes numbers and texts at INFO; others every step."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    for name in ("apscheduler", "fontTools", "twilio", "urllib3", "weasyprint"):
        logging.getLogger(name).setLevel(logging.ERROR)


def do(code: str) -> bool:
    taken = actions.take_over(code, owner=here(), parent=of(os.getppid()), now=clock.now())
    db.session.commit()
    if taken is None:
        return False
    _work(taken)
    return True


def _work(taken: Job) -> None:
    job_id, kind, arguments = taken.id, taken.kind, json.loads(taken.arguments)
    watch = Watch(job_id)
    db.session.commit()
    try:
        sentence = KINDS[kind](arguments, watch.report, watch.stop)
        actions.finish(job_id, sentence=sentence, now=clock.now())
    except Refused as refusal:
        db.session.rollback()
        actions.fail(job_id, sentence=refusal.said, now=clock.now())
    except Exception as error:  # the row must say so, or the page would wait for ever
        db.session.rollback()
        log.error("job %s failed: %s", code_of(job_id), described(error))
        actions.fail(job_id, sentence=WENT_WRONG, now=clock.now())
    db.session.commit()


def code_of(job_id: int) -> str:
    return db.session.get_one(Job, job_id).code


@dataclass
class Watch:
    """Between the work and its row. Both calls end the transaction: make them between units of work."""

    job_id: int
    asked_at: float = field(default=-ASK_EVERY)
    wanted: bool = False

    def report(self, done: int, total: int, sentence: Said) -> None:
        actions.report(self.job_id, done=done, total=total, sentence=sentence, now=clock.now())
        db.session.commit()

    def stop(self) -> bool:
        """A search asks thousands of times a second; the database is asked once."""
        if not self.wanted and time.monotonic() - self.asked_at >= ASK_EVERY:
            self.asked_at = time.monotonic()
            self.wanted = queries.stop_wanted(self.job_id)
            db.session.commit()
        return self.wanted
