"""Visit requests, as the actor may see them. Open is derived from lessons, never stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.lessons.models import Lesson, LessonKind, LessonState
from tutor.office.models import Programme
from tutor.people.models import Household, Person
from tutor.places.models import Venue
from tutor.visit_requests.models import Origin, RequestedPerson, RequestLesson, VisitRequest

AT_ONCE = 500
LOADED = (
    joinedload(VisitRequest.programme).joinedload(Programme.municipality),
    joinedload(VisitRequest.household).joinedload(Household.town),
    joinedload(VisitRequest.venue).joinedload(Venue.town),
    joinedload(VisitRequest.asked_by),
    selectinload(VisitRequest.wishes),
    selectinload(VisitRequest.people).joinedload(RequestedPerson.person).joinedload(Person.learner),
    selectinload(VisitRequest.lessons).joinedload(RequestLesson.lesson),
)


def has_lesson() -> ColumnElement[bool]:
    """A lesson that is to come or was held; a cancelled one leaves the request open."""
    return exists().where(
        RequestLesson.request_id == VisitRequest.id, Lesson.id == RequestLesson.lesson_id, Lesson.live
    )


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    """A coordinator's cities."""
    reach = actor.reach(Role.COORDINATOR)
    return true() if reach is None else Programme.municipality_id.in_(reach)


def _loaded(actor: Actor) -> Select[VisitRequest]:
    return select(VisitRequest).join(VisitRequest.programme).where(_seen_by(actor)).options(*LOADED)


def request(code: str, *, actor: Actor) -> VisitRequest:
    found = db.session.scalar(_loaded(actor).where(VisitRequest.code == code))
    if found is None:
        raise nothing_here()
    return found


def taken_since(since: datetime, *, actor: Actor, most: int) -> Sequence[VisitRequest]:
    """One by one, whatever became of them since; the newest first. Lists are counted by `lists_since`."""
    found = _loaded(actor).where(VisitRequest.created_at > since, VisitRequest.origin_kind != Origin.FILE)
    found = found.order_by(VisitRequest.created_at.desc(), VisitRequest.id.desc()).limit(most)
    return db.session.scalars(found).unique().all()


def lists_since(since: datetime, *, actor: Actor, most: int) -> list[tuple[datetime, int]]:
    """When lists were taken in, and how many requests each brought; the newest first."""
    found = (
        select(VisitRequest.created_at, func.count())
        .join(VisitRequest.programme)
        .where(_seen_by(actor), VisitRequest.created_at > since, VisitRequest.origin_kind == Origin.FILE)
        .group_by(VisitRequest.created_at)
        .order_by(VisitRequest.created_at.desc())
        .limit(most)
    )
    return [(at, number) for at, number in db.session.execute(found)]


def newest(actor: Actor, *, only_open: bool) -> Sequence[VisitRequest]:
    found = _loaded(actor).order_by(VisitRequest.created_at.desc(), VisitRequest.id.desc()).limit(200)
    if only_open:
        found = found.where(VisitRequest.withdrawn_at.is_(None), ~has_lesson())
    return db.session.scalars(found).unique().all()


def _entered_by(actor: Actor) -> Select[VisitRequest]:
    """The counter sees its own entries and nothing else, while it is that city's counter."""
    reach = actor.reach(Role.RECEPTION)
    own = select(VisitRequest).join(VisitRequest.programme).options(*LOADED)
    own = own.where(VisitRequest.taken_by_id == actor.person_id, VisitRequest.origin_kind == Origin.COUNTER)
    return own if reach is None else own.where(Programme.municipality_id.in_(reach))


def entry(code: str, *, actor: Actor) -> VisitRequest:
    found = db.session.scalar(_entered_by(actor).where(VisitRequest.code == code))
    if found is None:
        raise nothing_here()
    return found


def entries(actor: Actor) -> Sequence[VisitRequest]:
    """What one person at the counter has entered, the newest first."""
    found = _entered_by(actor).order_by(VisitRequest.created_at.desc()).limit(100)
    return db.session.scalars(found).unique().all()


def open_requests(municipality_id: int) -> Sequence[VisitRequest]:
    """For the plan of a week: in the order in which they came in."""
    found = (
        select(VisitRequest)
        .join(VisitRequest.programme)
        .where(
            Programme.municipality_id == municipality_id, VisitRequest.withdrawn_at.is_(None), ~has_lesson()
        )
        .options(*LOADED)
        .order_by(VisitRequest.created_at, VisitRequest.id)
    )
    return db.session.scalars(found).unique().all()


def known_forms(form_keys: Sequence[str]) -> set[str]:
    """Which of them are taken already."""
    found: set[str] = set()
    for start in range(0, len(form_keys), AT_ONCE):
        some = VisitRequest.form_key.in_(form_keys[start : start + AT_ONCE])
        found.update(db.session.scalars(select(VisitRequest.form_key).where(some)))
    return found


def known_form(form_key: str) -> VisitRequest | None:
    return db.session.scalar(select(VisitRequest).where(VisitRequest.form_key == form_key))


def visits_booked(programme_id: int) -> int:
    """Visits of the programme that were held or are booked."""
    counted = select(func.count()).where(
        Lesson.programme_id == programme_id, Lesson.kind == LessonKind.VISIT, Lesson.live
    )
    return db.session.scalar(counted) or 0


def follow_up_of(lesson_id: int) -> VisitRequest | None:
    return db.session.scalar(
        select(VisitRequest).where(VisitRequest.origin_kind == "lesson", VisitRequest.origin_id == lesson_id)
    )


def lesson_of(request: VisitRequest) -> Lesson | None:
    """The lesson that came of it, if it has not been cancelled."""
    live = [link.lesson for link in request.lessons if link.lesson.state is not LessonState.CANCELLED]
    return live[-1] if live else None


def request_of(lesson_id: int) -> VisitRequest | None:
    found = select(VisitRequest).join(VisitRequest.lessons).where(RequestLesson.lesson_id == lesson_id)
    return db.session.scalar(found.options(*LOADED))
