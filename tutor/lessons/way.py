"""When a tutor leaves for each lesson of a day: from home, or from the lesson before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.lessons.models import Lesson
from tutor.places.rules import point_of
from tutor.places.travel import FORBIDDEN, Point, minutes

MEET_BEFORE = timedelta(minutes=5)
"""The two tutors meet before the door, and go in together."""


@dataclass(frozen=True)
class Leg:
    """The way to one lesson. `minutes` is None where the way is farther than the vehicle goes."""

    before: Lesson | None
    meet_at: datetime
    minutes: int | None

    @property
    def leave_at(self) -> datetime | None:
        return None if self.minutes is None else self.meet_at - timedelta(minutes=self.minutes)

    @property
    def is_tight(self) -> bool:
        """The lesson before ends later than one would have to leave."""
        return bool(self.before and self.leave_at and self.leave_at < self.before.ends_at)


def legs(day: Sequence[Lesson], *, home: Point, mode: str) -> dict[int, Leg]:
    """By the lesson's number; `day` in order of time. A lesson by telephone has no way to it."""
    found: dict[int, Leg] = {}
    here, before = home, None
    for lesson in day:
        there = door_of(lesson)
        if there is None:
            continue
        way = minutes(here, there, mode=mode)
        found[lesson.id] = Leg(before, lesson.starts_at - MEET_BEFORE, way if way < FORBIDDEN else None)
        here, before = there, lesson
    return found


def door_of(lesson: Lesson) -> Point | None:
    """None for a lesson by telephone."""
    place = lesson.household or lesson.venue
    return point_of(place) if place else None
