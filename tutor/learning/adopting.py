"""What two records of one person learnt becomes what the one that stays has learnt."""

from datetime import datetime

from sqlalchemy import delete, select, update

from tutor.database import db
from tutor.learning.actions import settle
from tutor.learning.models import Enrolment, Goal, Homework, Mark, Placement, Review, StageReached
from tutor.people.models import Person


def adopt(kept: Person, gone: Person, *, now: datetime) -> None:
    """Marks are append-only in what they say: value, day, tutor stay, and only whose they are is put right.

    Stages and reviews are caches: thrown away, and made again from all the marks together.
    """
    if gone.learner is None or kept.learner is None:
        return
    _enrolments(kept.id, gone.id, now)
    _end_what_is_open(gone.id, now)
    for table in (Mark, Homework, Placement, Goal):
        db.session.execute(update(table).where(table.learner_id == gone.id).values(learner_id=kept.id))
    for cache in (StageReached, Review):
        db.session.execute(delete(cache).where(cache.learner_id == gone.id))
    db.session.flush()
    settle(kept.learner, lesson=None, now=now)


def _end_what_is_open(gone: int, now: datetime) -> None:
    """One call and one wish are open at a time; those of the record that stays go on."""
    db.session.execute(
        update(Placement)
        .where(Placement.learner_id == gone, Placement.ended_at.is_(None))
        .values(ended_at=now, undone_at=now)
    )
    db.session.execute(
        update(Goal).where(Goal.learner_id == gone, Goal.ended_at.is_(None)).values(ended_at=now)
    )


def _enrolments(kept: int, gone: int, now: datetime) -> None:
    """Of two open enrolments on one curriculum the one that stays is the one that was there."""
    open_ones = select(Enrolment.curriculum_id).where(
        Enrolment.learner_id == kept, Enrolment.ended_at.is_(None)
    )
    twice = (
        Enrolment.learner_id == gone,
        Enrolment.ended_at.is_(None),
        Enrolment.curriculum_id.in_(open_ones),
    )
    db.session.execute(update(Enrolment).where(*twice).values(ended_at=now))
    db.session.execute(update(Enrolment).where(Enrolment.learner_id == gone).values(learner_id=kept))
