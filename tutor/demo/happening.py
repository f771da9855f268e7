"""What goes on in the town: the next lesson, the last texts, the ring lists."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import selectinload

from tutor.changes.models import Change
from tutor.database import db
from tutor.lessons.models import Lesson, LessonState
from tutor.messaging.models import Channel, Message, MessageEvent, MessageState

MOST = 30
ON_THE_PHONE = (MessageState.SENT, MessageState.DELIVERED)


def latest_texts(limit: int = MOST) -> Sequence[Message]:
    """With the people and the number, the newest first."""
    found = (
        select(Message)
        .where(Message.channel == Channel.SMS, Message.state.in_(ON_THE_PHONE))
        .options(selectinload(Message.people), selectinload(Message.contact_point))
        .order_by(Message.attempt_at.desc(), Message.id.desc())
        .limit(limit)
    )
    return db.session.scalars(found).all()


def texts_waiting() -> int:
    return _count(Message.channel == Channel.SMS, Message.state == MessageState.DUE)


def calls_to_make(now: datetime) -> int:
    """How long the ring lists of both cities are together."""
    return _count(
        Message.channel == Channel.STAFF_CALL, Message.state == MessageState.DUE, Message.not_before <= now
    )


def next_start(after: datetime) -> datetime | None:
    """When the next lesson anywhere in the town begins."""
    planned = (Lesson.live, Lesson.state == LessonState.PLANNED, Lesson.starts_at > after)
    return db.session.scalar(select(Lesson.starts_at).where(*planned).order_by(Lesson.starts_at).limit(1))


def latest_trace() -> datetime | None:
    """The last moment of which the town keeps a record: its clock must not go back behind it."""
    found = [db.session.scalar(select(func.max(kept))) for kept in (Change.at, MessageEvent.at)]
    return max((moment for moment in found if moment), default=None)


def _count(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Message).where(*conditions)) or 0
