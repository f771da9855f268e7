"""Everything staff look up about one person, who was found within their reach."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tutor.access.models import Credential, CredentialKind
from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.inquiries import queries as inquiries
from tutor.inquiries.models import Inquiry
from tutor.lessons import queries as lessons
from tutor.lessons.models import Attendance, Lesson, Staffing, StaffingState
from tutor.office.models import Programme
from tutor.people.models import Household, Person, PersonContact, Support
from tutor.visit_requests import queries as requests
from tutor.visit_requests.models import RequestedPerson, VisitRequest

Columns = TypeVarTuple("Columns")

MOST_ROWS = 30


@dataclass(frozen=True)
class Overview:
    sharing: dict[int, list[Person]]
    """By contact point: who else is reached by that number."""
    residents: Sequence[Person]
    supporters: Sequence[Support]
    supported: Sequence[Support]
    requests: Sequence[VisitRequest]
    inquiries: Sequence[Inquiry]
    lessons: Sequence[Lesson]
    card_since: datetime | None


def overview(person: Person, *, actor: Actor) -> Overview:
    supports = _supports(person)
    return Overview(
        sharing=_sharing(person, actor),
        residents=_residents(person),
        supporters=[one for one in supports if one.learner_id == person.id],
        supported=[one for one in supports if one.supporter_id == person.id],
        requests=_requests(person, actor),
        inquiries=inquiries.of_person(person.id, actor=actor),
        lessons=_lessons(person, actor),
        card_since=card_since(person),
    )


def _sharing(person: Person, actor: Actor) -> dict[int, list[Person]]:
    points = [contact.contact_point_id for contact in person.contacts]
    rows = (
        select(PersonContact)
        .join(PersonContact.person)
        .where(
            PersonContact.contact_point_id.in_(points),
            PersonContact.person_id != person.id,
            Person.erased_at.is_(None),
        )
        .options(
            joinedload(PersonContact.person).joinedload(Person.learner),
            joinedload(PersonContact.person).joinedload(Person.household).joinedload(Household.town),
        )
        .order_by(PersonContact.person_id)
    )
    sharing: dict[int, list[Person]] = defaultdict(list)
    for row in db.session.scalars(rows):
        if _is_near(row.person, actor):
            sharing[row.contact_point_id].append(row.person)
    return sharing


def _is_near(other: Person, actor: Actor) -> bool:
    """Learns or lives in one of the actor's cities."""
    learns = other.learner and actor.reaches(other.learner.municipality_id, Role.COORDINATOR)
    home = other.household and actor.reaches(other.household.town.municipality_id, Role.COORDINATOR)
    return bool(learns or home)


def _residents(person: Person) -> Sequence[Person]:
    rows = select(Person).where(
        Person.household_id == person.household_id,
        Person.household_id.is_not(None),
        Person.id != person.id,
        Person.erased_at.is_(None),
    )
    return db.session.scalars(rows.order_by(Person.id)).all()


def _supports(person: Person) -> Sequence[Support]:
    """On either side, the open ones first."""
    rows = (
        select(Support)
        .where(or_(Support.learner_id == person.id, Support.supporter_id == person.id))
        .options(joinedload(Support.supporter), joinedload(Support.learner), selectinload(Support.consents))
        .order_by(Support.ended_at.is_not(None), Support.id)
    )
    return db.session.scalars(rows).all()


def support_by(supporter_code: str, *, learner: Person) -> Support:
    """The open one if there is one, else the one that ended last."""
    rows = (
        select(Support)
        .join(Support.supporter)
        .where(Support.learner_id == learner.id, Person.code == supporter_code)
        .order_by(Support.ended_at.is_not(None), Support.id.desc())
        .limit(1)
    )
    found = db.session.scalar(rows)
    if found is None:
        raise nothing_here()
    return found


def supporters_among(people: Collection[Person]) -> set[int]:
    ids = [one.id for one in people]
    rows = select(Support.supporter_id).where(Support.supporter_id.in_(ids), Support.ended_at.is_(None))
    return set(db.session.scalars(rows))


def _requests(person: Person, actor: Actor) -> Sequence[VisitRequest]:
    named = exists().where(
        RequestedPerson.request_id == VisitRequest.id, RequestedPerson.person_id == person.id
    )
    rows = (
        within(select(VisitRequest).join(VisitRequest.programme), actor)
        .where(or_(named, VisitRequest.asked_by_id == person.id))
        .options(*requests.LOADED)
        .order_by(VisitRequest.created_at.desc(), VisitRequest.id.desc())
        .limit(MOST_ROWS)
    )
    return db.session.scalars(rows).unique().all()


def _lessons(person: Person, actor: Actor) -> Sequence[Lesson]:
    """Lessons the person takes or gives, the latest first."""
    takes = exists().where(Attendance.lesson_id == Lesson.id, Attendance.learner_id == person.id)
    gives = exists().where(
        Staffing.lesson_id == Lesson.id,
        Staffing.tutor_id == person.id,
        Staffing.state == StaffingState.ASSIGNED,
    )
    rows = (
        within(select(Lesson).join(Lesson.programme), actor)
        .where(or_(takes, gives))
        .options(*lessons.LOADED)
        .order_by(Lesson.starts_at.desc(), Lesson.id.desc())
        .limit(MOST_ROWS)
    )
    return db.session.scalars(rows).unique().all()


def within(rows: Select[*Columns], actor: Actor) -> Select[*Columns]:
    """Of the actor's cities; the rows are joined with their programme."""
    reach = actor.reach(Role.COORDINATOR)
    return rows if reach is None else rows.where(Programme.municipality_id.in_(reach))


def card_since(person: Person) -> datetime | None:
    """When the card that opens the person's pages today was made."""
    rows = select(Credential.created_at).where(
        Credential.person_id == person.id,
        Credential.kind == CredentialKind.CARD,
        Credential.revoked_at.is_(None),
    )
    return db.session.scalar(rows.order_by(Credential.id.desc()).limit(1))
