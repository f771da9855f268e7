"""How long the tutors of one visit travel to it and on from it, as the board stands.

Read for the panel of each visit that is opened or changed: one day of its own tutors, not the whole problem.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from tutor.availability.rules import Span
from tutor.local_time import local_date
from tutor.matching import visit_queries
from tutor.matching.models import PlanVisit
from tutor.matching.tutors import TutorWeek, shifts, weeks_of
from tutor.matching.visits import minute_of
from tutor.people.models import Tutor
from tutor.places.rules import point_of
from tutor.places.travel import Point, minutes


@dataclass(frozen=True)
class Leg:
    tutor: Tutor
    minutes_there: int
    minutes_on: int


class Stop(NamedTuple):
    """In minutes of the week; in order of time, as the engine orders a trip."""

    begins: int
    code: str
    ends: int
    point: Point


def legs(visit: PlanVisit) -> list[Leg]:
    """Nothing for who would go outside his or her hours: that is no trip from home."""
    weeks, stops = weeks_of(visit.tutors, visit.plan.week), _stops(visit)
    found = [_leg(one, weeks[one.person_id], visit.code, stops[one.person_id]) for one in visit.tutors]
    return [one for one in found if one]


def _leg(tutor: Tutor, week: TutorWeek, code: str, stops: Iterable[Stop]) -> Leg | None:
    own = next((one for one in stops if one.code == code), None)
    shift = next((one for one in shifts(tutor, week) if own and _within(own, one)), None)
    if own is None or shift is None:
        return None
    trip = sorted(one for one in stops if _within(one, shift))
    home, at = point_of(tutor.household), trip.index(own)
    points = [home, *(one.point for one in trip), home]
    there, on = (minutes(a, b, mode=tutor.mode.value) for a, b in pairwise(points[at : at + 3]))
    return Leg(tutor, there, on)


def _within(stop: Stop, shift: Span) -> bool:
    return shift[0] <= stop.begins and stop.ends <= shift[1]


def _stops(visit: PlanVisit) -> Mapping[int, list[Stop]]:
    """Of that day, by tutor; classes for which the same plan proposes them count too."""
    assert visit.starts_at is not None, "who has no place is not travelled to"
    plan, day = visit.plan, local_date(visit.starts_at)
    found: dict[int, list[Stop]] = defaultdict(list)

    def add(tutor_id: int, code: str, starts_at: datetime, length: int, point: Point) -> None:
        begins = minute_of(plan.week, starts_at)
        found[tutor_id].append(Stop(begins, code, begins + length, point))

    ids = [one.person_id for one in visit.tutors]
    for tutor_id, starts_at, asked in visit_queries.sent(plan.id, ids, day):
        if starts_at and (where := asked.household or asked.venue):
            add(tutor_id, asked.code, starts_at, asked.minutes, point_of(where))
    for one in visit_queries.proposed(plan.id):
        if one.lesson.venue and local_date(one.starts_at) == day:
            length = (one.lesson.ends_at - one.lesson.starts_at).seconds // 60
            for tutor in one.tutors:
                add(tutor.person_id, one.lesson.code, one.starts_at, length, point_of(one.lesson.venue))
    return found
