"""A student's own calendar (.ics): when he or she is busy, by the clocks in Japan.

Its libraries are loaded when a calendar is read: no other process should wait for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

from tutor.errors import Refused
from tutor.local_time import TOKYO

MARK: Final = b"BEGIN:VCALENDAR"
MOST_EVENTS: Final = 1_000
MOST: Final = 20_000
"""Occurrences in one term; a full week of lectures is about 400."""
WINDOW: Final = timedelta(days=7)
TOO_OFTEN: Final = {"SECONDLY", "MINUTELY", "HOURLY"}


@dataclass(frozen=True)
class Busy:
    """Within one day; `ends` is 24:00 as time.max."""

    day: date
    begins: time
    ends: time


def is_calendar(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(MARK)


def busy(data: bytes, *, first: date, last: date) -> list[Busy]:
    """Repeated lectures on each of their days; not days left out (EXDATE), nor cancelled or free entries."""
    calendar = _read(data)
    found = list(islice(_events(calendar, first, last), MOST + 1))
    if len(found) > MOST:
        raise _too_many()
    return sorted({one for event in found for one in _days(event, first, last)}, key=_order)


def _order(one: Busy) -> tuple[date, time, time]:
    return one.day, one.begins, one.ends


def _read(data: bytes) -> Any:
    from icalendar import Calendar  # noqa: PLC0415 -- as said above

    try:
        calendar = Calendar.from_ical(data)
        events = calendar.walk("VEVENT")
    except Exception as broken:  # icalendar raises whatever its parsers raise
        raise Refused(
            "カレンダーのファイル（.ics）として読み取れません。もう一度書き出してください。"
        ) from broken
    for event in events:
        _refuse_bomb(event)
    if len(events) > MOST_EVENTS:
        raise _too_many()
    if not events:
        raise Refused("カレンダーに予定が一つもありません。学期の予定を書き出してください。")
    return calendar


def _refuse_bomb(event: Any) -> None:
    """A lecture is not given every second: such a rule would fill the memory."""
    rules = event.get("RRULE") or []
    for rule in rules if isinstance(rules, list) else [rules]:
        often = {str(one).upper() for one in rule.get("FREQ", [])} & TOO_OFTEN
        if often or any(name in rule for name in ("BYSECOND", "BYMINUTE", "BYHOUR")):
            raise Refused(
                "「%(title)s」のくり返しが細かすぎて読めません。毎日か毎週のくり返しにしてください。",
                title=str(event.get("SUMMARY", ""))[:40],
            )


def _events(calendar: Any, first: date, last: date) -> Iterator[Any]:
    """Week by week: what should be too many is not all unfolded before it is noticed."""
    import recurring_ical_events  # noqa: PLC0415 -- as said above

    day = first
    try:
        query = recurring_ical_events.of(calendar)
        while day <= last:
            yield from query.between(day, min(day + WINDOW, last + timedelta(days=1)))
            day += WINDOW
    except Exception as broken:  # a wrong date or rule deep inside a series
        raise Refused("カレンダーの日付かくり返しに、読み取れないところがあります。") from broken


def _too_many() -> Refused:
    return Refused("予定が多すぎて読めません。学期の予定だけを書き出してください。")


def _moment(value: date | datetime, zone: Any) -> datetime:
    """Without a zone it is meant by the clocks in Japan.

    Its libraries are loaded when a calendar is read: no other process should wait for them.
    """
    if not isinstance(value, datetime):
        return datetime.combine(value, time(0), tzinfo=zone)
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def _days(event: Any, first: date, last: date) -> Iterator[Busy]:
    if str(event.get("STATUS")) == "CANCELLED" or str(event.get("TRANSP")) == "TRANSPARENT":
        return
    begins = _moment(event["DTSTART"].dt, TOKYO)
    ends = _moment(event["DTEND"].dt, TOKYO)
    day = begins.date()
    while datetime.combine(day, time(0), tzinfo=TOKYO) < ends:
        since = begins.time() if day == begins.date() else time(0)
        until = ends.time() if day == ends.date() else time.max
        if first <= day <= last and since < until:
            yield Busy(day, since, until)
        day += timedelta(days=1)
