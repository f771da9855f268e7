"""A small city on a Tuesday: a pair at a learner's door at 14:00, and colleagues who could help."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from tests import make
from tests.matching.week import FIVE, NOON, TUESDAY, City, wish
from tutor.actor import Actor
from tutor.database import db
from tutor.lessons.models import Lesson
from tutor.local_time import at
from tutor.messaging.models import Message, MessageState
from tutor.people.models import Tutor
from tutor.visit_requests.models import RequestLesson, VisitRequest

TWO = at(TUESDAY, time(14))
HALF_PAST_SEVEN = at(TUESDAY, time(7, 30))
WORKDAYS = tuple((day, NOON, FIVE) for day in range(5))


@dataclass
class Scene:
    city: City
    pair: list[Tutor]
    lesson: Lesson
    request: VisitRequest

    @property
    def by(self) -> Actor:
        return self.city.coordinator

    @property
    def ill(self) -> Tutor:
        return self.pair[0]

    def colleague(self, *tags: str, n: int = 5, **values) -> Tutor:
        return tutor(self.city, n, *(tags or ("android", "experienced")), **values)


def tutor(city: City, n: int, *tags: str, **values) -> Tutor:
    who = make.person(f"080-2222-00{n:02}", family_name=f"講師{n}", family_reading=f"こうし{n:02}")
    return city.tutor(*tags, person=who, **{"hours": WORKDAYS} | values)


def scene(*, starts_at: datetime = TWO, phone: str = "090-1111-2222") -> Scene:
    """The request was for Tuesday or Thursday afternoons; both tutors can do all of it."""
    city = City()
    pair = [tutor(city, n, "android", "experienced") for n in (1, 2)]
    learner = make.learner(phone=phone, household=make.household(city.town))
    wishes = [wish(day, NOON, FIVE) for day in (1, 3)]
    request = city.request(*wishes, people=(learner,))
    lesson = booked(city, pair, learner, request, starts_at)
    return Scene(city, pair, lesson, request)


def booked(city: City, pair, learner, request, starts_at: datetime) -> Lesson:
    lesson = make.lesson(tuple(pair), (learner,), programme=city.programme, starts_at=starts_at)
    make.add(RequestLesson(request=request, lesson=lesson))
    db.session.commit()
    return lesson


def due(purpose: str | None = None) -> list[Message]:
    rows = select(Message).where(Message.state == MessageState.DUE).order_by(Message.id)
    found = list(db.session.scalars(rows))
    return [one for one in found if purpose in {None, one.purpose}]


def names(message: Message) -> list[str]:
    return [person.family_name for person in message.people]


def on(day: date, hour: int, minute: int = 0) -> datetime:
    return at(day, time(hour, minute))
