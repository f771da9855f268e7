"""What the worker's turn queues."""

from datetime import datetime

from sqlalchemy import select

from tutor.database import db
from tutor.messaging.models import Message
from tutor.reminders.actions import queue_due


def queued(now: datetime) -> list[str]:
    """Purposes of what is new now, in order."""
    before = set(db.session.scalars(select(Message.id)))
    queue_due(now)
    db.session.commit()
    new = db.session.scalars(select(Message).where(Message.id.not_in(before)).order_by(Message.id))
    return [message.purpose for message in new]
