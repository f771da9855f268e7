"""A tutor's lessons as a calendar to subscribe to. It lies in somebody else's cloud: no learner is in it.

icalendar is loaded when a calendar is asked for: no other process should wait for it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tutor.database import db
from tutor.lessons.models import Lesson, LessonState, Staffing, StaffingState
from tutor.people.models import Household, Tutor

if TYPE_CHECKING:
    from icalendar import Event

BACK = timedelta(days=30)
AHEAD = timedelta(days=90)
REFRESH = timedelta(hours=1)


def staffings_to_show(tutor_id: int, *, now: datetime) -> Sequence[Staffing]:
    """Of a month back and three months ahead, cancelled and given back too, with place and colleagues."""
    lesson, start, end = joinedload(Staffing.lesson), now - BACK, now + AHEAD
    found = (
        select(Staffing)
        .where(Staffing.tutor_id == tutor_id, Staffing.starts_at >= start, Staffing.starts_at < end)
        .options(
            lesson.joinedload(Lesson.household).joinedload(Household.town),
            lesson.joinedload(Lesson.venue),
            lesson.selectinload(Lesson.staffings).joinedload(Staffing.tutor).joinedload(Tutor.person),
        )
        .order_by(Staffing.starts_at, Staffing.lesson_id)
    )
    return db.session.scalars(found).unique().all()


def calendar_file(staffings: Sequence[Staffing], *, name: str) -> bytes:
    """One event a lesson. The same lessons give the same bytes, so that a phone need not read them again."""
    from icalendar import Calendar  # noqa: PLC0415 -- as said above

    made = Calendar()
    made.add("prodid", "-//tutor//lessons//JA")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Asia/Tokyo")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for row in staffings:
        made.add_component(_event(row))
    return bytes(made.to_ical())


def _event(row: Staffing) -> "Event":
    from icalendar import Event  # noqa: PLC0415 -- as said above

    lesson, event = row.lesson, Event()
    event.add("uid", f"{lesson.code}@lessons.tutor")
    event.add("dtstamp", lesson.created_at)
    event.add("sequence", lesson.version)
    event.add("dtstart", lesson.starts_at)
    event.add("dtend", lesson.ends_at)
    event.add("summary", f"{_title(lesson)} {_place(lesson)}".strip())
    event.add("location", _place(lesson))
    event.add("status", "CANCELLED" if _is_off(row) else "CONFIRMED")
    others = sorted(
        (one for one in lesson.staffings if one.tutor_id != row.tutor_id), key=lambda one: one.tutor_id
    )
    partners = [one.tutor.person.family_name for one in others]
    if partners:
        event.add("description", "いっしょに行く人: " + "、".join(partners))
    return event


def _is_off(row: Staffing) -> bool:
    return row.lesson.state is LessonState.CANCELLED or row.state is StaffingState.RELEASED


def _title(lesson: Lesson) -> str:
    """What somebody typed as the title of a visit could be a name."""
    return "訪問レッスン" if lesson.household else lesson.title


def _place(lesson: Lesson) -> str:
    if lesson.venue is not None:
        return lesson.venue.name
    return lesson.household.town.name if lesson.household else ""
