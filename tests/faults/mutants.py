"""Designs that others trust. In the same storm each must fail, or the storm would prove nothing."""

from collections.abc import Callable
from datetime import datetime

from tutor.jobs.owner import Owner
from tutor.messaging import outbox, reclaiming
from tutor.messaging.gateways.gateway import Outgoing
from tutor.messaging.models import MessageState
from tutor.messaging.steps import step


def resend() -> None:
    """A lease that ended is simply sent again: it doubles what had arrived."""

    def reclaim(message_id: int, now: datetime) -> None:
        message = outbox.locked(message_id)
        if message.state is MessageState.SENDING:
            step(message, MessageState.DUE, now=now)

    reclaiming.reclaim = reclaim


def mark_first() -> None:
    """Marked as sent, then sent: it loses what its owner died over."""
    before_post = outbox.before_post

    def marked(message_id: int, owner: Owner, now: datetime) -> Outgoing | None:
        going = before_post(message_id, owner, now)
        if going:
            step(outbox.locked(message_id), MessageState.SENT, now=now)
        return going

    outbox.before_post = marked


def let_live() -> None:
    """Whoever froze is not ended before its message is looked for: it sends when it thaws."""
    Owner.end = lambda _self: None


ALL: dict[str, Callable[[], None]] = {"resend": resend, "mark_first": mark_first, "let_live": let_live}
# Seconds after a POST began: when its owner's death harms such a design most. (It takes about 0.02.)
WEAKEST = {"resend": 0.03, "mark_first": 0.0}
