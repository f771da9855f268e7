"""Before two records become one: what is on each side, what would move, what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from tutor.access.models import Credential
from tutor.database import Model, db
from tutor.inquiries.models import Inquiry
from tutor.learning.models import Homework, Mark
from tutor.lessons import adopting as lessons
from tutor.lessons.models import Attendance, Lesson
from tutor.messaging.models import MessagePerson
from tutor.people.models import Person, PersonContact, RoleGrant, Support
from tutor.visit_requests import adopting as requests
from tutor.visit_requests.models import RequestedPerson, VisitRequest

MOVES = {
    "numbers": (PersonContact, PersonContact.person_id),
    "supporters": (Support, Support.learner_id),
    "supported": (Support, Support.supporter_id),
    "cards": (Credential, Credential.person_id),
    "messages": (MessagePerson, MessagePerson.person_id),
    "requests": (RequestedPerson, RequestedPerson.person_id),
    "lessons": (Attendance, Attendance.learner_id),
    "marks": (Mark, Mark.learner_id),
    "homework": (Homework, Homework.learner_id),
    "calls": (Inquiry, Inquiry.person_id),
}


@dataclass(frozen=True)
class InTheWay:
    works_here: bool
    supports_other: bool
    lessons: Sequence[Lesson]
    requests: Sequence[VisitRequest]

    def __bool__(self) -> bool:
        return bool(self.works_here or self.supports_other or self.lessons or self.requests)


def what_moves(gone: Person) -> dict[str, int]:
    """How many rows of each kind belong to the record that goes."""
    return {name: _count(table, column == gone.id) for name, (table, column) in MOVES.items()}


def _count(table: type[Model], condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(condition)) or 0


def in_the_way(kept: Person, gone: Person) -> InTheWay:
    return InTheWay(
        works_here=any(_works_here(one) for one in (kept, gone)),
        supports_other=_count(Support, _between(kept, gone)) > 0,
        lessons=lessons.in_the_way(kept, gone),
        requests=requests.in_the_way(kept, gone),
    )


def _works_here(person: Person) -> bool:
    return person.tutor is not None or _count(RoleGrant, RoleGrant.person_id == person.id) > 0


def _between(one: Person, other: Person) -> ColumnElement[bool]:
    pair = (one.id, other.id)
    return Support.learner_id.in_(pair) & Support.supporter_id.in_(pair)
