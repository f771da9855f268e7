"""Letters that staff print and post: which are to be written, and that they were posted, or were not."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.local_time import day_span, local_date
from tutor.messaging import duties, letter_rules
from tutor.messaging.models import Channel, Message, MessageEvent, MessageState
from tutor.messaging.outbox import locked
from tutor.messaging.queries import within_reach
from tutor.messaging.repeating import copied
from tutor.messaging.steps import add_once, note, step
from tutor.people.models import Household, Person

S = MessageState
POSTED = "posted"
"""Which of the ways to be told: a letter may have been too late, and somebody told in another way."""
LOADED = (selectinload(Message.people).joinedload(Person.household).joinedload(Household.town),)


def to_post(*, by: Actor, now: datetime) -> Sequence[Message]:
    """What still arrives in time, the most urgent first. The ring list has the others."""
    rows = (
        select(Message)
        .where(
            Message.channel == Channel.LETTER,
            Message.state == S.DUE,
            Message.not_before <= now,
            Message.not_after >= now + letter_rules.TIME_FOR_POST,
            within_reach(by),
        )
        .options(*LOADED)
        .order_by(Message.not_after, Message.id)
    )
    return db.session.scalars(rows).all()


def posted_last(*, by: Actor, now: datetime) -> Sequence[Message]:
    """What this person said was posted last, in one press: what "undo" means at that desk."""
    rows = (
        select(Message)
        .where(
            Message.channel == Channel.LETTER,
            Message.state == S.DONE,
            Message.withdrawn_at.is_(None),
            Message.ended_by_id == by.person_id,
            Message.ended_at >= day_span(local_date(now))[0],
            exists().where(MessageEvent.message_id == Message.id, MessageEvent.code == POSTED),
            within_reach(by),
        )
        .options(*LOADED)
        .order_by(Message.ended_at.desc(), Message.not_after, Message.id)
    )
    found = db.session.scalars(rows).all()
    return [one for one in found if one.ended_at == found[0].ended_at]


def post(letters: Collection[Message], *, by: Actor, now: datetime) -> int:
    """Staff have put them into the post. How many that are: what a colleague posted meanwhile is no fault."""
    return sum(_post(one, by, now) for one in sorted(letters, key=lambda one: one.id))


def not_posted(letters: Collection[Message], *, by: Actor, now: datetime) -> int:
    """They lie there yet. What ended must not be opened again, so each is a new row to post."""
    return sum(_not_posted(one, by, now) for one in sorted(letters, key=lambda one: one.id))


def _post(letter: Message, by: Actor, now: datetime) -> bool:
    letter = locked(letter.id)
    if letter.channel is not Channel.LETTER:
        raise Refused("これは手紙のお知らせではありません。")
    if letter.state is not S.DUE:
        return False
    letter.ended_by_id = by.person_id
    step(letter, S.DONE, now=now, source="staff", code=POSTED)
    record("post_letter", letter, by=by, now=now, municipality_id=letter.municipality_id)
    return True


def _not_posted(letter: Message, by: Actor, now: datetime) -> bool:
    letter = locked(letter.id)
    if letter.state is not S.DONE or letter.withdrawn_at is not None or letter.body is None:
        return False
    letter.withdrawn_at = now
    note(letter, S.WITHDRAWN.value, now=now, source="staff")
    again = copied(letter, duties.again_key(letter.dedupe_key), not_before=now, now=now)
    if not add_once(again):
        return False
    note(again, S.DUE.value, now=now, source="staff")
    record("not_posted_letter", again, by=by, now=now, municipality_id=again.municipality_id)
    return True
