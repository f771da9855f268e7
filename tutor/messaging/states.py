"""Which step of a message's way may follow which."""

from datetime import timedelta

from tutor.errors import Refused
from tutor.messaging.models import BY_HAND, Channel, MessageState

LEASE = timedelta(seconds=60)
QUARANTINE = timedelta(minutes=5)
S = MessageState
ENDED = frozenset({S.DELIVERED, S.FAILED, S.WITHDRAWN, S.EXPIRED, S.DONE})
# SENDING and UNKNOWN go back to DUE only when the provider certainly holds nothing of ours.
MOVES: dict[MessageState, frozenset[MessageState]] = {
    S.DUE: frozenset({S.SENDING, S.SENT, S.WITHDRAWN, S.EXPIRED, S.DONE}),
    S.SENDING: frozenset({S.DUE, S.SENT, S.UNKNOWN, S.FAILED, S.WITHDRAWN}),
    S.UNKNOWN: frozenset({S.DUE, S.SENT, S.DELIVERED, S.FAILED, S.WITHDRAWN, S.EXPIRED}),
    S.SENT: frozenset({S.DELIVERED, S.FAILED}),
} | {state: frozenset() for state in ENDED}
RUNG_OUT = frozenset({S.DUE, S.WITHDRAWN})
"""What a call that nobody answered may become besides. A text that was sent never goes again."""


def may_become(state: MessageState, wanted: MessageState, channel: Channel = Channel.SMS) -> bool:
    rung_out = channel is Channel.VOICE and state is S.SENT
    return wanted in MOVES[state] or (rung_out and wanted in RUNG_OUT)


def check_call(channel: Channel, state: MessageState) -> None:
    if channel not in BY_HAND:
        raise Refused("これは電話のお知らせではありません。")
    if state is not MessageState.DUE:
        raise Refused("この電話は、もう済んだか、取りやめになっています。")
