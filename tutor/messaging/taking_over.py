"""Staff say many waiting texts themselves, by one press; and hand them back to the machine by another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, select, true
from sqlalchemy.orm import selectinload

from tutor.actor import Actor
from tutor.changes.models import Change
from tutor.database import db
from tutor.messaging import duties, hours
from tutor.messaging.by_staff import BY_MACHINE, TAKE_OVER, TAKEN_OVER, Act, possible, record_act, taken_over
from tutor.messaging.lists import rung_instead
from tutor.messaging.models import Message, MessageState
from tutor.messaging.outbox import locked
from tutor.messaging.queries import by_key, within_reach
from tutor.messaging.repeating import copied
from tutor.messaging.steps import add_once, note, take_back
from tutor.messaging.urgency import in_order

S = MessageState
MOST = 100
UNDO_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Outcome:
    done: int
    left: int
    """Was in the worker's hand, or had changed otherwise since the page was read."""


def waiting(
    *, by: Actor, now: datetime, purpose: str | None = None, about: tuple[str, int] | None = None
) -> list[Message]:
    """What a machine is still to say, the most urgent first, with people and numbers."""
    same = and_(Message.about_kind == about[0], Message.about_id == about[1]) if about else true()
    rows = (
        _waits(by, now)
        .where(true() if purpose is None else Message.purpose == purpose, same)
        .options(selectinload(Message.people), selectinload(Message.contact_point))
        .order_by(Message.not_after, Message.id)
        .limit(MOST)
    )
    return in_order(db.session.scalars(rows), now=now)


def kinds(*, by: Actor, now: datetime) -> dict[str, int]:
    """By purpose: how many wait."""
    rows = _waits(by, now).with_only_columns(Message.purpose, func.count()).group_by(Message.purpose)
    return dict(db.session.execute(rows.order_by(Message.purpose)).all())


def take_over_all(uids: Collection[str], *, by: Actor, now: datetime) -> Outcome:
    """Only what nobody has in hand: what the provider may have already is not rung beside it."""
    found = [one for one in _locked(uids, by) if one.state is S.DUE]
    mine = [one for one in found if Act.TAKE_OVER in possible(one, now=now)]
    for message in mine:
        taken_over(message, by=by, now=now)
    return Outcome(len(mine), len(set(uids)) - len(mine))


def last_taken(*, by: Actor, now: datetime) -> Sequence[Message]:
    """What this person took over by his or her last press, as far as nobody has rung yet."""
    mine = (
        Change.actor_id == by.person_id,
        Change.verb == TAKE_OVER,
        Change.at > now - UNDO_WITHIN,
    )
    last = select(func.max(Change.at)).where(*mine).scalar_subquery()
    ids = select(Change.subject_id).where(*mine, Change.at == last)
    rows = select(Message).where(Message.id.in_(ids), within_reach(by)).order_by(Message.id)
    found = db.session.scalars(rows).all()
    calls, moment = rung_instead(found), hours.next_sending_moment(now)
    return [
        one
        for one in found
        if one.state is S.WITHDRAWN and calls.get(one.id) is S.DUE and moment < one.not_after
    ]


def give_back_all(uids: Collection[str], *, by: Actor, now: datetime) -> Outcome:
    """What ended is not opened again: the machine says the same in a new message."""
    given = [one for one in _locked(uids, by) if _give_back(one, by, now)]
    return Outcome(len(given), len(set(uids)) - len(given))


def _give_back(message: Message, by: Actor, now: datetime) -> bool:
    call, moment = _call_of(message), hours.next_sending_moment(max(now, message.not_before))
    if call is None or moment >= message.not_after:
        return False
    again = copied(message, duties.again_key(message.dedupe_key), not_before=moment, now=now)
    if not add_once(again):
        return False
    note(again, S.DUE.value, now=now, source="staff")
    take_back(call, now=now, source="staff")
    record_act("give_back_message", message, by=by, now=now)
    return True


def _call_of(message: Message) -> Message | None:
    """The call in place of a text that certainly did not go out, locked, while nobody has made it."""
    call = by_key(duties.call_key(message.dedupe_key))
    if call is None or call.wording_key != TAKEN_OVER or message.state is not S.WITHDRAWN:
        return None
    call = locked(call.id)
    return call if call.state is S.DUE else None


def _waits(by: Actor, now: datetime) -> Select[Message]:
    return select(Message).where(
        Message.state == S.DUE,
        Message.channel.in_(BY_MACHINE),
        Message.not_after > now,
        within_reach(by),
    )


def _locked(uids: Collection[str], by: Actor) -> Sequence[Message]:
    """In one order, so that two presses never wait for each other; and as they stand now."""
    rows = select(Message).where(Message.uid.in_(uids), within_reach(by)).order_by(Message.id)
    return db.session.scalars(rows.with_for_update().execution_options(populate_existing=True)).all()
