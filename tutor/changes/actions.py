"""Write down that something was done."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert

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


def record_all(deeds: Iterable[tuple[str, Model, int | None]], *, by: Actor, now: datetime) -> None:
    """(verb, subject, municipality) of each, in one statement: a list of people makes thousands."""
    who = {
        "at": now,
        "actor_kind": by.kind.value,
        "actor_id": by.person_id,
        "for_person_id": by.for_person_id,
    }
    rows = [
        {
            **who,
            "verb": verb,
            "subject_kind": subject.__tablename__,
            "subject_id": subject.id,  # type: ignore[attr-defined]  # as above
            "municipality_id": municipality_id,
        }
        for verb, subject, municipality_id in deeds
    ]
    if rows:
        db.session.execute(insert(Change), rows)
