"""Who is written to by post: when there is no number to reach somebody by, and time enough."""

from datetime import datetime, timedelta

from tutor.messaging.channels import Recipient
from tutor.messaging.duties import Duty
from tutor.messaging.hours import Window
from tutor.messaging.models import Channel

TIME_FOR_POST = timedelta(days=3)
SAYS_THE_SAME: dict[Channel, Channel] = {Channel.LETTER: Channel.VOICE}
"""A letter has the words of the call: whole sentences, and as many as are needed."""


def said_with(words: Channel) -> set[Channel]:
    """By which ways those words go."""
    return {channel for channel in Channel if words_of(channel) is words}


def words_of(channel: Channel) -> Channel:
    return SAYS_THE_SAME.get(channel, channel)


def in_time(not_after: datetime, now: datetime) -> bool:
    return not_after - now >= TIME_FOR_POST


def by_post(duty: Duty, recipient: Recipient, window: Window, now: datetime) -> bool:
    """Not what only a conversation can settle, and not to helpers: it is learners whom we visit."""
    alone = window.channel is Channel.STAFF_CALL and recipient.point is None
    learner = any(person.learner for person in recipient.people)
    return alone and learner and not duty.ring and in_time(duty.not_after, now)
