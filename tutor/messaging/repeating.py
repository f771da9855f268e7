"""Say once more what was said."""

from datetime import datetime
from typing import Any

from tutor.messaging import hours, queries
from tutor.messaging.actions import kept
from tutor.messaging.models import BY_HAND, Message, MessageState

COPIED = (
    "municipality_id", "purpose", "wording_key", "wording_n", "language", "channel", "contact_point_id",
    "about_kind", "about_id", "body", "not_after", "urgent",
)  # fmt: skip


def repeat(message: Message, *, occasion: str, now: datetime) -> Message | None:
    """The same words to the same number, by day. None when it is too late for them, or was taken back."""
    key, moment = f"{message.dedupe_key}:{occasion}"[-160:], hours.next_sending_moment(now)
    too_late = moment >= message.not_after or message.body is None or message.withdrawn_at is not None
    if too_late or message.channel in BY_HAND or queries.is_owed(key):
        return None
    return kept(copied(message, key, not_before=moment, now=now), now)


def copied(message: Message, key: str, *, not_before: datetime, now: datetime, **other: Any) -> Message:
    """A new row that says the same; `other` is what differs."""
    same = {name: getattr(message, name) for name in COPIED}
    return Message(
        created_at=now,
        dedupe_key=key,
        not_before=not_before,
        state=MessageState.DUE,
        people=list(message.people),
        **same | other,
    )
