"""The longest names that a text may meet: if it is short enough with them, it is with all others."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.messaging.fields import Fields, Names
from tutor.messaging.lengths import units
from tutor.office import queries as office
from tutor.people.models import Learner, Person, Tutor
from tutor.phone import shown
from tutor.places.models import Venue

# Two digits each.
BEFORE, DAY = date(2026, 12, 22), date(2026, 12, 23)
COURSE = (date(2026, 12, 9), date(2026, 12, 16), DAY)
UNTIL = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)
# Where nobody is entered yet.
NOBODY = (("長宗我部", "ちょうそかべ"), ("小比類巻", "こひるいまき"))
NO_HALL, NO_NUMBER = "市民センター", "0000-00-0000"
CLOSEST = 20
"""A name that is long in kanji may be short in letters: so many of the longest are compared."""


def longest(language: str, *, by: Actor, of_course: bool = False) -> Fields:
    """Within the coordinator's own cities. A text about a whole course names its three dates."""
    tutors = _two(select(Person).join(Tutor), language)
    learners = _two(select(Person).join(Learner).where(_within(Learner.municipality_id, by)), language)
    hall, address = _hall(by)
    cities = office.municipalities(by, Role.COORDINATOR)
    person = Names(learners[:1], honoured=True)
    return {
        "date": COURSE if of_course else DAY,
        "time": "10:00",
        "place": hall,
        "address": address,
        "tutors": Names(tutors, few=True),
        "learners": Names(learners),
        "title": "はじめてのスマホ教室",
        "old_date": BEFORE,
        "old_time": "13:30",
        "until": UNTIL,
        "office_phone": max((shown(one.telephone) for one in cities), key=len, default=NO_NUMBER),
        "person": person,
        "who": person,
        "body": "……",
        "code": "ABCD-EFGH",
    }


def _two(people: Select[Person], language: str) -> tuple[tuple[str, str], ...]:
    """Two who could be a pair, or twice the one there is."""
    rows = people.where(Person.erased_at.is_(None), Person.merged_into_id.is_(None)).order_by(
        func.length(Person.family_name).desc(), func.length(Person.family_reading).desc()
    )
    found = _pairs(db.session.scalars(rows.limit(CLOSEST)).all())
    found.sort(key=lambda one: units(Names((one,)).said(language)), reverse=True)
    return tuple((found * 2)[:2]) or NOBODY


def _pairs(people: Iterable[Person]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((one.family_name, one.family_reading) for one in people))


def _hall(by: Actor) -> tuple[str, str]:
    halls: Sequence[Venue] = db.session.scalars(
        select(Venue).where(_within(Venue.municipality_id, by)).order_by(Venue.id)
    ).all()
    name = max((one.name for one in halls), key=units, default=NO_HALL)
    return name, max((one.address_with_town for one in halls), key=units, default="")


def _within(column: InstrumentedAttribute[int], by: Actor) -> ColumnElement[bool]:
    reach = by.reach(Role.COORDINATOR)
    return true() if reach is None else column.in_(reach)
