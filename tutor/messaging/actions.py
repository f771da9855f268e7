"""Owe somebody a message, take it back, or ring them ourselves."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.messaging import duties, hours, letter_rules, queries, states, wording
from tutor.messaging.channels import Recipient
from tutor.messaging.duties import Duty
from tutor.messaging.fields import Fields
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.purposes import NEVER_RUNG, RING_BACK
from tutor.messaging.recipients import recipients
from tutor.messaging.steps import add_once, note, step, take_back
from tutor.people.models import ContactPoint, Person


def notify(
    people: Iterable[Person],
    *,
    purpose: str,
    about_kind: str,
    about_id: int,
    occasion: str,
    fields: Fields,
    municipality_id: int | None,
    not_before: datetime,
    not_after: datetime,
    urgent: bool = False,
    ring: bool = False,
    variant: str = "",
    now: datetime,
) -> list[Message]:
    """Queue what these people are owed and return what is new; asked twice, nothing is doubled.

    `occasion` tells one happening from the next of the same purpose about the same thing: a lesson
    moved twice is two occasions, and what was withdrawn is owed again only as a new occasion.
    `variant` chooses words (class: lesson_booked_class), never whether something is owed.
    `urgent` must not wait for the morning: then staff ring at once. `ring`: staff ring in any case.
    """
    if not_after <= now:
        return []
    duty = Duty(
        purpose,
        about_kind,
        about_id,
        occasion,
        fields,
        municipality_id,
        not_before,
        not_after,
        urgent,
        ring,
        variant,
    )
    made = [_queue(duty, one, now) for one in recipients(duty, people)]
    return [message for message in made if message]


def withdraw(
    *,
    about_kind: str,
    about_id: int,
    purposes: Collection[str] | None = None,
    only_to: Collection[Person] | None = None,
    keep: Collection[str] = (),
    now: datetime,
) -> list[Message]:
    """Nothing more goes out about it: of these purposes, to these people alone; or at all but for `keep`.

    Returned is what certainly stays here.
    """
    stays = []
    for message in queries.open_about(about_kind, about_id, purposes=purposes):
        others = only_to is not None and not set(message.people) <= set(only_to)
        if others or message.purpose in keep:
            continue
        if take_back(message, now=now):
            stays.append(message)
    db.session.flush()
    return stays


def finish_call(message: Message, *, by: Actor, now: datetime) -> None:
    """Staff rang and said it."""
    states.check_call(message.channel, message.state)
    message.ended_by_id = by.person_id
    step(message, MessageState.DONE, now=now, source="staff")
    record("finish_call", message, by=by, now=now, municipality_id=message.municipality_id)


def could_not_reach(message: Message, *, by: Actor, now: datetime) -> None:
    """Staff rang and nobody answered: the call stays on the list, and the try is kept."""
    states.check_call(message.channel, message.state)
    note(message, "not_reached", now=now, source="staff")
    record("could_not_reach", message, by=by, now=now, municipality_id=message.municipality_id)


def promise_call(
    people: Iterable[Person],
    *,
    point: ContactPoint | None,
    about_kind: str,
    about_id: int,
    fields: Fields,
    municipality_id: int | None,
    until: datetime,
    now: datetime,
    occasion: str = "",
    purpose: str = RING_BACK,
) -> Message | None:
    """Staff ring back, people we know or a bare number: as promised, or as asked for. It does not lapse."""
    duty = Duty(
        purpose,
        about_kind,
        about_id,
        f"{until:%Y%m%d%H%M}{occasion}",
        fields,
        municipality_id,
        now,
        until,
        False,
    )
    return _listed(duty, Recipient(tuple(people), point, Channel.STAFF_CALL), now)


def leave_to_staff(
    *,
    purpose: str,
    about_kind: str,
    about_id: int,
    occasion: str,
    fields: Fields,
    municipality_id: int | None,
    until: datetime,
    now: datetime,
) -> Message | None:
    """On the ring list without a name: whom to ring, staff see where it leads. Asked twice, it is once."""
    duty = Duty(purpose, about_kind, about_id, occasion, fields, municipality_id, now, until, True)
    return _listed(duty, Recipient((), None, Channel.STAFF_CALL), now)


def ring_instead(message: Message, *, words: str = "", now: datetime) -> Message | None:
    """What cannot arrive by itself, or what staff rather say themselves, becomes a call, once.

    What is not worth a call becomes one only because staff want it.
    """
    if not words and message.purpose in NEVER_RUNG:
        return None
    why = "ring_instead_of_call" if message.channel is Channel.VOICE else "ring_instead"
    duty = Duty(
        purpose=message.purpose,
        about_kind=message.about_kind,
        about_id=message.about_id,
        occasion="",
        fields={"body": message.body or ""},
        municipality_id=message.municipality_id,
        not_before=now,
        not_after=message.not_after,
        urgent=message.urgent,
    )
    recipient = Recipient(tuple(message.people), message.contact_point, Channel.STAFF_CALL)
    call = _written(duty, recipient, hours.Window(Channel.STAFF_CALL, now), [words or why], now)
    call.dedupe_key = duties.call_key(message.dedupe_key)
    return kept(call, now)


def _listed(duty: Duty, whom: Recipient, now: datetime) -> Message | None:
    if queries.is_owed(duty.key + whom.key):
        return None
    return kept(_written(duty, whom, hours.Window(Channel.STAFF_CALL, now), [duty.purpose], now), now)


def _queue(duty: Duty, recipient: Recipient, now: datetime) -> Message | None:
    if queries.is_owed(duty.key + recipient.key):
        return None
    window = hours.window(recipient.channel, duty, now)
    keys = [f"{duty.purpose}_{duty.variant}", duty.purpose] if duty.variant else [duty.purpose]
    if recipient.copy_about:
        keys = [f"{duty.purpose}_copy", *keys]
    if letter_rules.by_post(duty, recipient, window, now):
        window = replace(window, channel=Channel.LETTER)
    words = letter_rules.words_of(window.channel)
    if words is Channel.VOICE and not wording.is_there(keys, words, now=now):
        window = replace(window, channel=Channel.STAFF_CALL)
    if window.channel is Channel.STAFF_CALL and duty.purpose in NEVER_RUNG:
        return None
    return kept(_written(duty, recipient, window, keys, now), now)


def kept(message: Message, now: datetime) -> Message | None:
    if not add_once(message):
        return None
    note(message, MessageState.DUE.value, now=now)
    return message


def _written(
    duty: Duty, recipient: Recipient, window: hours.Window, keys: list[str], now: datetime
) -> Message:
    language = recipient.people[0].language if recipient.people else wording.FALLBACK
    words = wording.newest(keys, language, letter_rules.words_of(window.channel), now=now)
    return Message(
        created_at=now,
        municipality_id=duty.municipality_id,
        purpose=duty.purpose,
        wording_key=words.key,
        wording_n=words.n,
        language=words.language,
        channel=window.channel,
        contact_point=recipient.point,
        about_kind=duty.about_kind,
        about_id=duty.about_id,
        dedupe_key=duty.key + recipient.key,
        body=wording.filled(
            words.body,
            {**duty.fields, "person": recipient.names},
            words.language,
            is_spoken=window.channel is Channel.VOICE,
        ),
        not_before=window.not_before,
        not_after=duty.not_after,
        urgent=duty.urgent,
        state=MessageState.DUE,
        people=list(recipient.people),
    )
