"""A key pressed in a call of ours, or none: what it brings about, and what is said next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.messaging import spoken, voice
from tutor.messaging.inbound import Answer
from tutor.messaging.models import Meaning, Message
from tutor.replies.actions import take

SAID = {Meaning.NOTED: "1", Meaning.CALL_ME: "2 電話がほしい"}
"""As staff read it on the call that follows."""


@dataclass(frozen=True)
class Next:
    parts: Sequence[str]
    language: str
    turn: int = 0
    """Of the next question; 0: the call ends."""


def take_key(uid: str, *, sid: str, key: str, turn: int, now: datetime) -> Next | None:
    """None: we never made such a call. A key pressed in an answering machine is none we know."""
    meaning = spoken.KEYS.get(key)
    message = voice.heard(uid, sid=sid, pressed=meaning is not None, now=now)
    if message is None:
        return None
    if meaning in SAID:
        return _answered(message, meaning, sid, now)
    words = spoken.words(message.language, message.purpose)
    # Who pressed nothing may have no such keys, or did not follow: once more, and that is all.
    if turn >= (spoken.ROUNDS if key else 2) or not message.body:
        return Next((words.goodbye,), message.language)
    again = spoken.message(message.body, message.language, message.purpose, again=True)
    return Next(again, message.language, turn + 1)


def _answered(message: Message, meaning: Meaning, sid: str, now: datetime) -> Next:
    """The same key twice in a call is one answer."""
    words = spoken.words(message.language, message.purpose)
    if message.contact_point:
        text, name = SAID[meaning], f"{sid}-{meaning}"
        take(Answer(name, message.contact_point, text, meaning, to=message), now=now)
    return Next((words.noted if meaning is Meaning.NOTED else words.will_ring,), message.language)
