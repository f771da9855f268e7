"""A city with a hall, and classes in it."""

from datetime import timedelta
from typing import Any

from tests import make
from tutor.actor import Role
from tutor.lessons.actions import Booking
from tutor.lessons.models import Lesson, LessonKind
from tutor.people.models import Learner

# Wednesday 25 November 2026, 10:00 in Japan.
START = make.NOW + timedelta(days=3)
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


class Hall:
    def __init__(self, seats: int = 20) -> None:
        self.city = make.municipality()
        self.programme = make.programme(self.city)
        self.town = make.town(self.city)
        self.venue = make.venue(self.town, seats=seats)
        self.by = make.actor(Role.COORDINATOR, place=self.city, who=make.person())

    def a_class(self, *learners: Learner, **values: Any) -> Lesson:
        given = {"kind": LessonKind.CLASS, "title": "はじめての教室", "seats": 2, "tutors_wanted": 1}
        given |= {"starts_at": START, "venue": self.venue, "programme": self.programme}
        return make.lesson((), learners, **given | values)

    def learner(self, family: str = "千葉", phone: str | None = None) -> Learner:
        home = make.household(self.town)
        return make.learner(person=make.person(phone, family_name=family, household=home), household=home)

    def booking(self, start=START, **values: Any) -> Booking:
        given = {"programme": self.programme, "kind": LessonKind.CLASS, "title": "写真の教室", "tutors": []}
        given |= {"learners": [], "venue": self.venue, "seats": 10, "tutors_wanted": 3}
        return Booking(**given | {"starts_at": start, "ends_at": start + HOUR} | values)
