"""Timetables are entered, days taken off."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import delete

from tutor.actor import Actor
from tutor.availability import queries
from tutor.availability.models import DayException, DayKind, Term, WeeklyHours
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.people.models import Tutor

Slot = tuple[int, time, time]
"""weekday (0 is Monday), from, until: local wall time."""
Day = tuple[date, time, time]


def set_weekly_hours(tutor: Tutor, *, term: Term, hours: Sequence[Slot], by: Actor, now: datetime) -> None:
    """Replaces what the tutor gave for that term."""
    for weekday, begins, ends in hours:
        if not 0 <= weekday <= 6 or begins >= ends:
            raise Refused("曜日と時間が読み取れません。始まりは、終わりより前にしてください。")
    db.session.execute(
        delete(WeeklyHours).where(WeeklyHours.tutor_id == tutor.person_id, WeeklyHours.term_id == term.id)
    )
    db.session.add_all(
        WeeklyHours(tutor_id=tutor.person_id, term_id=term.id, weekday=weekday, begins=begins, ends=ends)
        for weekday, begins, ends in sorted(set(hours))
    )
    db.session.flush()
    record("set_weekly_hours", tutor.person, by=by, now=now)


def begin_term(term: Term, *, by: Actor, now: datetime) -> None:
    if term.starts_on > term.ends_on:
        raise Refused("学期の最終日は、初日よりあとの日にしてください。")
    db.session.add(term)
    db.session.flush()
    record("begin_term", term, by=by, now=now)


def set_lectures(
    tutor: Tutor, *, term: Term, off: Sequence[Day], extra: Sequence[Day], by: Actor, now: datetime
) -> None:
    """Replaces the single days that an earlier calendar of that term made; days entered by hand stay."""
    db.session.execute(delete(DayException).where(*queries.of_lectures(tutor.person_id, term)))
    db.session.add_all(
        DayException(
            tutor_id=tutor.person_id, day=day, kind=kind, begins=begins, ends=ends, why=queries.LECTURES
        )
        for kind, days in ((DayKind.OFF, off), (DayKind.EXTRA, extra))
        for day, begins, ends in days
    )
    db.session.flush()
    record("set_lectures", tutor.person, by=by, now=now)


def add_exception(
    tutor: Tutor,
    *,
    day: date,
    kind: DayKind,
    begins: time | None = None,
    ends: time | None = None,
    why: str = "",
    by: Actor,
    now: datetime,
) -> DayException:
    """A day off (the whole day without times), or hours in addition. Entered twice it is one."""
    if (begins is None) != (ends is None) or (begins and ends and begins >= ends):
        raise Refused("時間は、始まりと終わりを順に入れてください。")
    if kind is DayKind.EXTRA and begins is None:
        raise Refused("来られる時間を入れてください。")
    if known := queries.exception(tutor.person_id, day=day, kind=kind, begins=begins, ends=ends):
        return known
    added = DayException(tutor_id=tutor.person_id, day=day, kind=kind, begins=begins, ends=ends, why=why[:40])
    db.session.add(added)
    db.session.flush()
    record("add_day_exception", added, by=by, now=now)
    return added


def remove_exception(exception: DayException, *, by: Actor, now: datetime) -> None:
    """As every week again."""
    record("remove_day_exception", exception, by=by, now=now)
    db.session.delete(exception)
    db.session.flush()
