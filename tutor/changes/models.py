"""Who did what to whose record, and when. Never what was written."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from tutor.database import Model, key, plain


class Change(Model):
    """Append-only. The ids point at rows of higher packages and so carry no foreign keys."""

    __tablename__ = "change"

    id: Mapped[int] = key()
    at: Mapped[datetime]
    actor_kind: Mapped[str] = plain(16)
    actor_id: Mapped[int | None]
    for_person_id: Mapped[int | None]
    verb: Mapped[str] = plain(40)
    subject_kind: Mapped[str] = plain(40)
    subject_id: Mapped[int]
    municipality_id: Mapped[int | None]
