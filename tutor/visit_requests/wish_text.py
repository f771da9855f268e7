"""Wished half-days as offices write them in one cell: 月・水の午前、12/1 午後、木 10:00-12:00."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time
from typing import Final

from tutor import written_time
from tutor.errors import Refused
from tutor.visit_requests import rules
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay

BETWEEN: Final = re.compile(r"[、,，;；\n]+")
WALL: Final = r"(?:午前|午後)?\s*\d{1,2}(?::\d{2}|時(?:半|\d{1,2}分)?)"
PIECE: Final = re.compile(
    rf"(?P<day>.+?)\s*の?\s*(?:(?P<half>午前中?|午後|AM|PM|終日|一日中?)|(?P<begins>{WALL})\s*[~〜-]\s*(?P<ends>{WALL}))?"
)
ANY_TIME: Final = {"いつでも", "いつでもよい", "いつでも可"}
Hours = tuple[time, time]


def wishes(cells: Sequence[str], *, today: date) -> list[HalfDay]:
    """A half-day named once counts for the days before it: 月、水の午前 is two mornings."""
    found: list[HalfDay] = []
    spans: list[Hours] = []
    for cell in reversed(cells):
        for piece in reversed([one.strip() for one in BETWEEN.split(cell) if one.strip()]):
            days, said = _piece(piece, today)
            spans = said or spans or [MORNING, AFTERNOON]
            found += [_on(day, *span) for day in reversed(days) for span in reversed(spans)]
        spans = []
    kept = list(dict.fromkeys(reversed(found)))
    rules.check_number_of(kept)
    rules.check_wishes(kept, today=today)
    return kept


def _on(day: date | int, begins: time, ends: time) -> HalfDay:
    return HalfDay(begins, ends, weekday=day) if isinstance(day, int) else HalfDay(begins, ends, day=day)


def _piece(piece: str, today: date) -> tuple[Sequence[date | int], list[Hours]]:
    text = unicodedata.normalize("NFKC", piece).upper()
    if text in ANY_TIME:
        return range(5), []
    read = PIECE.fullmatch(text)
    if read is None:
        raise _unreadable(piece)
    day = written_time.next_day(read["day"], after=today)
    try:
        days: Sequence[date | int] = [day] if day else written_time.weekdays(read["day"])
    except Refused as wrong:
        raise _unreadable(piece) from wrong
    return days, _hours(read)


def _hours(read: re.Match[str]) -> list[Hours]:
    if read["begins"]:
        begins, ends = written_time.clock_time(read["begins"]), written_time.clock_time(read["ends"])
        if ends <= begins and "午後" in read["begins"] and ends.hour < 12:
            ends = ends.replace(hour=ends.hour + 12)
        return [(begins, ends)]
    if read["half"] is None:
        return []
    halves = {"午前": [MORNING], "AM": [MORNING], "午後": [AFTERNOON], "PM": [AFTERNOON]}
    return halves.get(read["half"][:2], [MORNING, AFTERNOON])


def _unreadable(piece: str) -> Refused:
    return Refused(
        "希望「%(piece)s」が読み取れません。月・水の午前、12/1 午後、木 10:00-12:00 のように入れてください。",
        piece=piece,
    )
