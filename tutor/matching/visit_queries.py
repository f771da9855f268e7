"""One visit of a plan, what stands beside it; and the locks of whoever changes a board."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.lessons.models import Lesson
from tutor.local_time import day_span
from tutor.matching.models import Plan, PlanLesson, PlanVisit, PlanVisitTutor, RequestHold
from tutor.people.models import Household, Person, Tutor
from tutor.places.models import Venue
from tutor.visit_requests.models import RequestedPerson, VisitRequest
from tutor.visit_requests.queries import LOADED as REQUEST

TUTORS = 2
LOADED = (
    joinedload(PlanVisit.plan).joinedload(Plan.municipality),
    joinedload(PlanVisit.request).options(*REQUEST),
    selectinload(PlanVisit.tutors).options(
        joinedload(Tutor.person), joinedload(Tutor.household), selectinload(Tutor.qualifications)
    ),
)
"""What a problem asks of a visit."""
PLACE = (
    joinedload(VisitRequest.household).joinedload(Household.town),
    joinedload(VisitRequest.venue).joinedload(Venue.town),
)
SHOWN = (
    joinedload(PlanVisit.plan).joinedload(Plan.municipality),
    joinedload(PlanVisit.request).options(
        *PLACE,
        selectinload(VisitRequest.wishes),
        selectinload(VisitRequest.people).joinedload(RequestedPerson.person),
    ),
    selectinload(PlanVisit.tutors).options(
        joinedload(Tutor.person), joinedload(Tutor.household).joinedload(Household.town)
    ),
)
"""What the panel says of it."""
STANDING = (
    joinedload(PlanVisit.plan),
    joinedload(PlanVisit.request),
    selectinload(PlanVisit.tutors).joinedload(Tutor.person),
)
"""Where it stands, and who goes: a pin or a hold asks no more."""


def _loaded() -> Select[PlanVisit]:
    return select(PlanVisit).options(*LOADED)


def visit(plan_code: str, code: str, *, actor: Actor, to_weigh: bool = False) -> PlanVisit:
    """With its request, people, place and tutors; `to_weigh`, with all that its place is judged by."""
    return _found(plan_code, code, actor, *(LOADED if to_weigh else SHOWN))


def to_change(plan_code: str, code: str, *, actor: Actor) -> PlanVisit:
    """The same for who changes it: it is read again, whole, when the board is locked."""
    return _found(plan_code, code, actor, joinedload(PlanVisit.plan))


def _found(plan_code: str, code: str, actor: Actor, *load: ExecutableOption) -> PlanVisit:
    found = db.session.scalar(
        select(PlanVisit)
        .options(*load)
        .join(PlanVisit.plan)
        .join(PlanVisit.request)
        .where(Plan.code == plan_code, VisitRequest.code == code)
    )
    if found is None or not actor.reaches(found.plan.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def locked_visit(visit_id: int, *, to_weigh: bool) -> PlanVisit:
    """As it stands now. Always the plan first: whoever changes or publishes it waits here."""
    of_plan = select(PlanVisit.plan_id).where(PlanVisit.id == visit_id).scalar_subquery()
    db.session.execute(select(Plan.id).where(Plan.id == of_plan).with_for_update())
    fresh = select(PlanVisit).where(PlanVisit.id == visit_id).options(*(LOADED if to_weigh else STANDING))
    fresh = fresh.execution_options(populate_existing=True)
    return db.session.scalars(fresh).one()


def locked_plan(code: str, *, actor: Actor) -> Plan:
    fresh = select(Plan).where(Plan.code == code).with_for_update(of=Plan)
    found = db.session.scalar(fresh.execution_options(populate_existing=True))
    if found is None or not actor.reaches(found.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def of_request(plan: Plan, request: VisitRequest) -> PlanVisit | None:
    found = _loaded().where(PlanVisit.plan_id == plan.id, PlanVisit.request_id == request.id)
    return db.session.scalar(found)


def hold_tutors(tutors: Iterable[Tutor]) -> None:
    """In order of id, as publishing does: the rows that name them would take the same locks in any order."""
    ids = sorted(one.person_id for one in tutors)
    rows = select(Tutor.person_id).where(Tutor.person_id.in_(ids)).order_by(Tutor.person_id)
    db.session.execute(rows.with_for_update(read=True, key_share=True))


def tutors_wanted(_visit: PlanVisit) -> int:
    """Two go to every door."""
    return TUTORS


def beside(visit: PlanVisit, tutors: Iterable[Tutor]) -> Sequence[PlanVisit]:
    """The other visits of the plan that these tutors or the visit's own people already have."""
    ids = [one.person_id for one in tutors]
    people = [row.person_id for row in visit.request.people]
    theirs = exists().where(PlanVisitTutor.plan_visit_id == PlanVisit.id, PlanVisitTutor.tutor_id.in_(ids))
    own = exists().where(
        RequestedPerson.request_id == PlanVisit.request_id, RequestedPerson.person_id.in_(people)
    )
    return placed(visit.plan_id, or_(theirs, own), PlanVisit.id != visit.id)


def placed(plan_id: int, *more: ColumnElement[bool]) -> Sequence[PlanVisit]:
    """The visits of a plan that have a time, loaded for a problem."""
    found = _loaded().where(PlanVisit.plan_id == plan_id, PlanVisit.starts_at.is_not(None), *more)
    return db.session.scalars(found.order_by(PlanVisit.id)).unique().all()


def sent(
    plan_id: int, tutor_ids: Sequence[int], day: date
) -> Sequence[Row[int, datetime | None, VisitRequest]]:
    """Where the plan sends these tutors on that day: tutor, start, and the request with its place."""
    start, end = day_span(day)
    found = (
        select(PlanVisitTutor.tutor_id, PlanVisit.starts_at, VisitRequest)
        .join(PlanVisit, PlanVisit.id == PlanVisitTutor.plan_visit_id)
        .join(VisitRequest, VisitRequest.id == PlanVisit.request_id)
        .where(PlanVisit.plan_id == plan_id, PlanVisitTutor.tutor_id.in_(tutor_ids))
        .where(PlanVisit.starts_at >= start, PlanVisit.starts_at < end)
    )
    return db.session.execute(found.options(*PLACE)).all()


def proposed(plan_id: int) -> Sequence[PlanLesson]:
    """For booked classes, with hall and tutors."""
    found = (
        select(PlanLesson)
        .where(PlanLesson.plan_id == plan_id)
        .options(
            joinedload(PlanLesson.lesson).joinedload(Lesson.venue),
            selectinload(PlanLesson.tutors).joinedload(Tutor.person),
        )
    )
    return db.session.scalars(found.order_by(PlanLesson.id)).unique().all()


def tutors_by_code(codes: Iterable[str]) -> Sequence[Tutor]:
    """Of the whole company: students go to every city."""
    found = (
        select(Tutor)
        .join(Tutor.person)
        .where(Person.code.in_(list(codes)))
        .options(joinedload(Tutor.person), joinedload(Tutor.household), selectinload(Tutor.qualifications))
        .order_by(Tutor.person_id)
    )
    return db.session.scalars(found).unique().all()


def open_hold(request_id: int) -> RequestHold | None:
    still = (RequestHold.request_id == request_id, RequestHold.released_at.is_(None))
    return db.session.scalar(select(RequestHold).where(*still))
