"""Write down that something was done."""

from datetime import datetime

from tutor.actor import Actor
from tutor.changes.models import Change
from tutor.database import Model, db


def record(
    verb: str, subject: Model, *, by: Actor, now: datetime, municipality_id: int | None = None
) -> None:
    """The subject must have its id already; flush first when it is new."""
    db.session.add(
        Change(
            at=now,
            actor_kind=by.kind.value,
            actor_id=by.person_id,
            for_person_id=by.for_person_id,
            verb=verb,
            subject_kind=subject.__tablename__,
            subject_id=subject.id,  # type: ignore[attr-defined]  # every recorded table has an id
            municipality_id=municipality_id,
        )
    )
