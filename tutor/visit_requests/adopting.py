"""Requests of two records of one person become those of the one that stays."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select, update

from tutor.database import db
from tutor.people.models import Person
from tutor.visit_requests.models import RequestedPerson, VisitRequest


def in_the_way(kept: Person, gone: Person) -> Sequence[VisitRequest]:
    """Requests that name both: somebody meant two people."""

    def named(person: Person) -> ColumnElement[bool]:
        return exists().where(
            RequestedPerson.request_id == VisitRequest.id, RequestedPerson.person_id == person.id
        )

    return db.session.scalars(select(VisitRequest).where(named(kept), named(gone))).all()


def adopt(kept: Person, gone: Person) -> None:
    db.session.execute(
        update(RequestedPerson).where(RequestedPerson.person_id == gone.id).values(person_id=kept.id)
    )
    db.session.execute(
        update(VisitRequest).where(VisitRequest.asked_by_id == gone.id).values(asked_by_id=kept.id)
    )
