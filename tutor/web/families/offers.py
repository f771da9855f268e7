"""Half-days as the page offers them: by date, and by weekday of any week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tutor.local_time import monday_of
from tutor.visit_requests.rules import HalfDay
from tutor.web.intake_form import HALVES


@dataclass(frozen=True)
class Offer:
    """`value` is what the field holds: 2026-12-01-am, or 1-am for every Tuesday."""

    value: str
    half_day: HalfDay
    weekday: int
    is_morning: bool
    day: date | None = None
    monday: date | None = None


def dated(offered: Iterable[HalfDay]) -> list[Offer]:
    return [_offer(one, one.day) for one in offered if one.day is not None]


def weekly(offered: Iterable[HalfDay]) -> list[Offer]:
    """Weekdays on which at least one week can be reached."""
    found = {
        HalfDay(one.begins, one.ends, weekday=one.day.weekday()) for one in offered if one.day is not None
    }
    rising = sorted(found, key=lambda one: (one.weekday or 0, one.begins))
    return [_offer(one) for one in rising]


def by_value(offered: Iterable[HalfDay]) -> dict[str, HalfDay]:
    halves = list(offered)
    return {one.value: one.half_day for one in [*dated(halves), *weekly(halves)]}


def _offer(half: HalfDay, day: date | None = None) -> Offer:
    name = next(name for name, (begins, _) in HALVES.items() if begins == half.begins)
    weekday = day.weekday() if day else half.weekday or 0
    value = f"{day.isoformat() if day else weekday}-{name}"
    return Offer(value, half, weekday, name == "am", day, monday_of(day) if day else None)
