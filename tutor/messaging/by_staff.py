"""What staff themselves do about one message: stop it, ring instead, or send it again."""

from datetime import datetime
from enum import StrEnum

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.messaging import channels, duties, hours, queries, states
from tutor.messaging.actions import ring_instead
from tutor.messaging.failing import no_second
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.outbox import locked
from tutor.messaging.queries import by_key
from tutor.messaging.repeating import copied
from tutor.messaging.steps import add_once, note, take_back
from tutor.people.models import ContactPoint

S = MessageState


class Act(StrEnum):
    STOP = "stop"
    TAKE_OVER = "take_over"
    RESEND = "resend"


POSSIBLE = {
    Act.STOP: frozenset({S.DUE, S.SENDING, S.UNKNOWN}),
    Act.TAKE_OVER: frozenset({S.DUE, S.SENDING, S.UNKNOWN, S.SENT, S.FAILED, S.EXPIRED}),
    # What may still arrive is not sent beside it: that would be the same message twice.
    Act.RESEND: frozenset({S.DELIVERED, S.FAILED, S.EXPIRED}),
}
BY_MACHINE = frozenset({Channel.SMS, Channel.VOICE})
TAKE_OVER, TAKEN_OVER = "take_over_message", "taken_over"
"""As it is recorded, and what staff read on the ring list."""


def possible(message: Message, *, now: datetime) -> list[Act]:
    """What was taken back is no longer true, and what is too late helps nobody: neither is said again."""
    if message.channel not in BY_MACHINE or message.withdrawn_at is not None or message.body is None:
        return []
    late = message.not_after <= now
    return [act for act in Act if message.state in POSSIBLE[act] and (act is Act.STOP or not late)]


def stop(message: Message, *, by: Actor, now: datetime) -> None:
    message = _checked(message, Act.STOP, now)
    take_back(message, now=now, source="staff")
    record_act("stop_message", message, by=by, now=now)


def take_over(message: Message, *, by: Actor, now: datetime) -> None:
    """On the ring list, and no machine says it any more. Pressed twice, it is rung once."""
    taken_over(_checked(message, Act.TAKE_OVER, now), by=by, now=now)


def taken_over(message: Message, *, by: Actor, now: datetime) -> None:
    """Of one that is locked, and may be."""
    if message.state in POSSIBLE[Act.STOP] or states.may_become(message.state, S.DUE, message.channel):
        take_back(message, now=now, source="staff")
    no_second(message, now=now)
    ring_instead(message, words=TAKEN_OVER, now=now)
    record_act(TAKE_OVER, message, by=by, now=now)


def resend(message: Message, *, by: Actor, now: datetime) -> Message:
    """A new message that says the same, to the number they have now. What ended stays as it ended."""
    message = _checked(message, Act.RESEND, now)
    again = _copied(message, now)
    if not add_once(again):
        raise Refused("もう一度送る列に、すでに入っています。")
    note(again, S.DUE.value, now=now, source="staff")
    call = by_key(duties.call_key(message.dedupe_key))
    if call and call.state is S.DUE:
        take_back(call, now=now, source="staff")
    record_act("resend_message", again, by=by, now=now)
    return again


def _copied(message: Message, now: datetime) -> Message:
    point, channel = channels.choose(_numbers(message), shut=queries.are_shut())
    moment = now if channel is Channel.STAFF_CALL else hours.next_sending_moment(now)
    if moment >= message.not_after:
        raise Refused("朝まで待つと間に合いません。電話でお伝えください。")
    number = point.id if point else None
    key = duties.again_key(message.dedupe_key)
    return copied(message, key, not_before=moment, now=now, channel=channel, contact_point_id=number)


def _numbers(message: Message) -> list[ContactPoint]:
    if message.people:
        return [one.contact_point for one in message.people[0].contacts]
    return [message.contact_point] if message.contact_point else []


def _checked(message: Message, act: Act, now: datetime) -> Message:
    """As it stands now: the worker may have been quicker than whoever looked at the page."""
    message = locked(message.id)
    if act not in possible(message, now=now):
        raise Refused("このお知らせは、もうようすが変わっています。もう一度ごらんください。")
    return message


def record_act(verb: str, message: Message, *, by: Actor, now: datetime) -> None:
    db.session.flush()
    record(verb, message, by=by, now=now, municipality_id=message.municipality_id)
