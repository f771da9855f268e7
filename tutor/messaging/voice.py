"""A call by a machine: what became of it, and what follows when nobody heard it.

Each try has a name of its own at the provider. Only of the latest does anything count, but for a pressed key:
whoever pressed one has heard us, in whichever try. Names of earlier tries stay as codes of their events.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from tutor.database import db
from tutor.messaging.callbacks import NOT_HANDED_OVER, OTHER_SID, is_taken, tried
from tutor.messaging.failing import failed
from tutor.messaging.gateways.gateway import Failure, NumberRefused
from tutor.messaging.models import Channel, Message, MessageEvent, MessageState
from tutor.messaging.outbox import UNHEARD, arrived, release
from tutor.messaging.steps import is_noted, note, note_once, step
from tutor.messaging.voice_rules import Call, next_try

S = MessageState
HEARD, MACHINE, HUNG_UP = "heard", "machine", "hung_up"
ENDS_WITHIN = timedelta(minutes=10)
"""Later than that the provider has forgotten to tell us: we ask."""


def settle_call(
    uid: str, *, sid: str, call: Call, machine: bool, why: Failure | None = None, now: datetime
) -> bool:
    """False: we never made such a call. `machine`: it is certain that no person answered.

    `why` it was not possible to ring.
    """
    message = _called(uid)
    if message is None:
        return False
    if _is_latest(message, sid, now):
        if machine:
            note_once(message, MACHINE, now=now, code=sid)
        if message.state is S.SENT:
            _settle(message, call, sid, why, now)
    return True


def heard(uid: str, *, sid: str, pressed: bool, now: datetime) -> Message | None:
    """All was said, and perhaps a key pressed. None: we never made such a call."""
    message = _called(uid)
    if message is None:
        return None
    if pressed and message.state in NOT_HANDED_OVER and not is_taken(sid):
        step(message, S.SENT, now=now, source="provider")
        message.sid = sid
    if _is_latest(message, sid, now):
        note_once(message, HEARD, now=now, code=sid)
    if pressed and message.state is S.SENT:
        step(message, S.DELIVERED, now=now, source="person")
    return message


def without_end(now: datetime, limit: int = 100) -> Sequence[Message]:
    """Calls whose end nobody told us."""
    rows = select(Message).where(
        Message.channel == Channel.VOICE,
        Message.state == S.SENT,
        Message.attempt_at <= now - ENDS_WITHIN,
        Message.sid.is_not(None),
    )
    return db.session.scalars(rows.order_by(Message.id).limit(limit)).all()


def _called(uid: str) -> Message | None:
    message = tried(uid)
    return message if message and message.channel is Channel.VOICE else None


def _is_latest(message: Message, sid: str, now: datetime) -> bool:
    """Whatever is heard first of a try whose answer was lost makes its name known."""
    if is_noted(message, UNHEARD, sid):
        return False
    if message.sid is None and message.state in NOT_HANDED_OVER and not is_taken(sid):
        arrived(message, sid, now)
    if message.sid != sid:
        note_once(message, OTHER_SID, now=now, code=sid)
    return message.sid == sid


def _settle(message: Message, call: Call, sid: str, why: Failure | None, now: datetime) -> None:
    match call:
        case Call.BUSY | Call.NO_ANSWER:
            _unheard(message, call.value, sid, now)
        case Call.IMPOSSIBLE:
            failed(message, why or NumberRefused(call.value), now=now)
        case Call.ENDED if is_noted(message, MACHINE, sid):
            _unheard(message, MACHINE, sid, now)
        case Call.ENDED if is_noted(message, HEARD, sid):
            step(message, S.DELIVERED, now=now, source="provider")
        case Call.ENDED:
            _unheard(message, HUNG_UP, sid, now)


def _unheard(message: Message, why: str, sid: str, now: datetime) -> None:
    """Once more at another hour; when that is no use any more, staff ring."""
    note_once(message, why, now=now, code=sid)
    note(message, UNHEARD, now=now, code=sid)
    moment = next_try(now, tried=_tries(message), not_after=message.not_after)
    if moment is None and message.withdrawn_at is None:
        failed(message, NumberRefused(why), now=now)
        return
    message.not_before, message.sid = moment or message.not_before, None
    release(message, now=now)


def _tries(message: Message) -> int:
    unheard = (MessageEvent.message_id == message.id, MessageEvent.status == UNHEARD)
    return db.session.scalar(select(func.count()).select_from(MessageEvent).where(*unheard)) or 0
