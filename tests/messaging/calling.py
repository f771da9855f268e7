"""A call by a machine, tried and told about as the provider does."""

from datetime import datetime, timedelta

from tests import make
from tests.messaging.telling import tell
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging import outbox, voice
from tutor.messaging.gateways.gateway import Accepted
from tutor.messaging.models import Channel, Message
from tutor.messaging.voice_rules import Call

FIRST, SECOND, THIRD = (f"CA{n * 32}" for n in "123")
SOON = make.NOW + timedelta(minutes=2)


def owed(phone: str = "0191-21-8633", **values) -> Message:
    [message] = tell(make.person(phone), **values)
    db.session.commit()
    return message


def claim(now: datetime = make.NOW) -> Message | None:
    found = outbox.claim_one(now, here(), Channel.VOICE)
    db.session.commit()
    return found


def rung(message: Message, sid: str = FIRST) -> Message:
    """Claimed and accepted, when it is due."""
    at = message.not_before
    assert claim(at) is message
    outbox.record(message.id, at, Accepted(sid), at)
    db.session.commit()
    return message


def told(message: Message, call: Call, sid: str = FIRST, *, machine: bool = False, now=None) -> bool:
    known = voice.settle_call(
        message.uid, sid=sid, call=call, machine=machine, now=now or message.not_before + timedelta(minutes=1)
    )
    db.session.commit()
    return known


def heard(message: Message, sid: str = FIRST, *, pressed: bool = False) -> None:
    voice.heard(message.uid, sid=sid, pressed=pressed, now=message.not_before + timedelta(minutes=1))
    db.session.commit()
