"""Plans of a week, as a coordinator of that municipality may see them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.lessons.models import Lesson
from tutor.matching.models import Plan, PlanState, PlanVisit, PlanVisitTutor
from tutor.office.models import Municipality
from tutor.people.models import Household, Person, Tutor
from tutor.visit_requests.models import RequestedPerson, RequestLesson, VisitRequest

ASIDE = (PlanState.DISCARDED, PlanState.PROPOSED)
LOADED = (
    joinedload(Plan.municipality),
    selectinload(Plan.visits).selectinload(PlanVisit.tutors).joinedload(Tutor.person),
    selectinload(Plan.visits)
    .joinedload(PlanVisit.request)
    .options(
        joinedload(VisitRequest.household).joinedload(Household.town),
        joinedload(VisitRequest.venue),
        joinedload(VisitRequest.programme),
        selectinload(VisitRequest.wishes),
        selectinload(VisitRequest.people).joinedload(RequestedPerson.person).joinedload(Person.learner),
        selectinload(VisitRequest.lessons).joinedload(RequestLesson.lesson),
    ),
)


def plan(code: str, *, actor: Actor) -> Plan:
    """With its visits, their requests, people and tutors."""
    found = db.session.scalar(select(Plan).where(Plan.code == code).options(*LOADED))
    if found is None or not actor.reaches(found.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def plans_of_week(municipality: Municipality, monday: date, *, actor: Actor) -> Sequence[Plan]:
    """Also those put aside, the newest first; without their visits."""
    if not actor.reaches(municipality.id, Role.COORDINATOR):
        return []
    return db.session.scalars(_of_week(municipality.id, monday).order_by(Plan.id.desc())).all()


def newest_plan(municipality: Municipality, monday: date, *, actor: Actor) -> Plan | None:
    """The one that counts; loaded like `plan`."""
    if not actor.reaches(municipality.id, Role.COORDINATOR):
        return None
    found = _of_week(municipality.id, monday).where(Plan.state.not_in(ASIDE))
    return db.session.scalar(found.options(*LOADED).order_by(Plan.id.desc()).limit(1))


def drafts(municipality_id: int, monday: date) -> Sequence[Plan]:
    found = _of_week(municipality_id, monday).where(Plan.state == PlanState.DRAFT)
    return db.session.scalars(found).all()


def _of_week(municipality_id: int, monday: date) -> Select[Plan]:
    return select(Plan).where(Plan.municipality_id == municipality_id, Plan.week == monday)


def locked(plan_id: int) -> Plan:
    """The plan as it stands now, with its requests and tutors held until the transaction ends.

    Always plan, requests, tutors, each in order of id: two that publish then wait for each other
    instead of blocking each other.
    """
    of_plan = PlanVisit.plan_id == plan_id
    wanted = select(PlanVisit.request_id).where(of_plan)
    going = select(PlanVisitTutor.tutor_id).join(PlanVisit).where(of_plan)
    holds: tuple[Select[int], ...] = (
        select(Plan.id).where(Plan.id == plan_id),
        select(VisitRequest.id).where(VisitRequest.id.in_(wanted)).order_by(VisitRequest.id),
        select(Tutor.person_id).where(Tutor.person_id.in_(going)).order_by(Tutor.person_id),
    )
    for hold in holds:
        db.session.execute(hold.with_for_update())
    fresh = select(Plan).where(Plan.id == plan_id).options(*LOADED)
    return db.session.scalars(fresh.execution_options(populate_existing=True)).one()


def form_key(visit: PlanVisit) -> str:
    """By it a lesson knows the plan it came from, and cannot come from it twice."""
    return f"plan-{visit.plan.code}-{visit.id}"


def lessons_of(published: Plan) -> list[Lesson]:
    keys = [form_key(visit) for visit in published.visits]
    found = select(Lesson).where(Lesson.form_key.in_(keys)).order_by(Lesson.starts_at, Lesson.id)
    return list(db.session.scalars(found))


def planned(shown: Plan) -> list[PlanVisit]:
    """The visits that were given a time, in order."""
    timed = [(visit.starts_at, visit.id, visit) for visit in shown.visits if visit.starts_at is not None]
    return [visit for _, _, visit in sorted(timed)]
