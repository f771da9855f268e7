"""Ask for work, take it in hand, say how it goes, end it."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tutor.actor import Actor
from tutor.database import db
from tutor.jobs import queries
from tutor.jobs.models import Job, JobState
from tutor.jobs.owner import Owner
from tutor.jobs.rules import check_arguments, kept
from tutor.sentences import Said

STOPPED = Said("止めました。")


def ask(
    kind: str,
    *,
    dedupe: str,
    arguments: dict[str, Any],
    municipality_id: int | None,
    by: Actor,
    now: datetime,
) -> Job:
    """Asked for twice while it is open, it is one job. Arguments are ids and numbers, never names."""
    check_arguments(arguments)
    if known := queries.open_job(kind, dedupe):
        return known
    job = Job(
        created_at=now,
        kind=kind,
        dedupe=dedupe,
        arguments=json.dumps({**arguments, "asked_by_id": by.person_id}),
        municipality_id=municipality_id,
        state=JobState.DUE,
    )
    try:
        with db.session.begin_nested():
            db.session.add(job)
    except IntegrityError:
        return queries.open_job(kind, dedupe) or ask(
            kind, dedupe=dedupe, arguments=arguments, municipality_id=municipality_id, by=by, now=now
        )
    return job


def claim_due(now: datetime, owner: Owner) -> Job | None:
    """The oldest job nobody has in hand. Commit before starting it."""
    due = select(Job).where(Job.state == JobState.DUE).order_by(Job.id).limit(1)
    job = db.session.scalar(due.with_for_update(skip_locked=True))
    if job is not None:
        _take(job, owner, now)
    return job


def take_over(code: str, *, owner: Owner, parent: Owner, now: datetime) -> Job | None:
    """The child takes it from the worker that started it, or from nobody; never from a third."""
    job = db.session.scalar(
        select(Job).where(Job.code == code).with_for_update().execution_options(populate_existing=True)
    )
    if job is None or job.state not in (JobState.DUE, JobState.RUNNING):
        return None
    if job.state is JobState.RUNNING and queries.owner_of(job) != parent:
        return None
    _take(job, owner, now)
    return job


def give_back(*, owner: Owner, but_for: Collection[str]) -> None:
    """Jobs a worker claimed, for which no process of its runs any more, or ever did: due again."""
    for job in queries.in_hand_of(owner):
        if job.code not in but_for:
            _release(job)


def report(job_id: int, *, done: int, total: int, sentence: Said, now: datetime) -> None:
    job = db.session.get_one(Job, job_id)
    job.done, job.total, job.said, job.beat_at = done, total, kept(sentence), now


def want_stop(job: Job, *, now: datetime) -> None:
    """A due job ends here; a running one sees it soon and ends by itself."""
    job.stop_wanted = True
    if job.state is JobState.DUE:
        _end(job, JobState.STOPPED, STOPPED, now)


def finish(job_id: int, *, sentence: Said, now: datetime) -> None:
    job = db.session.get_one(Job, job_id, populate_existing=True)
    _end(job, JobState.STOPPED if job.stop_wanted else JobState.DONE, sentence, now)


def fail(job_id: int, *, sentence: Said, now: datetime) -> None:
    job = db.session.get_one(Job, job_id, populate_existing=True)
    _end(job, JobState.FAILED, sentence, now)


def reclaim_stale(now: datetime) -> int:
    """Whose process died is due again; if somebody wanted it stopped, it is."""
    stale = queries.left_alone(now)
    for job in stale:
        if job.stop_wanted:
            _end(job, JobState.STOPPED, STOPPED, now)
        else:
            _release(job)
    return len(stale)


def _take(job: Job, owner: Owner, now: datetime) -> None:
    job.state, job.beat_at = JobState.RUNNING, now
    job.owner_host, job.owner_pid, job.owner_started = owner.host, owner.pid, owner.started


def _release(job: Job) -> None:
    job.state = JobState.DUE
    job.owner_host = job.owner_pid = job.owner_started = None


def _end(job: Job, state: JobState, sentence: Said, now: datetime) -> None:
    job.state, job.said, job.ended_at = state, kept(sentence), now
