"""The reads behind the board: a handful of statements, however many visits there are."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import String, and_, cast, func, or_, select
from sqlalchemy.orm import aliased

from tutor.database import db
from tutor.jobs.models import OPEN, Job
from tutor.lessons.models import Attendance, Lesson, LessonKind, Staffing, StaffingState
from tutor.local_time import at_minute
from tutor.matching.board_rows import Head, LessonRow, TutorRow, VisitRow, WishRow
from tutor.matching.models import BoardStep, Plan, PlanState, PlanVisit, PlanVisitTutor, RequestHold
from tutor.matching.queries import ASIDE, NEWEST
from tutor.matching.visits import waits_for_later
from tutor.office.models import Municipality, Programme
from tutor.people.models import Household, Person, Tutor
from tutor.places.models import Town, Venue
from tutor.visit_requests.models import RequestedPerson, VisitRequest, Wish
from tutor.visit_requests.queries import has_lesson

WEEK = 7 * 1440


def _newest(municipality_id: int, monday: date) -> Any:
    found = select(Plan.id).where(Plan.municipality_id == municipality_id, Plan.week == monday)
    return found.where(Plan.state.not_in(ASIDE)).order_by(*NEWEST).limit(1).scalar_subquery()


def head(municipality_id: int, monday: date) -> Head:
    """One statement; a page that is open asks it every few seconds."""
    here, week = Plan.municipality_id == municipality_id, Plan.week == monday
    proposed = select(func.max(Plan.code)).where(here, week, Plan.state == PlanState.PROPOSED)
    steps = select(func.max(BoardStep.id)).where(
        BoardStep.municipality_id == municipality_id, BoardStep.week == monday
    )
    dedupe = f"{municipality_id}:{monday.isoformat()}"
    job = select(func.max(Job.code)).where(
        Job.kind == "solve_week", Job.dedupe == dedupe, Job.state.in_(OPEN)
    )
    start, end = at_minute(monday, 0), at_minute(monday, WEEK)
    lessons = select(func.sum(Lesson.version + 1000 * Lesson.id)).where(
        Lesson.starts_at >= start, Lesson.starts_at < end, Lesson.live
    )
    requests = (
        select(func.sum(VisitRequest.version))
        .join(Programme, Programme.id == VisitRequest.programme_id)
        .where(Programme.municipality_id == municipality_id)
    )
    held = (
        select(func.count(RequestHold.id))
        .join(VisitRequest, VisitRequest.id == RequestHold.request_id)
        .join(Programme, Programme.id == VisitRequest.programme_id)
        .where(Programme.municipality_id == municipality_id, RequestHold.released_at.is_(None))
    )
    numbers = [one.scalar_subquery() for one in (proposed, steps, job, lessons, requests, held)]
    found = db.session.execute(
        select(Plan.id, Plan.code, Plan.state, *numbers)
        .select_from(Municipality)
        .outerjoin(Plan, Plan.id == _newest(municipality_id, monday))
        .where(Municipality.id == municipality_id)
    ).one()
    plan_id, code, state, new, step, job_code, *sums = found
    marks = [step, code, state, new, job_code, *sums]
    mark = "-".join(str(one or 0) for one in marks)
    return Head(plan_id, code or "", state, step or 0, new or "", job_code or "", mark)


def tutors(monday: date) -> list[TutorRow]:
    """Also who begins or leaves within the week; by reading."""
    found = (
        select(
            Tutor.person_id,
            Person.code,
            Person.family_name,
            Person.given_name,
            Person.family_reading,
            Tutor.max_week,
            Tutor.starts_on,
            Tutor.until,
        )
        .join(Person, Person.id == Tutor.person_id)
        .where(
            Tutor.starts_on <= monday + timedelta(days=6), Tutor.until >= monday, Person.erased_at.is_(None)
        )
        .order_by(Person.reading_folded, Person.id)
    )
    return [TutorRow(*one) for one in db.session.execute(found)]


Holder = aliased(Person, name="holder")
BOOKED = has_lesson().label("booked")
GOING = (
    select(func.aggregate_strings(cast(PlanVisitTutor.tutor_id, String), " "))
    .where(PlanVisitTutor.plan_visit_id == PlanVisit.id)
    .scalar_subquery()
    .label("going")
)
VISIT = (
    VisitRequest.code,
    VisitRequest.version.label("now_version"),
    VisitRequest.minutes,
    VisitRequest.withdrawn_at,
    PlanVisit.version,
    PlanVisit.starts_at,
    PlanVisit.reasons,
    PlanVisit.pinned,
    PlanVisit.waived,
    PlanVisit.request_version,
    GOING,
    BOOKED,
    func.coalesce(Venue.name, Town.name).label("place"),
    Town.name.label("town"),
    Programme.code.label("programme"),
    Programme.name.label("programme_name"),
    RequestHold.because,
    RequestHold.created_at.label("held_since"),
    Holder.family_name.label("held_by"),
    Person.family_name,
    Person.given_name,
    Wish.id.label("wish"),
    Wish.day,
    Wish.weekday,
    Wish.begins,
    Wish.ends,
)


def visits(
    municipality_id: int, plan_id: int | None, monday: date, *, only: Collection[int] | None = None
) -> list[VisitRow]:
    """The plan's requests, and those that came in since; with wishes where there is no place yet.

    `only`: what these tutors have, and nobody who waits.
    """
    unplaced = or_(PlanVisit.id.is_(None), PlanVisit.starts_at.is_(None))
    still_held = and_(RequestHold.request_id == VisitRequest.id, RequestHold.released_at.is_(None))
    is_open = and_(VisitRequest.withdrawn_at.is_(None), ~has_lesson())
    found = (
        select(*VISIT)
        .join(Programme, Programme.id == VisitRequest.programme_id)
        .outerjoin(PlanVisit, and_(PlanVisit.request_id == VisitRequest.id, PlanVisit.plan_id == plan_id))
        .outerjoin(Household, Household.id == VisitRequest.household_id)
        .outerjoin(Venue, Venue.id == VisitRequest.venue_id)
        .outerjoin(Town, Town.id == func.coalesce(Household.town_id, Venue.town_id))
        .outerjoin(RequestHold, still_held)
        .outerjoin(Holder, Holder.id == RequestHold.by_id)
        .join(RequestedPerson, RequestedPerson.request_id == VisitRequest.id)
        .join(Person, Person.id == RequestedPerson.person_id)
        .outerjoin(Wish, and_(Wish.request_id == VisitRequest.id, unplaced))
        .where(Programme.municipality_id == municipality_id, or_(PlanVisit.id.is_not(None), is_open))
        .order_by(VisitRequest.created_at, VisitRequest.id, RequestedPerson.n, Wish.id)
    )
    if only is not None:
        theirs = select(PlanVisitTutor.plan_visit_id).where(PlanVisitTutor.tutor_id.in_(only))
        found = found.where(PlanVisit.id.in_(theirs))
    grouped = groupby(db.session.execute(found), key=lambda row: row.code)
    made = [_visit(list(rows)) for _, rows in grouped]
    return [one for one in made if one.version or not waits_for_later(one, monday)]


def _visit(rows: Sequence[Any]) -> VisitRow:
    """One request stands in a line for each of its people and wishes."""
    one = rows[0]
    names = dict.fromkeys(f"{row.family_name} {row.given_name}".strip() for row in rows)
    wishes = {row.wish: WishRow(row.day, row.weekday, row.begins, row.ends) for row in rows if row.wish}
    return VisitRow(
        code=one.code,
        version=one.version or 0,
        starts_at=one.starts_at,
        minutes=one.minutes,
        place=one.place or "",
        town=one.town or "",
        programme=one.programme,
        programme_name=one.programme_name,
        reasons=one.reasons or "[]",
        pinned=bool(one.pinned),
        waived=one.waived or "",
        stale=one.version is not None and one.request_version != one.now_version,
        withdrawn=one.withdrawn_at is not None,
        booked=bool(one.booked),
        held_because=one.because or "",
        held_by=one.held_by or "",
        held_since=one.held_since,
        tutor_ids=tuple(sorted(int(number) for number in (one.going or "").split())),
        people=tuple(names),
        wishes=tuple(wishes.values()),
    )


def lessons(municipality_id: int, monday: date, *, only: Collection[int] | None = None) -> list[LessonRow]:
    """Everything booked in the week, by whatever way. Another city's people are not read."""
    start, end = at_minute(monday, 0), at_minute(monday, WEEK)
    teaches = and_(Staffing.lesson_id == Lesson.id, Staffing.state != StaffingState.RELEASED)
    ours = and_(Attendance.lesson_id == Lesson.id, Programme.municipality_id == municipality_id)
    found = (
        select(
            Lesson.code,
            Lesson.version,
            Lesson.starts_at,
            Lesson.ends_at,
            Lesson.tutors_wanted,
            Lesson.title,
            Lesson.kind,
            Programme.municipality_id,
            Programme.code.label("programme"),
            Programme.name.label("programme_name"),
            func.coalesce(Venue.name, Town.name).label("place"),
            Town.name.label("town"),
            Staffing.tutor_id,
            Person.family_name,
            Person.given_name,
        )
        .join(Programme, Programme.id == Lesson.programme_id)
        .outerjoin(Venue, Venue.id == Lesson.venue_id)
        .outerjoin(Household, Household.id == Lesson.household_id)
        .outerjoin(Town, Town.id == func.coalesce(Household.town_id, Venue.town_id))
        .outerjoin(Staffing, teaches)
        .outerjoin(Attendance, ours)
        .outerjoin(Person, Person.id == Attendance.learner_id)
        .where(Lesson.live, Lesson.starts_at >= start, Lesson.starts_at < end)
        .order_by(Lesson.starts_at, Lesson.id, Staffing.tutor_id, Person.reading_folded)
    )
    if only is not None:
        found = found.where(Lesson.id.in_(select(Staffing.lesson_id).where(Staffing.tutor_id.in_(only))))
    grouped = groupby(db.session.execute(found), key=lambda row: row.code)
    return [_lesson(list(rows)) for _, rows in grouped]


def _lesson(rows: Sequence[Any]) -> LessonRow:
    one = rows[0]
    tutor_ids = dict.fromkeys(row.tutor_id for row in rows if row.tutor_id)
    names = dict.fromkeys(f"{row.family_name} {row.given_name}" for row in rows if row.family_name)
    return LessonRow(
        code=one.code,
        version=one.version,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        wanted=one.tutors_wanted,
        municipality_id=one.municipality_id,
        programme=one.programme,
        programme_name=one.programme_name,
        place=one.place or one.title,
        town=one.town or "",
        tutor_ids=tuple(tutor_ids),
        people=(one.title,) if one.kind is LessonKind.CLASS else tuple(names),
    )
