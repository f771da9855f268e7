"""Tutors whose days a coordinator may change, and what they said about them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, or_, select, true
from sqlalchemy.orm import joinedload

from tutor.actor import Actor, Role
from tutor.availability.models import DayException, DayKind
from tutor.database import db
from tutor.disruptions.rules import HOURS, Absence, Part
from tutor.errors import nothing_here
from tutor.lessons import queries as lessons
from tutor.lessons.models import Because, Lesson, LessonKind, LessonState, Staffing
from tutor.office.models import Municipality, Programme
from tutor.people.models import Household, Person, Tutor
from tutor.places.models import Town


def tutor(person_code: str, *, actor: Actor) -> Tutor:
    """Who lives or has taught in the actor's cities."""
    reach = actor.reach(Role.COORDINATOR)
    lives = exists().where(
        Household.id == Tutor.household_id,
        Town.id == Household.town_id,
        Town.municipality_id.in_(reach or ()),
    )
    teaches = exists().where(
        Staffing.tutor_id == Tutor.person_id,
        Lesson.id == Staffing.lesson_id,
        Programme.id == Lesson.programme_id,
        Programme.municipality_id.in_(reach or ()),
    )
    found = db.session.scalar(
        select(Tutor)
        .join(Tutor.person)
        .where(
            Person.code == person_code,
            Person.erased_at.is_(None),
            true() if reach is None else or_(lives, teaches),
        )
        .options(joinedload(Tutor.person))
    )
    if found is None:
        raise nothing_here()
    return found


def absences(tutor_: Tutor, *, first: date) -> list[Absence]:
    """From that day on, one for each day off."""
    rows = (
        select(DayException)
        .where(
            DayException.tutor_id == tutor_.person_id,
            DayException.day >= first,
            DayException.kind == DayKind.OFF,
        )
        .order_by(DayException.day, DayException.begins)
    )
    return [
        Absence(row.day, row.day, part)
        for row in db.session.scalars(rows)
        for part in Part
        if HOURS.get(part, (None, None)) == (row.begins, row.ends)
    ]


def left_open(tutor_: Tutor, *, actor: Actor, now: datetime) -> list[Lesson]:
    """Lessons in the actor's cities that this tutor could not teach, and that still lack somebody."""
    lacking = lessons.lacking_tutors(actor=actor, now=now)
    return [one for one in lacking if tutor_ in given_up_by(one)]


def missed_by(lacking: Iterable[Lesson]) -> list[Tutor]:
    """Whose absence opens more than one of these: they can be mended together."""
    number = Counter(who for lesson in lacking for who in given_up_by(lesson))
    return [who for who, lessons_missed in number.items() if lessons_missed > 1]


def given_up_by(lesson: Lesson) -> list[Tutor]:
    """Who said that they cannot come."""
    return [row.tutor for row in lesson.staffings if row.because is Because.CANNOT_COME]


@dataclass(frozen=True)
class Area:
    """Which lessons the weather touches: of a city's day or half-day; no towns and no kind mean all."""

    municipality: Municipality
    day: date
    part: Part = Part.WHOLE
    towns: frozenset[str] = frozenset()
    kind: LessonKind | None = None


def touched(area: Area, *, actor: Actor, now: datetime) -> tuple[list[Lesson], list[Lesson]]:
    """Those that are still to begin, and those called off, each in order of time."""
    start, end = Absence(area.day, area.day, area.part).span
    found = lessons.that_begin(max(start, now), end, actor=actor)
    mine = [one for one in found if _is_in(area, one)]
    planned = [one for one in mine if one.state is LessonState.PLANNED]
    return planned, [one for one in mine if one.state is LessonState.CANCELLED]


def _is_in(area: Area, lesson: Lesson) -> bool:
    where = lesson.household or lesson.venue
    in_town = not area.towns or (where is not None and where.town.name in area.towns)
    of_kind = area.kind in {None, lesson.kind}
    return in_town and of_kind and lesson.programme.municipality_id == area.municipality.id


def teaching(given: Iterable[Lesson]) -> Sequence[Tutor]:
    """Everybody who teaches one of these, by reading."""
    found = {row.tutor_id: row.tutor for lesson in given for row in lesson.assigned}
    return sorted(found.values(), key=lambda one: (one.person.reading_folded, one.person_id))
