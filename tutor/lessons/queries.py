"""Lessons, as the actor may see them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from tutor.actor import Actor, ActorKind, Role
from tutor.database import UtcDateTime, db
from tutor.errors import nothing_here
from tutor.lessons.models import (
    Attendance,
    Because,
    Came,
    Lesson,
    LessonNote,
    LessonState,
    Staffing,
    StaffingState,
)
from tutor.office.models import Programme
from tutor.people.models import Household, Learner, Person, PersonContact, Tutor
from tutor.places.models import Venue

LOADED = (
    joinedload(Lesson.programme).joinedload(Programme.municipality),
    joinedload(Lesson.venue).joinedload(Venue.town),
    joinedload(Lesson.household).joinedload(Household.town),
    selectinload(Lesson.staffings).joinedload(Staffing.tutor).joinedload(Tutor.person),
    selectinload(Lesson.attendances)
    .joinedload(Attendance.learner)
    .joinedload(Learner.person)
    .selectinload(Person.contacts)
    .joinedload(PersonContact.contact_point),
    selectinload(Lesson.notes),
)

# In one read, and put together once: each learner's first page asks for it.
ON_TICKET = (
    joinedload(Lesson.venue).joinedload(Venue.town),
    joinedload(Lesson.household),
    joinedload(Lesson.staffings).joinedload(Staffing.tutor).joinedload(Tutor.person),
)


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    """A coordinator's cities, a tutor's own lessons, a card holder's own lessons."""
    seen: list[ColumnElement[bool]] = [false()]
    if actor.has(Role.COORDINATOR):
        reach = actor.reach(Role.COORDINATOR)
        seen.append(true() if reach is None else Programme.municipality_id.in_(reach))
    if actor.has(Role.TUTOR):
        seen.append(exists().where(_taught_by(), Staffing.tutor_id == actor.person_id))
    if actor.kind is ActorKind.CARD:
        seen.append(
            exists().where(Attendance.lesson_id == Lesson.id, Attendance.learner_id == actor.person_id)
        )
    return or_(*seen)


def _taught_by() -> ColumnElement[bool]:
    """Who gave the lesson back knows nothing of it any more."""
    return and_(Staffing.lesson_id == Lesson.id, Staffing.state == StaffingState.ASSIGNED)


def _loaded(actor: Actor) -> Select[Lesson]:
    return select(Lesson).join(Lesson.programme).where(_seen_by(actor)).options(*LOADED)


def lesson(code: str, *, actor: Actor) -> Lesson:
    """With programme, place, tutors, learners and their numbers."""
    found = db.session.scalar(_loaded(actor).where(Lesson.code == code))
    if found is None:
        raise nothing_here()
    return found


def between(start: datetime, end: datetime, *, actor: Actor) -> Sequence[Lesson]:
    """Live and finished lessons that begin in the span, in order of time."""
    found = (
        _loaded(actor)
        .where(Lesson.starts_at >= start, Lesson.starts_at < end, Lesson.state != LessonState.CANCELLED)
        .order_by(Lesson.starts_at, Lesson.id)
    )
    return db.session.scalars(found).unique().all()


def that_begin(start: datetime, end: datetime, *, actor: Actor) -> Sequence[Lesson]:
    """All of them, also those called off."""
    found = _loaded(actor).where(Lesson.starts_at >= start, Lesson.starts_at < end)
    return db.session.scalars(found.order_by(Lesson.starts_at, Lesson.id)).unique().all()


def by_codes(codes: Collection[str], *, actor: Actor) -> Sequence[Lesson]:
    """Those of them that the actor may see."""
    return db.session.scalars(_loaded(actor).where(Lesson.code.in_(codes))).unique().all()


def to_record(now: datetime, *, actor: Actor) -> Sequence[Lesson]:
    """Lessons that have begun and are not finished yet."""
    found = (
        _loaded(actor)
        .where(Lesson.live, Lesson.state == LessonState.PLANNED, Lesson.starts_at <= now)
        .order_by(Lesson.starts_at)
    )
    return db.session.scalars(found).unique().all()


def lacking_tutors(*, actor: Actor, now: datetime) -> Sequence[Lesson]:
    """Lessons to come, or going on, for which tutors are still to be found; the next one first."""
    have = select(func.count()).where(_taught_by()).correlate(Lesson).scalar_subquery()
    found = (
        _loaded(actor)
        .where(
            Lesson.live,
            Lesson.state == LessonState.PLANNED,
            Lesson.ends_at > now,
            Lesson.tutors_wanted > have,
        )
        .order_by(Lesson.starts_at, Lesson.id)
    )
    return db.session.scalars(found).unique().all()


