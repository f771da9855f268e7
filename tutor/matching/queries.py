"""Plans of a week, as a coordinator of that municipality may see them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.lessons.models import Lesson
from tutor.matching import rules
from tutor.matching.models import (
    UNDO,
    BoardStep,
    Plan,
    PlanLesson,
    PlanLessonTutor,
    PlanState,
    PlanVisit,
    PlanVisitTutor,
    RequestHold,
)
from tutor.matching.pins import Pin
from tutor.office.models import Municipality, Programme
from tutor.people.models import Household, Person, Tutor
from tutor.sentences import Said
from tutor.visit_requests.models import RequestedPerson, RequestLesson, VisitRequest

ASIDE = (PlanState.DISCARDED, PlanState.PROPOSED)
# A draft that was taken up again counts before a published plan that is younger.
NEWEST = (case((Plan.state == PlanState.DRAFT, 0), else_=1), Plan.id.desc())
LOADED = (
    joinedload(Plan.municipality),
    selectinload(Plan.lessons).options(
        selectinload(PlanLesson.tutors).joinedload(Tutor.person),
        joinedload(PlanLesson.lesson).options(
            joinedload(Lesson.venue), joinedload(Lesson.programme), selectinload(Lesson.staffings)
        ),
    ),
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


def drafts(municipality_id: int, *, since: date) -> Sequence[Plan]:
    """Plans of this week and later that may still be changed, the earliest first; without their visits."""
    found = select(Plan).where(Plan.municipality_id == municipality_id, Plan.state == PlanState.DRAFT)
    return db.session.scalars(found.where(Plan.week >= since).order_by(Plan.week, Plan.id)).all()


def locked_of_week(municipality_id: int, monday: date) -> Sequence[Plan]:
    """All of them, held in order of id: nobody changes one, publishes or chooses meanwhile."""
    found = _of_week(municipality_id, monday).order_by(Plan.id).with_for_update()
    return db.session.scalars(found.execution_options(populate_existing=True)).all()


def changed_by_hand(draft: Plan) -> bool:
    """Whether somebody's change in it is not undone."""
    found = (
        select(BoardStep.id)
        .join(PlanVisit, PlanVisit.id == BoardStep.visit_id)
        .where(PlanVisit.plan_id == draft.id, BoardStep.undone_at.is_(None), BoardStep.verb != UNDO)
    )
    return db.session.scalar(found.limit(1)) is not None


def better_at_most(draft_id: int | None) -> Said | None:
    """Of a draft as it was found; once changed by hand, or published, nothing is known."""
    changed = select(BoardStep.id).join(PlanVisit, PlanVisit.id == BoardStep.visit_id)
    changed = changed.where(PlanVisit.plan_id == Plan.id)
    found = db.session.execute(
        select(Plan.objective, Plan.bound, Plan.engine).where(
            Plan.id == draft_id, Plan.state == PlanState.DRAFT, ~changed.exists()
        )
    ).one_or_none()
    return rules.better_at_most(*found) if found else None


def pins(municipality_id: int, monday: date) -> dict[str, Pin]:
    """By request code, of the draft that counts."""
    draft = select(func.max(Plan.id)).where(
        Plan.municipality_id == municipality_id, Plan.week == monday, Plan.state == PlanState.DRAFT
    )
    found = (
        select(PlanVisit)
        .where(PlanVisit.plan_id == draft.scalar_subquery(), PlanVisit.pinned)
        .options(joinedload(PlanVisit.request), selectinload(PlanVisit.tutors).joinedload(Tutor.person))
    )
    return {
        one.code: Pin(
            one.starts_at,
            tuple(tutor.person.code for tutor in one.tutors),
            one.waived,
            one.because,
            one.request_version,
        )
        for one in db.session.scalars(found)
        if one.starts_at is not None
    }


def held(municipality_id: int) -> set[int]:
    """Requests that are not to be planned."""
    found = (
        select(RequestHold.request_id)
        .join(RequestHold.request)
        .join(VisitRequest.programme)
        .where(Programme.municipality_id == municipality_id, RequestHold.released_at.is_(None))
    )
    return set(db.session.scalars(found))


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
    teaching = select(PlanLessonTutor.tutor_id).join(PlanLesson).where(PlanLesson.plan_id == plan_id)
    tutors = Tutor.person_id.in_(going) | Tutor.person_id.in_(teaching)
    holds: tuple[Select[int], ...] = (
        select(Plan.id).where(Plan.id == plan_id),
        select(VisitRequest.id).where(VisitRequest.id.in_(wanted)).order_by(VisitRequest.id),
        select(Tutor.person_id).where(tutors).order_by(Tutor.person_id),
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
