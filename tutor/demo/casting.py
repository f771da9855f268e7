"""Chooses the demo persons among those who live in the town, and makes their cards and passwords."""

from datetime import datetime

from tutor.access.actions import issue_card, set_password
from tutor.actor import Role
from tutor.database import new_code
from tutor.demo.cast import Player
from tutor.demo.history import History
from tutor.demo.staff import FOUNDER, Staff
from tutor.lessons.models import Lesson, LessonKind
from tutor.lessons.queries import next_of_learner
from tutor.people.models import Learner, Person
from tutor.places.models import Town

COLLEAGUES = ("coordinator-a", "coordinator-both", "reception", "officer-a", "coordinator-b", "officer-b")
TUTORS = {"sasaki": "tutor", "oyama": "tutor-both"}


def cast_players(staff: Staff, history: History, now: datetime) -> list[Player]:
    players = [_colleague(key, staff, now) for key in COLLEAGUES]
    players += [_with_password(staff.tutors[key].person, key, role, "", now) for key, role in TUTORS.items()]
    return players + _learners(history, now)


def _colleague(key: str, staff: Staff, now: datetime) -> Player:
    one = staff.colleagues[key]
    both = one.role is Role.COORDINATOR and one.municipality_id is None
    return _with_password(one.person, key, "coordinator-both" if both else one.role.value, one.place, now)


def _with_password(person: Person, key: str, role: str, place: str, now: datetime) -> Player:
    password = f"mihon-{new_code(6).lower()}"
    set_password(person, password, by=FOUNDER, now=now)
    return Player(key, role, person.name, person.reading, place, number=person.code, password=password)


def _learners(history: History, now: datetime) -> list[Player]:
    """With something to see: a next lesson, at home or in the class."""
    found: dict[str, Learner] = {}
    for course in history.courses:
        for learner in course.learners:
            role = _role(course.stages, next_of_learner(learner.person_id, now=now))
            found.setdefault(role, learner)
    return [_with_card(found[role], role, now) for role in ("beginner", "climber", "class") if role in found]


def _role(stages: int, lesson: Lesson | None) -> str:
    if lesson is None:
        return ""
    if lesson.kind is LessonKind.CLASS:
        return "class"
    return "beginner" if stages == 0 else "climber" if stages >= 2 else ""


def _with_card(learner: Learner, role: str, now: datetime) -> Player:
    person = learner.person
    town: Town | None = person.household.town if person.household else None
    place = town.municipality.name if town else ""
    card = issue_card(person, by=FOUNDER, now=now)
    return Player(role, role, person.name, person.reading, place, number=person.code, card=card)
