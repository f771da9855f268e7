"""When somebody wants to be rung, as it is typed at the telephone and at the counter."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from tutor import local_time, written_time
from tutor.errors import Refused

OPENS = time(8)
"""Nobody promises to ring back before: 3時 is three in the afternoon."""


def read(values: Mapping[str, str], *, now: datetime, standing: datetime | None = None) -> datetime | None:
    """From `ring_time` and `ring_day`. Nothing typed is no promise; without a date it is today.

    `standing` was promised already and may stay, also when it has passed.
    """
    typed = values.get("ring_time", "").strip()
    if not typed:
        return None
    wall = written_time.clock_time(typed)
    if wall < OPENS and not written_time.folded(typed).startswith("午前"):
        wall = wall.replace(hour=wall.hour + 12)
    until = local_time.at(_day(values.get("ring_day", "").strip(), now), wall)
    if until <= now and until != standing:
        raise Refused("かけ直す時刻が、もう過ぎています。日にちか時刻を直してください。")
    return until


def _day(typed: str, now: datetime) -> date:
    today = local_time.local_date(now)
    # The day before, so that today's own date is "the next such day" too.
    day = written_time.next_day(typed, after=today - timedelta(days=1)) if typed else today
    if day is None:
        raise Refused("日にち「%(typed)s」が読み取れません。12/1 のように入れてください。", typed=typed)
    return day


def as_it_stands(until: datetime | None) -> dict[str, str]:
    """What the two fields hold when a promise is opened."""
    if until is None:
        return {}
    return {"ring_time": local_time.clock_time(until), "ring_day": local_time.local_date(until).isoformat()}
