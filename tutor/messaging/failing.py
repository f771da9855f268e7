"""What certainly did not arrive: said once more a little later, or rung by staff."""

from datetime import datetime

from tutor.messaging.actions import kept, ring_instead
from tutor.messaging.duties import again_key, is_again
from tutor.messaging.gateways.gateway import Failure, LaneRefused, NumberRefused, TryLater
from tutor.messaging.hours import second_try
from tutor.messaging.lanes import stop_lane
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.queries import OPEN, by_key
from tutor.messaging.repeating import copied
from tutor.messaging.steps import step, take_back
from tutor.people.actions import stop_number


def failed(message: Message, why: Failure, *, now: datetime) -> None:
    """It has ended, and is said in another way when it is still wanted and not too late."""
    if isinstance(why, LaneRefused):
        stop_lane(message.channel, why.code, tried_at=message.attempt_at, now=now)
    if isinstance(why, NumberRefused) and why.stopped and message.contact_point:
        stop_number(message.contact_point, now=now)
    if not step(message, MessageState.FAILED, now=now, source="provider", code=why.code or None):
        return
    message.error_code = why.code or None
    if message.withdrawn_at is None and message.not_after > now and not _goes_again(message, why, now):
        ring_instead(message, now=now)


def no_second(message: Message, *, now: datetime) -> None:
    """It arrived after all, or staff say it: what was to say it once more does not."""
    again = by_key(again_key(message.dedupe_key))
    if again and again.state in OPEN:
        take_back(again, now=now)


def _goes_again(message: Message, why: Failure, now: datetime) -> bool:
    """A telephone that was off may be on in two hours. A new text: the first has ended. Never a third."""
    moment = second_try(now, message.not_after)
    if moment is None or not isinstance(why, TryLater) or is_again(message.dedupe_key):
        return False
    if message.channel is not Channel.SMS or message.body is None or message.contact_point_id is None:
        return False
    return kept(copied(message, again_key(message.dedupe_key), not_before=moment, now=now), now) is not None