def given_back(tutor_id: int, *, start: datetime, end: datetime, now: datetime) -> Sequence[Lesson]:
    """Lessons to come in the span which this tutor could not teach."""
    found = (
        select(Lesson)
        .join(Staffing, Staffing.lesson_id == Lesson.id)
        .where(
            Staffing.tutor_id == tutor_id,
            Staffing.state == StaffingState.RELEASED,
            Staffing.because == Because.CANNOT_COME,
            Lesson.live,
            Lesson.state == LessonState.PLANNED,
            Lesson.starts_at < end,
            Lesson.ends_at > max(start, now),
        )
        .options(*LOADED)
        .order_by(Lesson.starts_at)
    )
    return db.session.scalars(found).unique().all()


LEARNER = bindparam("learner", type_=Integer)
NEXT = (
    select(Lesson)
    .where(
        Lesson.live,
        Lesson.ends_at > bindparam("now", type_=UtcDateTime()),
        Lesson.state == LessonState.PLANNED,
        exists().where(Attendance.lesson_id == Lesson.id, Attendance.learner_id == LEARNER),
    )
    .options(*ON_TICKET)
    .order_by(Lesson.starts_at)
    .limit(1)
)


def next_of_learner(learner_id: int, *, now: datetime) -> Lesson | None:
    """The one the ticket shows: running or still to come."""
    return db.session.scalars(NEXT, {"learner": learner_id, "now": now}).unique().first()


def last_of_learner(learner_id: int, *, before: datetime) -> Lesson | None:
    """What the tutors want to know at the door: the last lesson that was held."""
    found = (
        select(Lesson)
        .join(Attendance, Attendance.lesson_id == Lesson.id)
        .where(
            Attendance.learner_id == learner_id,
            Attendance.came == Came.CAME,
            Lesson.starts_at < before,
        )
        .options(*LOADED)
        .order_by(Lesson.starts_at.desc())
        .limit(1)
    )
    return db.session.scalar(found)


def last_tutors(learner_ids: Sequence[int], *, before: datetime) -> dict[int, tuple[str, ...]]:
    """By learner, the person codes of those who taught last: the two from last time are a common wish."""
    rows = (
        select(Attendance.learner_id, Attendance.lesson_id, Person.code)
        .join(Staffing, Staffing.lesson_id == Attendance.lesson_id)
        .join(Person, Person.id == Staffing.tutor_id)
        .where(
            Attendance.learner_id.in_(learner_ids),
            Attendance.came == Came.CAME,
            Attendance.starts_at < before,
            Staffing.state == StaffingState.ASSIGNED,
        )
        .order_by(Attendance.starts_at.desc(), Person.id)
    )
    newest: dict[int, int] = {}
    found: dict[int, tuple[str, ...]] = {}
    for learner_id, lesson_id, code in db.session.execute(rows):
        if newest.setdefault(learner_id, lesson_id) == lesson_id:
            found[learner_id] = (*found.get(learner_id, ()), code)
    return found


def staffed(tutor_ids: Sequence[int], *, start: datetime, end: datetime) -> Sequence[Staffing]:
    """Their bookings that overlap the span, with the lessons' places."""
    found = (
        select(Staffing)
        .where(
            Staffing.tutor_id.in_(tutor_ids),
            Staffing.live,
            Staffing.state != StaffingState.RELEASED,
            Staffing.starts_at < end,
            Staffing.ends_at > start,
        )
        .options(
            joinedload(Staffing.lesson).options(
                joinedload(Lesson.household).joinedload(Household.town),
                joinedload(Lesson.venue).joinedload(Venue.town),
            ),
            joinedload(Staffing.tutor).joinedload(Tutor.person),
        )
        .order_by(Staffing.starts_at)
    )
    return db.session.scalars(found).unique().all()


def attended(learner_ids: Sequence[int], *, start: datetime, end: datetime) -> Sequence[Attendance]:
    found = select(Attendance).where(
        Attendance.learner_id.in_(learner_ids),
        Attendance.live,
        Attendance.starts_at < end,
        Attendance.ends_at > start,
    )
    return db.session.scalars(found).all()


def known_form(form_key: str) -> Lesson | None:
    return db.session.scalar(select(Lesson).where(Lesson.form_key == form_key))


def known_note(client_key: str) -> LessonNote | None:
    return db.session.scalar(select(LessonNote).where(LessonNote.client_key == client_key))


def note_of(lesson_id: int, *, tutor_id: int | None) -> LessonNote | None:
    """The last sentence that tutor wrote about the lesson."""
    found = select(LessonNote).where(LessonNote.lesson_id == lesson_id, LessonNote.tutor_id == tutor_id)
    return db.session.scalar(found.order_by(LessonNote.id.desc()).limit(1))
