"""One visit of a plan, what stands beside it, who changed it; and the locks of whoever changes a board."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.lessons.models import Lesson
from tutor.matching.models import BoardStep, Plan, PlanLesson, PlanVisit, PlanVisitTutor, RequestHold
from tutor.people.models import Person, Tutor
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


def _loaded() -> Select[PlanVisit]:
    return select(PlanVisit).options(*LOADED)


def visit(plan_code: str, code: str, *, actor: Actor) -> PlanVisit:
    """With its request, people, place and tutors."""
    found = db.session.scalar(
        _loaded()
        .join(PlanVisit.plan)
        .join(PlanVisit.request)
        .where(Plan.code == plan_code, VisitRequest.code == code)
    )
    if found is None or not actor.reaches(found.plan.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def to_change(plan_code: str, code: str, *, actor: Actor) -> PlanVisit:
    """The same for who changes it: it is read again, whole, when the board is locked."""
    found = db.session.scalar(
        select(PlanVisit)
        .join(PlanVisit.plan)
        .join(PlanVisit.request)
        .where(Plan.code == plan_code, VisitRequest.code == code)
        .options(joinedload(PlanVisit.plan))
    )
    if found is None or not actor.reaches(found.plan.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def locked_visit(visit_id: int) -> PlanVisit:
    """As it stands now. Always the plan first: whoever changes or publishes it waits here."""
    of_plan = select(PlanVisit.plan_id).where(PlanVisit.id == visit_id).scalar_subquery()
    db.session.execute(select(Plan.id).where(Plan.id == of_plan).with_for_update())
    fresh = _loaded().where(PlanVisit.id == visit_id).execution_options(populate_existing=True)
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


def last_step(visit: PlanVisit) -> BoardStep | None:
    """What left the visit as it is."""
    found = select(BoardStep).where(BoardStep.visit_id == visit.id)
    return db.session.scalar(found.order_by(BoardStep.id.desc()).limit(1))


@dataclass(frozen=True)
class Since:
    """Whose rows have changed, and whether somebody was given a place or lost one."""

    tutor_ids: frozenset[int]
    lists: bool


def since(municipality_id: int, monday: date, step_id: int) -> Since:
    """What the steps after that one have changed."""
    rows = select(BoardStep.before, BoardStep.after).where(
        BoardStep.municipality_id == municipality_id, BoardStep.week == monday, BoardStep.id > step_id
    )
    pairs = [(json.loads(before), json.loads(after)) for before, after in db.session.execute(rows)]
    codes = {code for pair in pairs for state in pair for code in state["tutors"]}
    ids = db.session.scalars(select(Person.id).where(Person.code.in_(codes)))
    moved = any(
        (a["starts_at"] is None) != (b["starts_at"] is None) or a["held"] != b["held"] for a, b in pairs
    )
    return Since(frozenset(ids), moved)


def undoable(municipality_id: int, monday: date, *, by_id: int | None) -> BoardStep | None:
    """The newest change of this person's that is not undone: what "undo" means at that desk."""
    found = (
        select(BoardStep)
        .where(
            BoardStep.municipality_id == municipality_id,
            BoardStep.week == monday,
            BoardStep.by_id == by_id,
            BoardStep.undone_at.is_(None),
            BoardStep.verb != "undo",
        )
        .options(
            joinedload(BoardStep.visit).options(joinedload(PlanVisit.plan), joinedload(PlanVisit.request)),
            joinedload(BoardStep.lesson),
        )
    )
    return db.session.scalar(found.order_by(BoardStep.id.desc()).limit(1))


def last_of_visit(visit: PlanVisit) -> BoardStep:
    return _last(BoardStep.visit_id == visit.id)


def last_of_lesson(lesson: Lesson) -> BoardStep:
    return _last(BoardStep.lesson_id == lesson.id)


def _last(about: ColumnElement[bool]) -> BoardStep:
    """The newest change that is not undone."""
    found = select(BoardStep).where(about, BoardStep.undone_at.is_(None), BoardStep.verb != "undo")
    step = db.session.scalar(found.order_by(BoardStep.id.desc()).limit(1))
    if step is None:
        raise Refused("もとにもどす変更がありません。")
    return step
