"""Reads of one class in a draft, and of who was swapped in it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.lessons.models import Lesson, Staffing
from tutor.matching.models import SWAP, BoardStep, Plan, PlanLesson
from tutor.people.models import Tutor

LOADED = (
    joinedload(PlanLesson.plan).joinedload(Plan.municipality),
    joinedload(PlanLesson.lesson).options(
        joinedload(Lesson.venue),
        selectinload(Lesson.staffings)
        .joinedload(Staffing.tutor)
        .options(joinedload(Tutor.person), selectinload(Tutor.qualifications)),
    ),
    selectinload(PlanLesson.tutors).options(joinedload(Tutor.person), selectinload(Tutor.qualifications)),
)


def proposal(plan_code: str, lesson_code: str, *, actor: Actor) -> PlanLesson:
    found = db.session.scalar(
        select(PlanLesson)
        .join(PlanLesson.plan)
        .join(PlanLesson.lesson)
        .where(Plan.code == plan_code, Lesson.code == lesson_code)
        .options(*LOADED)
    )
    if found is None or not actor.reaches(found.plan.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def lock(proposed: PlanLesson) -> None:
    """As it stands now. The plan first, as for every change of the board."""
    db.session.execute(select(Plan.id).where(Plan.id == proposed.plan_id).with_for_update())
    fresh = select(PlanLesson).where(PlanLesson.id == proposed.id).options(*LOADED)
    db.session.scalars(fresh.execution_options(populate_existing=True)).one()


def swaps(proposed: PlanLesson) -> list[BoardStep]:
    """Those not undone, the newest first; of this draft only."""
    found = select(BoardStep).where(
        BoardStep.lesson_id == proposed.lesson_id,
        BoardStep.verb == SWAP,
        BoardStep.undone_at.is_(None),
        BoardStep.created_at >= proposed.plan.created_at,
    )
    return list(db.session.scalars(found.order_by(BoardStep.id.desc()).options(joinedload(BoardStep.by))))


def last_swap(proposed: PlanLesson) -> BoardStep:
    found = swaps(proposed)
    if not found:
        raise Refused("もとにもどす変更がありません。")
    return found[0]
