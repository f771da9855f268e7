"""Since when a coordinator wants to know what happened: nothing may be missed between two working days."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext

from tutor import local_time
from tutor.actor import Actor
from tutor.changes.queries import last_deed
from tutor.office import queries as office
from tutor.office.rules import last_closing

FARTHEST = timedelta(days=31)


class Since(StrEnum):
    WORK = "work"
    YESTERDAY = "yesterday"
    WEEK = "week"


SINCE = {
    Since.WORK: lazy_gettext("前の仕事のあとから"),
    Since.YESTERDAY: lazy_gettext("きのうから"),
    Since.WEEK: lazy_gettext("1週間前から"),
}


def asked(values: Mapping[str, str]) -> Since:
    typed = values.get("since", "")
    return Since(typed) if typed in set(Since) else Since.WORK


def moment(since: Since, *, by: Actor, now: datetime) -> datetime:
    days = {Since.YESTERDAY: 1, Since.WEEK: 7}.get(since)
    if days is None:
        return _after_work(by, now)
    start, _ = local_time.day_span(local_time.local_date(now) - timedelta(days=days))
    return start


def _after_work(by: Actor, now: datetime) -> datetime:
    """The end of the last working day, or this person's last deed before today if that is earlier.

    Who left at four has not seen what came at half past; who was ill on Friday begins where Thursday ended.
    """
    today, farthest = local_time.local_date(now), now - FARTHEST
    start, _ = local_time.day_span(today)
    closed = office.closed_somewhere(by, first=local_time.local_date(farthest), last=today)
    closing = last_closing(today, closed)
    return min(closing, last_deed(by.person_id, after=farthest, before=start) or closing)
