"""Timetables and days off, for a week at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, select

from tutor.availability.models import DayException, DayKind, Term, WeeklyHours
from tutor.availability.rules import Change, Hours
from tutor.database import db

LECTURES = "時間割"
"""Why a day is different, when a student's calendar says so."""


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


def term(id_: int) -> Term | None:
    return db.session.get(Term, id_)


def terms_after(day: date) -> Sequence[Term]:
    """Those that run on that day or later, by their first day."""
    found = select(Term).where(Term.ends_on >= day).order_by(Term.starts_on, Term.id)
    return db.session.scalars(found).all()


def slots(tutor_id: int, term_id: int) -> list[tuple[int, time, time]]:
    """What a tutor gave for a term, in order."""
    rows = select(WeeklyHours.weekday, WeeklyHours.begins, WeeklyHours.ends).where(
        WeeklyHours.tutor_id == tutor_id, WeeklyHours.term_id == term_id
    )
    return sorted((weekday, begins, ends) for weekday, begins, ends in db.session.execute(rows))


def of_lectures(tutor_id: int, term: Term) -> tuple[ColumnElement[bool], ...]:
    """The single days that came from a student's calendar of that term."""
    return (
        DayException.tutor_id == tutor_id,
        DayException.why == LECTURES,
        DayException.day.between(term.starts_on, term.ends_on),
    )


def lectures(tutor_id: int, term: Term) -> Mapping[DayKind, list[tuple[date, time | None, time | None]]]:
    rows = db.session.scalars(select(DayException).where(*of_lectures(tutor_id, term)))
    found: dict[DayKind, list[tuple[date, time | None, time | None]]] = {kind: [] for kind in DayKind}
    for row in rows:
        found[row.kind].append((row.day, row.begins, row.ends))
    return {kind: sorted(days, key=str) for kind, days in found.items()}
