"""What waits says what is true now: its words stay, and only what became otherwise is said anew."""

import re
from collections.abc import Collection
from datetime import datetime

from tutor.database import db
from tutor.messaging import duties, letter_rules, queries
from tutor.messaging.fields import Fields, written
from tutor.messaging.models import Channel, Message, MessageState, Wording
from tutor.messaging.steps import note
from tutor.messaging.wording import PLACE

RESTATED = "restated"
# What is at the provider, or may be, is found there by its words.
STILL_OURS = frozenset({MessageState.DUE, MessageState.SENT})


def restate(
    *, about_kind: str, about_id: int, fields: Fields, anew: Collection[str], now: datetime
) -> list[Message]:
    """`fields` as they are now; those named in `anew` are written anew in whatever waits about it."""
    changed = []
    for message in queries.open_about(about_kind, about_id):
        body = _body(message, fields, anew) if message.state in STILL_OURS else None
        if body is not None and body != message.body:
            message.body = body
            note(message, RESTATED, now=now)
            changed.append(message)
    return changed


def _body(message: Message, fields: Fields, anew: Collection[str]) -> str | None:
    """None: it says none of this. A call in place of a text says what that would say."""
    said_with = letter_rules.words_of(message.channel)
    words = db.session.get(Wording, (message.wording_key, message.language, said_with, message.wording_n))
    if words is None or message.body is None:
        return None
    spoken = message.channel is Channel.VOICE
    instead_of = queries.by_key(message.dedupe_key.removesuffix(duties.CALL))
    if instead_of is None or instead_of is message:
        return said_anew(words, message.body, fields, anew, is_spoken=spoken)
    inner = _body(instead_of, fields, anew)
    return (
        None if inner is None else said_anew(words, message.body, {"body": inner}, {"body"}, is_spoken=spoken)
    )


def said_anew(
    words: Wording, said: str, fields: Fields, anew: Collection[str], *, is_spoken: bool
) -> str | None:
    """Places that `fields` do not fill keep what stands there in the text: nobody knows it any more."""
    now_said = {name: written(value, words.language, is_spoken=is_spoken) for name, value in fields.items()}
    pieces = PLACE.split(words.body)

    def pattern(n: int, piece: str) -> str:
        if n % 2 == 0:
            return re.escape(piece)
        # What is known is looked for as it is, so that two places side by side are told apart.
        return re.escape(now_said[piece]) if piece in now_said and piece not in anew else ".*?"

    found = re.fullmatch("".join(f"({pattern(n, one)})" for n, one in enumerate(pieces)), said, re.DOTALL)
    if found is None:
        return None
    kept = zip(pieces, found.groups(), strict=True)
    return "".join(now_said[piece] if n % 2 and piece in anew else was for n, (piece, was) in enumerate(kept))
