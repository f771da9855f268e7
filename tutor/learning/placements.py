"""A placement by telephone: begun, answered, taken back a step, ended as marks, undone."""

from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Skill
from tutor.curriculum.models import Curriculum
from tutor.database import db
from tutor.learning import actions, placing, queries
from tutor.learning.models import Mark, Placement, PlacementAnswer
from tutor.learning.odds import Answer
from tutor.learning.rules import MarkSource, Seen, in_force
from tutor.people.models import Learner


def last_placement(learner: Learner) -> Placement | None:
    """The open one, or that which was ended last."""
    found = select(Placement).where(Placement.learner_id == learner.person_id)
    return db.session.scalar(found.order_by(Placement.id.desc()).limit(1))


def asked_now(placement: Placement) -> Skill | None:
    """What is asked next; None when it is over."""
    if placement.ended_at is not None:
        return None
    return placing.next_question(curricula.content_of(placement.version), placement.answers)


def found(placement: Placement) -> placing.Placed:
    return placing.placed(curricula.content_of(placement.version), placement.answers)


def begin(learner: Learner, *, curriculum_key: str, by: Actor, now: datetime) -> Placement:
    """One that broke off goes on where it was."""
    last = last_placement(learner)
    if last is not None and last.ended_at is None:
        return last
    enrolment = queries.current_enrolment(learner)
    version = enrolment.version if enrolment else queries.to_begin(curriculum_key)
    begun = Placement(created_at=now, learner=learner, version=version, by_id=by.person_id)
    db.session.add(begun)
    db.session.flush()
    _record("begin_placement", begun, by=by, now=now)
    return begun


def answer(placement: Placement, skill_key: str, said: Answer, *, by: Actor, now: datetime) -> None:
    """The last one ends it. What was answered already, or is not asked now, changes nothing."""
    asked = asked_now(placement)
    if asked is None or asked.key != skill_key:
        return
    placement.rows.append(PlacementAnswer(skill_key=skill_key, n=len(placement.rows) + 1, answer=said))
    db.session.flush()
    _record("answer_placement", placement, by=by, now=now)
    if asked_now(placement) is None:
        end(placement, by=by, now=now)


def step_back(placement: Placement, *, by: Actor, now: datetime) -> None:
    """The last answer is asked for again; until it is over, answers are no evidence yet."""
    if placement.ended_at is None and placement.rows:
        placement.rows.pop()
        db.session.flush()
        _record("step_back_placement", placement, by=by, now=now)


def end(placement: Placement, *, by: Actor, now: datetime) -> None:
    """What was found becomes marks. Who has not begun the curriculum begins it with them."""
    if placement.ended_at is not None:
        return
    marks, learner = found(placement).marks, placement.learner
    placement.ended_at = now
    if marks:
        key = db.session.get_one(Curriculum, placement.version.curriculum_id).key
        actions.enrol(learner, curriculum_key=key, by=by, now=now)
    for skill_key, value in marks.items():
        _mark(placement, skill_key, value, None, by=by, now=now)
    _record("end_placement", placement, by=by, now=now)
    actions.settle(learner, lesson=None, now=now)


def undo(placement: Placement, *, by: Actor, now: datetime) -> None:
    """Marks are never taken away: each is corrected to what an earlier placement said, or to nothing."""
    if placement.ended_at is None or placement.undone_at is not None:
        return
    placement.undone_at = now
    before = _said_before(placement)
    for mark in _marks(placement):
        _mark(placement, mark.skill_key, before.get(mark.skill_key, 0), mark, by=by, now=now)
    _record("undo_placement", placement, by=by, now=now)
    actions.settle(placement.learner, lesson=None, now=now)


def _mark(
    placement: Placement, skill_key: str, value: int, corrects: Mark | None, *, by: Actor, now: datetime
) -> None:
    undone = "-undone" if corrects else ""
    actions.mark(
        placement.learner,
        skill_key=skill_key,
        value=value,
        source=MarkSource.PLACEMENT,
        lesson=None,
        by=by,
        now=now,
        client_key=f"placement-{placement.code}-{skill_key}{undone}",
        corrects=corrects,
    )


def _marks(placement: Placement) -> list[Mark]:
    """Its own, but for those that somebody has put right since."""
    ours = Mark.client_key.startswith(f"placement-{placement.code}-", autoescape=True)
    corrected = select(Mark.corrects_id).where(Mark.corrects_id.is_not(None))
    return list(db.session.scalars(select(Mark).where(ours, Mark.id.not_in(corrected)).order_by(Mark.id)))


def _said_before(placement: Placement) -> dict[str, int]:
    ours = {mark.id for mark in _marks(placement)}
    seen = [one for one in in_force(queries.marks_of(placement.learner_id)) if one.number not in ours]
    placed = [one for one in seen if one.source is MarkSource.PLACEMENT]
    return {one.skill: one.value for one in sorted(placed, key=_when)}


def _when(mark: Seen) -> tuple[datetime, int]:
    return mark.at, mark.number or 0


def _record(verb: str, placement: Placement, *, by: Actor, now: datetime) -> None:
    record(verb, placement, by=by, now=now, municipality_id=placement.learner.municipality_id)
