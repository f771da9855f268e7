"""Messages as lists for staff: how many in which state, the newest, and whom we tried to ring."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from tutor.actor import Actor
from tutor.database import db
from tutor.messaging.duties import again_key, call_key
from tutor.messaging.hours import rests_until
from tutor.messaging.models import Message, MessageEvent, MessageState
from tutor.messaging.queries import within_reach

NOT_REACHED = "not_reached"
FIRST_AGAIN = again_key("")


@dataclass(frozen=True)
class Tried:
    times: int
    last_at: datetime


def counts(*, by: Actor) -> dict[MessageState, int]:
    rows = select(Message.state, func.count()).where(within_reach(by)).group_by(Message.state)
    found = dict(db.session.execute(rows).all())
    return {state: found.get(state, 0) for state in MessageState}


def newest(*, by: Actor, state: MessageState | None, most: int = 100) -> Sequence[Message]:
    """With people and number, the one made last first."""
    rows = (
        select(Message)
        .where(within_reach(by))
        .options(selectinload(Message.people), joinedload(Message.contact_point))
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(most)
    )
    if state is not None:
        rows = rows.where(Message.state == state)
    return db.session.scalars(rows).all()


def troubled_since(since: datetime, *, by: Actor, most: int) -> Sequence[Message]:
    """What did not arrive, came too late, or may not have arrived; the newest first, with people.

    What was said once more since is none: the second speaks for itself.
    """
    ended = and_(Message.state.in_((MessageState.FAILED, MessageState.EXPIRED)), Message.ended_at > since)
    again = aliased(Message)
    said_again = exists().where(again.dedupe_key == Message.dedupe_key + FIRST_AGAIN)
    unsure = and_(Message.state == MessageState.UNKNOWN, Message.attempt_at > since)
    rows = (
        select(Message)
        .where(within_reach(by), or_(ended, unsure), Message.withdrawn_at.is_(None), ~said_again)
        .options(selectinload(Message.people))
        .order_by(func.coalesce(Message.ended_at, Message.attempt_at).desc(), Message.id.desc())
        .limit(most)
    )
    return db.session.scalars(rows).all()


def rung_instead(messages: Collection[Message]) -> dict[int, MessageState]:
    """By message id: how the call stands that took its place (`actions.ring_instead`)."""
    ids = {call_key(one.dedupe_key): one.id for one in messages}
    rows = select(Message.dedupe_key, Message.state).where(Message.dedupe_key.in_(ids))
    return {ids[key]: state for key, state in db.session.execute(rows)}


def resting(calls: Collection[Message], tries: Mapping[int, Tried], *, now: datetime) -> dict[int, datetime]:
    """By message id: when to ring those again who did not answer just now."""
    moments = {one.id: rests_until(tries[one.id].last_at, one.not_after) for one in calls if one.id in tries}
    return {id_: again for id_, again in moments.items() if again and again > now}


def tried(messages: Collection[Message]) -> dict[int, Tried]:
    """By message id: how often staff rang for nothing."""
    rows = (
        select(MessageEvent.message_id, func.count(), func.max(MessageEvent.at))
        .where(MessageEvent.message_id.in_([one.id for one in messages]), MessageEvent.status == NOT_REACHED)
        .group_by(MessageEvent.message_id)
    )
    return {id_: Tried(times, last_at) for id_, times, last_at in db.session.execute(rows)}
