"""What the search box answers: people with what is coming for them, and what a code names."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.database import ALPHABET, db
from tutor.errors import NotFound
from tutor.lessons import queries as lessons
from tutor.lessons.models import Attendance, Lesson
from tutor.people import queries as people
from tutor.people.models import Person
from tutor.people.searching import MOST_FOUND, search
from tutor.reports.one_person import supporters_among, within
from tutor.visit_requests import queries as requests
from tutor.visit_requests.models import RequestedPerson, VisitRequest

CODE_LENGTH = 8


@dataclass(frozen=True)
class Coming:
    """A lesson to come or an open request: its code, and when it begins or was taken."""

    code: str
    at: datetime


@dataclass(frozen=True)
class Found:
    person: Person
    is_supporter: bool
    next_lesson: Coming | None
    open_request: Coming | None


@dataclass(frozen=True)
class Answer:
    people: Sequence[Found]
    request: VisitRequest | None = None
    lesson: Lesson | None = None

    def __bool__(self) -> bool:
        return bool(self.people or self.request or self.lesson)


def find(typed: str, *, actor: Actor, now: datetime, most: int = MOST_FOUND) -> Answer:
    request = lesson = None
    persons = list(search(typed, actor=actor, most=most))
    if code := _code(typed):
        with suppress(NotFound):
            request = requests.request(code, actor=actor)
        with suppress(NotFound):
            lesson = lessons.lesson(code, actor=actor)
        with suppress(NotFound):
            persons.insert(0, people.person(code, actor=actor))
    return Answer(_with_what_is_coming(list(dict.fromkeys(persons)), actor, now), request, lesson)


def _code(typed: str) -> str:
    """As it stands on a paper: 8F3K-2MQ7, in capitals or not."""
    plain = "".join(typed.upper().replace("-", " ").split())
    return plain if len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET) else ""


def _with_what_is_coming(persons: Sequence[Person], actor: Actor, now: datetime) -> list[Found]:
    ids = [one.id for one in persons]
    coming, open_requests = next_lessons(ids, actor, now), _open_requests(ids, actor)
    supporters = supporters_among(persons)
    return [
        Found(one, one.id in supporters, coming.get(one.id), open_requests.get(one.id)) for one in persons
    ]


def next_lessons(ids: Collection[int], actor: Actor, now: datetime) -> dict[int, Coming]:
    rows = (
        select(Attendance.learner_id, Lesson.code, Lesson.starts_at)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .join(Lesson.programme)
        .where(Attendance.learner_id.in_(ids), Attendance.live, Attendance.ends_at > now)
        .order_by(Attendance.starts_at.desc())
    )
    return {id_: Coming(code, at) for id_, code, at in db.session.execute(within(rows, actor))}


def _open_requests(ids: Collection[int], actor: Actor) -> dict[int, Coming]:
    rows = (
        select(RequestedPerson.person_id, VisitRequest.code, VisitRequest.created_at)
        .join(RequestedPerson.request)
        .join(VisitRequest.programme)
        .where(
            RequestedPerson.person_id.in_(ids), VisitRequest.withdrawn_at.is_(None), ~requests.has_lesson()
        )
        .order_by(VisitRequest.created_at.desc())
    )
    return {id_: Coming(code, at) for id_, code, at in db.session.execute(within(rows, actor))}
