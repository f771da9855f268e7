"""Whom staff ring first: whose deadline comes first, and what is off or otherwise counts as nearer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tutor.messaging.models import Meaning, Message
from tutor.messaging.purposes import ANSWERS

HEAD_START = timedelta(hours=4)
"""Who hears too late of a change waits in vain; who misses a reminder mostly comes all the same."""
CANNOT_COME = ANSWERS[Meaning.CANNOT_COME]


def in_order(calls: Iterable[Message], *, now: datetime) -> list[Message]:
    """What is too late already comes first: a promise that was missed."""
    return sorted(calls, key=lambda one: (one.not_after > now, counts_as(one), one.id))


def counts_as(call: Message) -> datetime:
    """The deadline by which it stands in line. Not by the hour of looking: nothing moves under one's hand."""
    does_harm = call.urgent or call.purpose == CANNOT_COME
    return call.not_after - HEAD_START if does_harm else call.not_after
