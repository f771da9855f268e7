"""What a request that only reads must leave behind, in a transaction of its own."""

from datetime import datetime

from tutor.access.actions import note_wrong_try
from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import Model, db, writing


def wrong_code(address: str, *, now: datetime) -> None:
    db.session.rollback()
    with writing():
        note_wrong_try(address, now=now)
        db.session.commit()


def scores(of: Model, *, by: Actor, now: datetime) -> None:
    """Who scored what in a unit, or one person's scores, were looked at. Call it when the page is written."""
    db.session.rollback()
    with writing():
        record("see_scores", of, by=by, now=now)
        db.session.commit()
