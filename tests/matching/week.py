"""A small city whose week can be planned: two tutors, free on Tuesday afternoons, live beside everybody."""

from datetime import date, time
from itertools import count
from typing import Any

from tests import make
from tutor.actor import Actor, Role
from tutor.availability.models import Term, WeeklyHours
from tutor.people.models import Learner, PhoneKind, Tutor
from tutor.visit_requests.models import Origin, RequestedPerson, VisitRequest, Wish

TUESDAY = date(2026, 11, 24)
NOON, TWO, FIVE = time(12), time(14), time(17)
_numbers = count(1)


class City:
    def __init__(self) -> None:
        self.row = make.municipality()
        self.programme = make.programme(self.row)
        self.town = make.town(self.row)
        self.term = make.add(Term(name="後期", starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 28)))

    @property
    def coordinator(self) -> Actor:
        return make.actor(Role.COORDINATOR, place=self.row)

    def tutor(self, *tags: str, hours: Any = ((1, NOON, FIVE),), **values: Any) -> Tutor:
        """`hours` are (weekday, from, until)."""
        given = {"household": make.household(self.town)}
        row = make.tutor(tags or ("android", "experienced"), **given | values)
        for weekday, begins, ends in hours:
            hour = WeeklyHours(weekday=weekday, begins=begins, ends=ends)
            hour.tutor_id, hour.term_id = row.person_id, self.term.id
            make.add(hour)
        return row

    def learner(self, **values: Any) -> Learner:
        return make.learner(household=make.household(self.town, **values))

    def request(self, *wishes: Wish, people: tuple[Learner, ...] = (), **values: Any) -> VisitRequest:
        """By default for Tuesday from 14:00 to 17:00, an hour with an Android telephone."""
        learners = people or (self.learner(),)
        given = {
            "created_at": make.NOW,
            "form_key": f"request-{next(_numbers)}",
            "programme": self.programme,
            "phone_kind": PhoneKind.ANDROID,
            "goal": "写真を送りたい",
            "origin_kind": Origin.TELEPHONE,
            "people": [RequestedPerson(n=n, person=one.person) for n, one in enumerate(learners, 1)],
            "wishes": list(wishes) or [wish(1)],
        }
        if not values.get("venue"):
            given["household"] = learners[0].person.household
        return make.add(VisitRequest(**given | values))


def wish(on: int | date, begins: time = TWO, ends: time = FIVE) -> Wish:
    """On a weekday (0 is Monday) or a date."""
    day = {"weekday": on} if isinstance(on, int) else {"day": on}
    return Wish(begins=begins, ends=ends, **day)
