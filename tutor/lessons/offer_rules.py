"""Until when a tutor may answer, and what an answer that comes too late is told."""

from datetime import datetime, time, timedelta

from tutor.errors import Refused
from tutor.lessons.models import OfferAnswer
from tutor.local_time import at, local_date
from tutor.messaging.hours import is_open, next_sending_moment

TO_ANSWER = timedelta(minutes=30)
"""The least time between reading it and the deadline."""
TO_GO = timedelta(hours=1)
"""Whoever says yes must still get ready and go."""
AFTER_HOURS = (1, 2, 4)
AT_DAYS_AND_HOURS = ((0, 18), (1, 12), (1, 18), (2, 18), (6, 18))


def deadlines(starts_at: datetime, *, now: datetime) -> list[datetime]:
    """To choose from: by day, when it can be read, and early enough to go. None: it must be rung."""
    begins = next_sending_moment(now)
    first = begins.replace(minute=begins.minute // 15 * 15, second=0, microsecond=0)
    soon = [first + timedelta(hours=hours) for hours in AFTER_HOURS]
    later = [at(local_date(now) + timedelta(days=days), time(hour)) for days, hour in AT_DAYS_AND_HOURS]
    return sorted({one for one in (*soon, *later) if is_deadline(one, starts_at, now=now)})


def is_deadline(until: datetime, starts_at: datetime, *, now: datetime) -> bool:
    return is_open(until) and next_sending_moment(now) + TO_ANSWER <= until <= starts_at - TO_GO


def check_deadline(until: datetime, starts_at: datetime, *, now: datetime) -> None:
    if not is_deadline(until, starts_at, now=now):
        raise Refused("返事の締め切りは、9時から20時までの、レッスンの1時間前より早い時刻にしてください。")


def check_answer(answer: OfferAnswer | None, until: datetime, *, now: datetime) -> None:
    """A thank-you, not a reproach: somebody else was only quicker."""
    if answer is OfferAnswer.WITHDRAWN:
        raise Refused("ありがとうございます。このお願いは、もう決まったか、取り下げになりました。")
    if answer is OfferAnswer.LATE or until <= now:
        raise Refused("ありがとうございます。お返事の時間が過ぎたので、調整担当にお電話ください。")
    if answer is OfferAnswer.NO:
        raise Refused("「行けない」とお返事いただいています。変わったときは、調整担当にお電話ください。")
