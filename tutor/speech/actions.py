"""How the office says a word."""

from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import nothing_here
from tutor.office.models import Municipality
from tutor.speech import rules
from tutor.speech.models import Reading


def keep_reading(place: Municipality, written: str, spoken: str, *, by: Actor, now: datetime) -> None:
    """A word has one reading: the later one holds."""
    rules.check_spoken(spoken)
    same = (Reading.municipality_id == place.id, Reading.written == written)
    row = db.session.scalar(select(Reading).where(*same)) or Reading(
        municipality_id=place.id, written=written
    )
    row.spoken, row.changed_at = rules.katakana(spoken), now
    db.session.add(row)
    db.session.flush()
    record("keep_reading", row, by=by, now=now, municipality_id=place.id)


def forget_reading(place: Municipality, written: str, *, by: Actor, now: datetime) -> None:
    same = (Reading.municipality_id == place.id, Reading.written == written)
    row = db.session.scalar(select(Reading).where(*same))
    if row is None:
        raise nothing_here()
    record("forget_reading", row, by=by, now=now, municipality_id=place.id)
    db.session.delete(row)
