"""Who did what to whose record, and when. Never what was written."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from tutor.database import Model, key, plain


class Change(Model):
    """Append-only. The ids point at rows of higher packages and so carry no foreign keys."""

    __tablename__ = "change"
    __table_args__ = (
        sa.Index("ix_change_subject", "subject_kind", "subject_id"),
        sa.Index("ix_change_actor", "actor_id", "at"),
    )

    id: Mapped[int] = key()
    at: Mapped[datetime]
    actor_kind: Mapped[str] = plain(16)
    actor_id: Mapped[int | None]
    for_person_id: Mapped[int | None]
    verb: Mapped[str] = plain(40)
    subject_kind: Mapped[str] = plain(40)
    subject_id: Mapped[int]
    municipality_id: Mapped[int | None]
