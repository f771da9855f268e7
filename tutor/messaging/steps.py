"""One step of a message's way, and the row that remembers it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tutor.database import Model, db
from tutor.messaging import states
from tutor.messaging.models import Message, MessageEvent, MessageState


def step(
    message: Message, state: MessageState, *, now: datetime, source: str = "us", code: str | None = None
) -> bool:
    """Move it, when that move exists. The event is kept even when the move comes too late."""
    note(message, state.value, now=now, source=source, code=code)
    if not states.may_become(message.state, state, message.channel):
        return False
    message.state = state
    if state in states.ENDED:
        message.ended_at = now
    return True


def take_back(message: Message, *, now: datetime, source: str = "us") -> bool:
    """What is already on its way is only marked: it may have arrived. True: it certainly stays here."""
    message.withdrawn_at = now
    if message.state is MessageState.DUE:
        return step(message, MessageState.WITHDRAWN, now=now, source=source)
    return False


def note(
    message: Message, status: str, *, now: datetime, source: str = "us", code: str | None = None
) -> None:
    db.session.add(MessageEvent(message_id=message.id, at=now, source=source, status=status, code=code))


def is_noted(message: Message, status: str, code: str | None = None) -> bool:
    same = [MessageEvent.message_id == message.id, MessageEvent.status == status]
    if code is not None:
        same.append(MessageEvent.code == code)
    return db.session.scalar(select(MessageEvent.id).where(*same).limit(1)) is not None


def note_once(message: Message, status: str, *, now: datetime, code: str | None = None) -> None:
    if not is_noted(message, status, code):
        note(message, status, now=now, source="provider", code=code)


def add_once(row: Model) -> bool:
    """False when another process was quicker with the same unique key; nothing else is undone."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True
