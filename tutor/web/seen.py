"""What a request that only reads must leave behind, in a transaction of its own."""

from datetime import datetime

from tutor.access.actions import note_wrong_try
from tutor.database import db, writing


def wrong_code(address: str, *, now: datetime) -> None:
    db.session.rollback()
    with writing():
        note_wrong_try(address, now=now)
        db.session.commit()
