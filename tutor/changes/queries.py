"""What was done to one record."""

from collections.abc import Sequence

from sqlalchemy import select

from tutor.changes.models import Change
from tutor.database import db


def history(subject_kind: str, subject_id: int) -> Sequence[Change]:
    rows = select(Change).where(Change.subject_kind == subject_kind, Change.subject_id == subject_id)
    return db.session.scalars(rows.order_by(Change.id)).all()
