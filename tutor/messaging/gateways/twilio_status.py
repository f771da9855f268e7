"""Twilio's words for what became of a text, and for who wants none, in terms of ours."""

from tutor.messaging.models import MessageState
from tutor.messaging.voice_rules import Call

# Whatever is still under way there was handed over: that is our "sent". So is a word we do not know yet.
ENDS = {
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "undelivered": MessageState.FAILED,
    "failed": MessageState.FAILED,
    "canceled": MessageState.FAILED,
}
CALL_ENDS = {
    "completed": Call.ENDED,
    "busy": Call.BUSY,
    "no-answer": Call.NO_ANSWER,
    "failed": Call.IMPOSSIBLE,
    "canceled": Call.IMPOSSIBLE,
}
STARTS = frozenset({"start", "unstop", "yes"})
"""Written to a number where STOP was written before, Twilio opens it again."""


def state_of(status: str) -> MessageState:
    return ENDS.get(status, MessageState.SENT)


def call_of(status: str) -> Call:
    return CALL_ENDS.get(status, Call.UNDER_WAY)


def is_machine(answered_by: str) -> bool:
    """An answering machine or a fax. "unknown" may be somebody who said nothing at first."""
    return answered_by.startswith(("machine", "fax"))


def wants_texts(opt: str, text: str) -> bool | None:
    """What Twilio itself understood, and acts upon; None: nothing."""
    if opt == "STOP":
        return False
    return True if opt == "START" or text.strip().casefold() in STARTS else None
