"""Does a worker live? Each says so every few seconds; a page can tell when none has for a while."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from tutor.database import db
from tutor.jobs.models import WorkerBeat
from tutor.jobs.owner import Owner

SILENT = timedelta(seconds=60)
KEPT = timedelta(days=1)


def beat(owner: Owner, *, sends: bool, now: datetime) -> None:
    mine = {"host": owner.host, "pid": owner.pid, "started": owner.started}
    row = db.session.scalar(select(WorkerBeat).filter_by(**mine))
    if row is None:
        row = WorkerBeat(**mine, at=now, sends=sends)
        db.session.add(row)
        db.session.execute(delete(WorkerBeat).where(WorkerBeat.at < now - KEPT))
    row.at, row.sends = now, sends


def last_beat() -> WorkerBeat | None:
    """Of a worker that can send, when there is one: beside it one without a sender does no harm."""
    rows = select(WorkerBeat).order_by(WorkerBeat.at.desc(), WorkerBeat.id.desc())
    newest = db.session.scalars(rows.limit(1)).first()
    if newest is None or newest.sends:
        return newest
    sending = rows.where(WorkerBeat.sends, WorkerBeat.at > newest.at - SILENT)
    return db.session.scalars(sending.limit(1)).first() or newest


def lives(last: WorkerBeat | None, *, now: datetime) -> bool:
    return last is not None and abs(now - last.at) < SILENT


def go_on(before: datetime, now: datetime) -> None:
    """The clock was turned: whoever lived before it lives after it."""
    db.session.execute(update(WorkerBeat).where(WorkerBeat.at > before - SILENT).values(at=now))
