"""After seven days nobody needs the words and the number of a message: only that it was sent counts.

First here, then at the provider. What is not yet certain is kept: without its words it could not be found.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select, update

from tutor.database import db
from tutor.messaging import states
from tutor.messaging.models import Inbound, Message, MessageEvent, MessageState
from tutor.messaging.outbox import UNHEARD

KEPT = timedelta(days=7)
SETTLED = states.ENDED | {MessageState.SENT}
A_TURN = 1000


def forget_here(now: datetime) -> None:
    """An answer stays as long as somebody still has to ring about it."""
    before = now - KEPT
    over = func.coalesce(Message.ended_at, Message.attempt_at, Message.created_at) <= before
    something = or_(Message.body.is_not(None), Message.contact_point_id.is_not(None))
    db.session.execute(
        update(Message)
        .where(Message.state.in_(SETTLED), over, something)
        .values(body=None, contact_point_id=None)
    )
    to_ring = select(Message.id).where(Message.id == Inbound.call_id, Message.state == MessageState.DUE)
    old = (Inbound.at <= before, Inbound.text.is_not(None), ~to_ring.exists())
    db.session.execute(update(Inbound).where(*old).values(text=None))


def kept_there() -> Sequence[str]:
    """The provider's names of what we have forgotten and it has not. In no order: one that always fails
    must not stand before the others for ever."""
    sent = select(Message.sid).where(*_only_there())
    answers = select(Inbound.sid).where(Inbound.text.is_(None), Inbound.forgotten_at.is_(None))
    found = sent.union_all(answers, _earlier_tries()).subquery()
    rows = select(found.c[0]).order_by(func.random()).limit(A_TURN)
    return [sid for sid in db.session.scalars(rows) if sid]


def forgotten_there(sid: str, now: datetime) -> None:
    """Of a call's earlier try only its name is left to forget."""
    db.session.execute(update(MessageEvent).where(*_named(), MessageEvent.code == sid).values(code=None))
    for table in (Message, Inbound):
        db.session.execute(update(table).where(table.sid == sid).values(forgotten_at=now))


def overdue_there(now: datetime) -> int:
    """Forgotten here for more than a day, and still there."""
    long_ago = func.coalesce(Message.ended_at, Message.attempt_at) <= now - KEPT - timedelta(days=1)
    return db.session.scalar(select(func.count()).where(*_only_there(), long_ago)) or 0


def _earlier_tries() -> Select[str | None]:
    """Of calls that nobody heard at first: each was one of its own at the provider."""
    of_message = select(MessageEvent.code).join(Message, Message.id == MessageEvent.message_id)
    return of_message.where(*_named(), Message.body.is_(None))


def _named() -> tuple[ColumnElement[bool], ...]:
    return MessageEvent.status == UNHEARD, MessageEvent.code.is_not(None)


def _only_there() -> tuple[ColumnElement[bool], ...]:
    return Message.sid.is_not(None), Message.forgotten_at.is_(None), Message.body.is_(None)
