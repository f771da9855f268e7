"""Which half-days of the next weeks some pair could still come on: what the public form may offer.

Booked lessons, timetables, days off, closing days and ways count; drafts and other people's wishes do not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tutor.availability.rules import DAY, minute
from tutor.local_time import local_date, monday_of
from tutor.matching.engine.indexed import IndexedProblem
from tutor.matching.engine.problem import Matrix, Place, Problem, Range, Visit
from tutor.matching.engine.problem import Tutor as EngineTutor
from tutor.matching.engine.reasons import Alone
from tutor.matching.tutors import engine_tutor, following_weeks
from tutor.matching.visits import GRID, TUTORS, needs_for
from tutor.matching.week_problem import WEIGHTS, Map
from tutor.office import queries as office
from tutor.office.models import Programme
from tutor.people import queries as people
from tutor.people.models import PhoneKind
from tutor.places.travel import Point, matrix
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay

LEAD = timedelta(days=3)
"""Whole days between asking and the first day offered: the office rings, plans and tells everybody."""
WEEKS = 4
HALVES: tuple[tuple[time, time], ...] = (MORNING, AFTERNOON)


@dataclass(frozen=True)
class Wanted:
    """One visit for whoever asks: where, how long, and what the two must know."""

    at: Point
    phone_kind: PhoneKind
    wants_woman: bool = False
    minutes: int = 60


def half_days(programme: Programme, wanted: Wanted, *, now: datetime) -> list[HalfDay]:
    """Rising; dated. About eight reads, however many tutors there are."""
    first = local_date(now) + timedelta(days=1) + LEAD
    last = min(first + timedelta(weeks=WEEKS, days=-1), programme.ends_on)
    first = max(first, programme.starts_on)
    if first > last:
        return []
    closed = office.closing_days(programme.municipality_id, first=first, last=last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return _reached([day for day in days if day not in closed], wanted)


def _reached(days: Sequence[date], wanted: Wanted) -> list[HalfDay]:
    if not days:
        return []
    monday = monday_of(days[0])
    weeks = (days[-1] - monday).days // 7 + 1
    there = {row.person_id: row for day in (days[0], days[-1]) for row in people.tutors_on(day)}
    places = Map()
    at = places.at(wanted.at)
    rows = list(there.values())
    tutors = [
        [engine_tutor(row, week[row.person_id], places.index) for row in rows]
        for week in following_weeks(rows, monday, number=weeks)
    ]
    ways = {mode: matrix(places.points, mode=mode) for mode in {one.mode for week in tutors for one in week}}
    found: list[HalfDay] = []
    for n, week in enumerate(tutors):
        start = monday + timedelta(weeks=n)
        of_week = [day for day in days if monday_of(day) == start]
        spans = {half: _starts(half, start, wanted.minutes) for half in _halves(of_week)}
        visit = _visit(at, wanted, tuple(spans.values()))
        found += _within(_problem(week, visit, ways, len(places.points)), spans)
    return found


def _halves(days: Sequence[date]) -> list[HalfDay]:
    return [HalfDay(begins, ends, day=day) for day in days for begins, ends in HALVES]


def _starts(half: HalfDay, monday: date, minutes: int) -> Range:
    """First and last start, so that the visit also ends within the half-day."""
    assert half.day is not None, "made by _halves, with a date"
    midnight = (half.day - monday).days * DAY
    return midnight + minute(half.begins), midnight + minute(half.ends) - minutes


def _visit(at: int, wanted: Wanted, starts: tuple[Range, ...]) -> Visit:
    return Visit(
        id="asked",
        place=at,
        duration=wanted.minutes,
        starts=starts,
        tutors=TUTORS,
        needs=needs_for(wanted.phone_kind, wants_woman=wanted.wants_woman),
        priority=1,
        prefers={},
        refuses=frozenset(),
        fixed=None,
    )


def _problem(week: Sequence[EngineTutor], visit: Visit, ways: Mapping[str, Matrix], places: int) -> Problem:
    return Problem(
        name="reachable",
        grid=GRID,
        horizon_days=7,
        places=tuple(Place(str(n), None, None) for n in range(places)),
        travel=ways,
        tutors=tuple(week),
        visits=(visit,),
        current={},
        weights=WEIGHTS,
    )


def _within(problem: Problem, spans: Mapping[HalfDay, Range]) -> list[HalfDay]:
    indexed = IndexedProblem(problem)
    alone, (visit,) = Alone(indexed), indexed.visits
    return [half for half, window in spans.items() if alone.reason(visit, window) is None]
