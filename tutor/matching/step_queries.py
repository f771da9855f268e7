"""What was changed by hand on a week's board: since when, by whom, and what "undo" means."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from tutor.database import db
from tutor.errors import Refused
from tutor.lessons.models import Lesson
from tutor.matching.models import SWAP, UNDO, BoardStep, PlanVisit
from tutor.people.models import Person


def last_step(visit: PlanVisit) -> BoardStep | None:
    """What left the visit as it is."""
    found = select(BoardStep).where(BoardStep.visit_id == visit.id)
    newest = found.order_by(BoardStep.id.desc()).limit(1)
    return db.session.scalar(newest.options(joinedload(BoardStep.by)))


@dataclass(frozen=True)
class Since:
    """Whose rows have changed, and whether somebody was given a place or lost one."""

    tutor_ids: frozenset[int]
    lists: bool


def since(municipality_id: int, monday: date, step_id: int) -> Since:
    """What the steps after that one have changed."""
    rows = select(BoardStep.before, BoardStep.after, BoardStep.lesson_id).where(
        BoardStep.municipality_id == municipality_id, BoardStep.week == monday, BoardStep.id > step_id
    )
    found = db.session.execute(rows).all()
    pairs = [(json.loads(before), json.loads(after)) for before, after, _ in found]
    codes = {code for pair in pairs for state in pair for code in state["tutors"]}
    ids = db.session.scalars(select(Person.id).where(Person.code.in_(codes)))
    moved = any(
        (a["starts_at"] is None) != (b["starts_at"] is None) or a["held"] != b["held"] for a, b in pairs
    )
    # Beside the board stands who is proposed for a class that lacks somebody.
    return Since(frozenset(ids), moved or any(lesson_id for _, _, lesson_id in found))


def undoable(municipality_id: int, monday: date, *, by_id: int | None) -> BoardStep | None:
    """The newest change of this person's that is not undone: what "undo" means at that desk."""
    found = (
        select(BoardStep)
        .where(
            BoardStep.municipality_id == municipality_id,
            BoardStep.week == monday,
            BoardStep.by_id == by_id,
            BoardStep.undone_at.is_(None),
            BoardStep.verb != UNDO,
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
    """Of the booked lesson itself: who was swapped in a draft is no change of it."""
    return _last(and_(BoardStep.lesson_id == lesson.id, BoardStep.verb != SWAP))


def _last(about: ColumnElement[bool]) -> BoardStep:
    """The newest change that is not undone."""
    found = select(BoardStep).where(about, BoardStep.undone_at.is_(None), BoardStep.verb != UNDO)
    step = db.session.scalar(found.order_by(BoardStep.id.desc()).limit(1))
    if step is None:
        raise Refused("もとにもどす変更がありません。")
    return step
