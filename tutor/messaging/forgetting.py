"""After seven days nobody needs the words and the number of a message: only that it was sent counts.

First here, then at the provider. What is not yet certain is kept: without its words it could not be found.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from tutor.database import db
from tutor.messaging import states
from tutor.messaging.callbacks import OTHER_SID
from tutor.messaging.models import Inbound, Message, MessageEvent, MessageState
from tutor.messaging.outbox import UNHEARD
from tutor.people.models import ContactPoint, PersonContact

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
    said = or_(Inbound.text.is_not(None), Inbound.contact_point_id.is_not(None))
    old = (Inbound.at <= before, said, ~to_ring.exists())
    db.session.execute(update(Inbound).where(*old).values(text=None, contact_point_id=None))
    _forget_nobody_s_numbers(before)


def _forget_nobody_s_numbers(before: datetime) -> None:
    """Of strangers who wrote, and what staff have corrected since."""
    used = (
        select(table.contact_point_id).where(table.contact_point_id == ContactPoint.id).exists()
        for table in (PersonContact, Message, Inbound)
    )
    db.session.execute(delete(ContactPoint).where(ContactPoint.created_at <= before, *(~one for one in used)))


def kept_there() -> Sequence[str]:
    """The provider's names of what we have forgotten and it has not. In no order: one that always fails
    must not stand before the others for ever."""
    sent = select(Message.sid).where(*_only_there())
    answers = select(Inbound.sid).where(Inbound.text.is_(None), Inbound.forgotten_at.is_(None))
    found = sent.union_all(answers, _other_names()).subquery()
    rows = select(found.c[0]).order_by(func.random()).limit(A_TURN)
    return [sid for sid in db.session.scalars(rows) if sid]


def forgotten_there(sid: str, now: datetime) -> None:
    """Of a call's earlier try, and of a second text, only the name is left to forget."""
    db.session.execute(update(MessageEvent).where(*_named(), MessageEvent.code == sid).values(code=None))
    for table in (Message, Inbound):
        db.session.execute(update(table).where(table.sid == sid).values(forgotten_at=now))


def overdue_there(now: datetime) -> int:
    """Forgotten here for more than a day, and still there."""
    long_ago = func.coalesce(Message.ended_at, Message.attempt_at) <= now - KEPT - timedelta(days=1)
    return db.session.scalar(select(func.count()).where(*_only_there(), long_ago)) or 0


def _other_names() -> Select[str | None]:
    """Of calls that nobody heard at first, and of texts it has twice: each is one of its own there."""
    other = aliased(Message)
    still_known = select(other.id).where(other.sid == MessageEvent.code, other.body.is_not(None)).exists()
    of_message = select(MessageEvent.code).join(Message, Message.id == MessageEvent.message_id)
    return of_message.where(*_named(), Message.body.is_(None), ~still_known)


def _named() -> tuple[ColumnElement[bool], ...]:
    return MessageEvent.status.in_((UNHEARD, OTHER_SID)), MessageEvent.code.is_not(None)


def _only_there() -> tuple[ColumnElement[bool], ...]:
    return Message.sid.is_not(None), Message.forgotten_at.is_(None), Message.body.is_(None)
