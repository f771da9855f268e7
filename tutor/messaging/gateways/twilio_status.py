"""Twilio's words for what became of a text, as states of ours."""

from tutor.messaging.models import MessageState

# Whatever is still under way there was handed over: that is our "sent". So is a word we do not know yet.
ENDS = {
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "undelivered": MessageState.FAILED,
    "failed": MessageState.FAILED,
    "canceled": MessageState.FAILED,
}
STOPPED = "21610"
"""The person wrote STOP: Twilio lets nothing through to that number."""


def state_of(status: str) -> MessageState:
    return ENDS.get(status, MessageState.SENT)
