"""Reads of jobs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.jobs.models import OPEN, Job, JobState
from tutor.jobs.owner import Life, Owner

SILENT = timedelta(minutes=10)
"""Whoever works on another machine and has said nothing for so long is taken for dead."""


def open_job(kind: str, dedupe: str) -> Job | None:
    same = (Job.kind == kind, Job.dedupe == dedupe, Job.state.in_(OPEN))
    return db.session.scalar(select(Job).where(*same))


def latest(kind: str, dedupe: str) -> Job | None:
    """For a page that shows how it goes, or how it went."""
    same = (Job.kind == kind, Job.dedupe == dedupe)
    return db.session.scalar(select(Job).where(*same).order_by(Job.id.desc()).limit(1))


def by_code(code: str) -> Job | None:
    return db.session.scalar(select(Job).where(Job.code == code))


def stop_wanted(job_id: int) -> bool:
    """As it stands now, not as this session read it before."""
    return bool(db.session.scalar(select(Job.stop_wanted).where(Job.id == job_id)))


def left_alone(now: datetime) -> Sequence[Job]:
    running = db.session.scalars(select(Job).where(Job.state == JobState.RUNNING)).all()
    return [job for job in running if is_left_alone(job, now)]


def in_hand_of(owner: Owner) -> list[Job]:
    running = select(Job).where(Job.state == JobState.RUNNING, Job.owner_pid == owner.pid)
    return [job for job in db.session.scalars(running) if owner_of(job) == owner]


def is_left_alone(job: Job, now: datetime) -> bool:
    life = owner_of(job).life
    silent = job.beat_at is None or now - job.beat_at > SILENT
    return life is Life.GONE or (life is Life.ELSEWHERE and silent)


def owner_of(job: Job) -> Owner:
    if job.owner_host is None or job.owner_pid is None or job.owner_started is None:
        raise ValueError(f"job {job.code} runs without an owner")
    return Owner(job.owner_host, job.owner_pid, job.owner_started)


def failed_since(since: datetime, *, actor: Actor, most: int) -> Sequence[Job]:
    """Of the coordinator's cities; the newest first."""
    rows = select(Job).where(Job.state == JobState.FAILED, Job.ended_at > since)
    reach = actor.reach(Role.COORDINATOR)
    if reach is not None:
        rows = rows.where(Job.municipality_id.in_(reach))
    return db.session.scalars(rows.order_by(Job.ended_at.desc()).limit(most)).all()


def job(code: str, *, actor: Actor) -> Job:
    """As a coordinator of its municipality may see it."""
    found = by_code(code)
    if found is None or not actor.reaches(found.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found
