"""Those who work in the demo: coordinators, the counter, officers, and twelve students."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.availability import actions as availability
from tutor.availability.models import DayKind
from tutor.database import db
from tutor.demo.town import DemoTown
from tutor.demo.written import written
from tutor.local_time import WEEKDAYS
from tutor.people import actions as people
from tutor.people.actions import Name
from tutor.people.models import Person, Qualification, RoleGrant, TravelMode, Tutor

FOUNDER = Actor(ActorKind.PERSON, None, frozenset({Grant(Role.COORDINATOR)}))
"""Who enters the first people: there is nobody yet."""


@dataclass(frozen=True)
class Colleague:
    person: Person
    role: Role
    municipality_id: int | None
    place: str

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.PERSON, self.person.id, frozenset({Grant(self.role, self.municipality_id)}))


@dataclass(frozen=True)
class Staff:
    colleagues: dict[str, Colleague]
    tutors: dict[str, Tutor]

    def coordinator(self, place_key: str) -> Actor:
        key = {"midorino": "coordinator-a", "shiokaze": "coordinator-b"}[place_key]
        return self.colleagues[key].actor


def tutor_actor(tutor: Tutor) -> Actor:
    return Actor(ActorKind.PERSON, tutor.person_id, frozenset({Grant(Role.TUTOR)}))


def engage(town: DemoTown, now: datetime) -> Staff:
    colleagues = {values["key"]: _colleague(values, town, now) for values in written("town")["staff"]}
    students = written("tutors")
    tutors = {
        values["key"]: _tutor(values, n, town, now) for n, values in enumerate(students["tutors"], start=1)
    }
    for values in students["days"]:
        _day(values, tutors, now)
    db.session.flush()
    return Staff(colleagues, tutors)


def _colleague(values: dict[str, Any], town: DemoTown, now: datetime) -> Colleague:
    person = people.enter_person(_name(values), household=None, by=FOUNDER, now=now)
    place = town.places.get(values.get("municipality", ""))
    role, municipality_id = Role(values["role"]), place.municipality.id if place else None
    db.session.add(RoleGrant(created_at=now, person_id=person.id, role=role, municipality_id=municipality_id))
    return Colleague(person, role, municipality_id, place.municipality.name if place else "")


def _name(values: dict[str, Any]) -> Name:
    (family, family_reading), (given, given_reading) = values["family"], values["given"]
    return Name(family, given, family_reading, given_reading)


def _tutor(values: dict[str, Any], n: int, town: DemoTown, now: datetime) -> Tutor:
    home = people.enter_household(
        town.town(*values["town"]), address=f"学生アパート{n}号室", way_note="", by=FOUNDER, now=now
    )
    person = people.enter_person(_name(values), household=home, by=FOUNDER, now=now)
    people.add_number(person, f"060-9900-{n:04}", by=FOUNDER, now=now)
    tutor = Tutor(
        person=person,
        created_at=now,
        household=home,
        mode=TravelMode(values["mode"]),
        starts_on=values["from"],
        until=values["until"],
        max_week=values["max_week"],
        max_day=values["max_day"],
        qualifications=[Qualification(tag=tag) for tag in values["can"]],
    )
    db.session.add(tutor)
    db.session.flush()
    hours = [
        (WEEKDAYS.index(weekday), _wall(begins), _wall(ends)) for weekday, begins, ends in values["hours"]
    ]
    availability.set_weekly_hours(tutor, term=town.terms[-1], hours=hours, by=FOUNDER, now=now)
    return tutor


def _day(values: dict[str, Any], tutors: dict[str, Tutor], now: datetime) -> None:
    availability.add_exception(
        tutors[values["tutor"]],
        day=values["day"],
        kind=DayKind(values["kind"]),
        begins=_wall(values["begins"]) if "begins" in values else None,
        ends=_wall(values["ends"]) if "ends" in values else None,
        why=values["why"],
        by=FOUNDER,
        now=now,
    )


def _wall(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
