"""Timetables and days off, for a week at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from sqlalchemy import select

from tutor.availability.models import DayException, DayKind, Term, WeeklyHours
from tutor.availability.rules import Change, Hours
from tutor.database import db


def weekly_hours(tutor_ids: Sequence[int], *, monday: date, weeks: int = 1) -> Mapping[int, list[Hours]]:
    """By tutor; those of every term that touches the week, or so many weeks."""
    rows = (
        select(WeeklyHours, Term)
        .join(Term, Term.id == WeeklyHours.term_id)
        .where(
            WeeklyHours.tutor_id.in_(tutor_ids),
            Term.starts_on < monday + timedelta(weeks=weeks),
            Term.ends_on >= monday,
        )
    )
    found: dict[int, list[Hours]] = defaultdict(list)
    for row, term in db.session.execute(rows):
        hours = Hours(row.weekday, row.begins, row.ends, term.starts_on, term.ends_on)
        found[row.tutor_id].append(hours)
    return found


def changes(tutor_ids: Sequence[int], *, monday: date, weeks: int = 1) -> Mapping[int, list[Change]]:
    last = monday + timedelta(weeks=weeks, days=-1)
    rows = select(DayException).where(
        DayException.tutor_id.in_(tutor_ids), DayException.day.between(monday, last)
    )
    found: dict[int, list[Change]] = defaultdict(list)
    for row in db.session.scalars(rows):
        found[row.tutor_id].append(Change(row.day, row.kind is DayKind.OFF, row.begins, row.ends))
    return found


def exception(
    tutor_id: int, *, day: date, kind: DayKind, begins: time | None, ends: time | None
) -> DayException | None:
    """The very same, entered before."""
    same = {"tutor_id": tutor_id, "day": day, "kind": kind, "begins": begins, "ends": ends}
    return db.session.scalar(select(DayException).filter_by(**same))


def term_on(day: date) -> Term | None:
    found = select(Term).where(Term.starts_on <= day, Term.ends_on >= day).order_by(Term.id.desc())
    return db.session.scalar(found.limit(1))
