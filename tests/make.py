"""Builders: plain functions that add a row with sensible values and flush it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from tutor import phone as telephone
from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.database import Model, db
from tutor.lessons.models import Attendance, Came, Lesson, LessonKind, LessonState, Staffing, StaffingState
from tutor.messaging.models import Channel, Message, MessagePerson, MessageState
from tutor.office.models import Municipality, Programme
from tutor.people.models import (
    ContactPoint,
    Household,
    Learner,
    Person,
    PersonContact,
    PhoneKind,
    Qualification,
    RoleGrant,
    TravelMode,
    Tutor,
)
from tutor.people.names import fold
from tutor.places.models import Precision, Town, Venue

# Sunday 22 November 2026, 10:00 in Japan.
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
_numbers = count(1)


def add(row: Model) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def municipality(**values: Any) -> Municipality:
    n = next(_numbers)
    given = {
        "created_at": NOW,
        "code5": f"{n:05}",
        "name": f"みどり{n}市",
        "reading": "みどりし",
        "telephone": "+81191218633",
        "hours": "平日 9時から17時",
    }
    return add(Municipality(**given | values))


def programme(place: Municipality | None = None, **values: Any) -> Programme:
    given = {
        "created_at": NOW,
        "municipality": place or municipality(),
        "fiscal_year": 2026,
        "name": f"スマホ訪問{next(_numbers)}",
        "funder": "市",
        "visits_agreed": 120,
        "starts_on": date(2026, 4, 1),
        "ends_on": date(2027, 3, 31),
    }
    return add(Programme(**given | values))


def town(place: Municipality | None = None, **values: Any) -> Town:
    n = next(_numbers)
    given = {
        "municipality": place or municipality(),
        "name": f"本町{n}",
        "reading": "ほんちょう",
        "lat": 38.9,
        "lng": 141.1,
        "source": "test",
    }
    return add(Town(**given | values))


def venue(in_town: Town | None = None, **values: Any) -> Venue:
    in_town = in_town or town()
    given = {
        "created_at": NOW,
        "municipality_id": in_town.municipality_id,
        "town": in_town,
        "name": f"市民センター{next(_numbers)}",
        "lat": in_town.lat,
        "lng": in_town.lng,
        "precision": Precision.PIN,
        "seats": 20,
    }
    return add(Venue(**given | values))


def household(in_town: Town | None = None, **values: Any) -> Household:
    in_town = in_town or town()
    given = {
        "created_at": NOW,
        "town": in_town,
        "address": f"{in_town.name}1-{next(_numbers)}",
        "lat": in_town.lat,
        "lng": in_town.lng,
        "precision": Precision.TOWN,
    }
    return add(Household(**given | values))


def person(phone: str | None = None, **values: Any) -> Person:
    n = next(_numbers)
    given = {
        "created_at": NOW,
        "family_name": "千葉",
        "given_name": f"花子{n}",
        "family_reading": "ちば",
        "given_reading": "はなこ",
    }
    row = Person(**given | values)
    row.reading_folded = fold(row.reading)
    add(row)
    if phone:
        contact(row, phone)
    return row


def contact(who: Person, typed: str, rank: int = 0) -> ContactPoint:
    number = telephone.read(typed)
    point = db.session.query(ContactPoint).filter_by(e164=number.e164).first() or add(
        ContactPoint(created_at=NOW, e164=number.e164, kind=number.kind)
    )
    add(PersonContact(person=who, contact_point=point, as_typed=typed, rank=rank))
    return point


def learner(place: Municipality | None = None, phone: str | None = None, **values: Any) -> Learner:
    home = values.pop("household", None) or household(town(place))
    who = values.pop("person", None) or person(phone, household=home)
    given = {
        "person": who,
        "created_at": NOW,
        "municipality_id": home.town.municipality_id,
        "phone_kind": PhoneKind.ANDROID,
    }
    return add(Learner(**given | values))


def tutor(tags: tuple[str, ...] = ("android", "iphone"), phone: str | None = None, **values: Any) -> Tutor:
    who = values.pop("person", None) or person(phone, family_name="佐藤", family_reading="さとう")
    given = {
        "person": who,
        "created_at": NOW,
        "household": values.pop("household", None) or household(),
        "mode": TravelMode.BICYCLE,
        "starts_on": date(2025, 4, 1),
        "until": date(2028, 3, 31),
        "max_week": 5,
        "max_day": 2,
        "qualifications": [Qualification(tag=tag) for tag in tags],
    }
    return add(Tutor(**given | values))


def lesson(tutors: tuple[Tutor, ...] = (), learners: tuple[Learner, ...] = (), **values: Any) -> Lesson:
    """A visit at the first learner's home, by default tomorrow at 10:00 in Japan, for an hour."""
    starts_at = values.pop("starts_at", NOW + timedelta(days=1))
    home = values.pop("household", None)
    if not values.get("venue"):
        home = home or (learners[0].person.household if learners else household())
    given = {
        "created_at": NOW,
        "programme": values.pop("programme", None) or programme(home.town.municipality if home else None),
        "kind": LessonKind.VISIT,
        "state": LessonState.PLANNED,
        "title": "訪問レッスン",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=60),
        "live": True,
        "household": home,
        "tutors_wanted": 2,
    }
    row = add(Lesson(**given | values))
    when = {"starts_at": row.starts_at, "ends_at": row.ends_at, "live": row.live}
    for who in tutors:
        add(Staffing(lesson=row, tutor=who, state=StaffingState.ASSIGNED, **when))
    for who in learners:
        add(Attendance(lesson=row, learner=who, came=Came.EXPECTED, **when))
    return row


def staff_call(place: Municipality, who: Person, **values: Any) -> Message:
    """Somebody is to be rung today."""
    n = next(_numbers)
    given: dict[str, Any] = {
        "created_at": NOW,
        "municipality_id": place.id,
        "purpose": "lesson_booked",
        "wording_key": "lesson_booked",
        "wording_n": 1,
        "language": "ja",
        "channel": Channel.STAFF_CALL,
        "contact_point_id": who.contacts[0].contact_point_id if who.contacts else None,
        "about_kind": "other",
        "about_id": n,
        "dedupe_key": f"call-{n}",
        "body": "お電話ください",
        "not_before": NOW,
        "not_after": NOW + timedelta(hours=8),
        "state": MessageState.DUE,
    }
    call: Message = add(Message(**given | values))
    add(MessagePerson(message_id=call.id, person_id=who.id))
    return call


def actor(*roles: Role, place: Municipality | None = None, who: Person | None = None) -> Actor:
    grants = frozenset(Grant(role, place.id if place else None) for role in roles)
    return Actor(ActorKind.PERSON, who.id if who else None, grants)


def granted(role: Role, place: Municipality | None = None, **values: Any) -> Person:
    who = person(**values)
    add(RoleGrant(created_at=NOW, person_id=who.id, role=role, municipality_id=place.id if place else None))
    return who


def wall(hour: int, minute: int = 0) -> time:
    return time(hour, minute)
