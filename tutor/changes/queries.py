"""What was done to one record."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from tutor.changes.models import Change
from tutor.database import db


def history(subject_kind: str, subject_id: int) -> Sequence[Change]:
    rows = select(Change).where(Change.subject_kind == subject_kind, Change.subject_id == subject_id)
    return db.session.scalars(rows.order_by(Change.id)).all()


def last_deed(person_id: int | None, *, after: datetime, before: datetime) -> datetime | None:
    """When this person last did something in the span."""
    own = select(func.max(Change.at)).where(Change.actor_id == person_id)
    return db.session.scalar(own.where(Change.at >= after, Change.at < before))


def touched_by_others(
    subjects: Iterable[tuple[str, int | None]], *, but_for: int | None, since: datetime
) -> bool:
    """Whether anybody but this person has done something to one of these records."""
    of_them = or_(
        *(and_(Change.subject_kind == kind, Change.subject_id == id_) for kind, id_ in subjects if id_)
    )
    found = select(Change.id).where(of_them, Change.at >= since, Change.actor_id.is_distinct_from(but_for))
    return db.session.scalar(found.limit(1)) is not None
