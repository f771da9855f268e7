"""What the provider tells us by itself. In any order, any number of times: the first end stays."""

from datetime import datetime

from sqlalchemy import select

from tutor.database import db
from tutor.messaging.failing import failed, no_second
from tutor.messaging.gateways.gateway import Failure
from tutor.messaging.models import Message, MessageState
from tutor.messaging.outbox import arrived
from tutor.messaging.steps import is_noted, note_once, step

S = MessageState
NOT_HANDED_OVER = frozenset({S.DUE, S.SENDING, S.UNKNOWN})
"""As far as we know. Whoever calls back about it knows better."""
OTHER_SID = "other_sid"


def settle(uid: str, *, sid: str, state: MessageState, why: Failure, now: datetime) -> bool:
    """What became of it there: sent, delivered or failed, and `why`. False: we never sent such a message."""
    message = tried(uid)
    if message is None:
        return False
    if message.sid != sid and (message.sid or is_taken(sid)):
        note_once(message, OTHER_SID, now=now, code=sid)
    elif not is_noted(message, state.value):
        _settle(message, sid, state, why, now)
    return True


def _settle(message: Message, sid: str, state: MessageState, why: Failure, now: datetime) -> None:
    if message.state in NOT_HANDED_OVER:
        arrived(message, sid, now)
    message.sid = sid  # also of what had ended for us: its text must be erased there as well
    if state is S.FAILED:
        failed(message, why, now=now)
    elif state is S.DELIVERED and not step(message, state, now=now, source="provider"):
        no_second(message, now=now)


def tried(uid: str) -> Message | None:
    """Locked, so that the worker's own record of the same try comes before or after, never between."""
    return db.session.scalar(
        select(Message)
        .where(Message.uid == uid, Message.attempt_at.is_not(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def is_taken(sid: str) -> bool:
    return db.session.scalar(select(Message.id).where(Message.sid == sid)) is not None
