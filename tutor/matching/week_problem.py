"""One municipality's week, translated from our rows into the engine's problem (FORMAT.md).

Visit ids are request codes, tutor ids person codes; minutes count from Monday 00:00 in Japan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tutor.lessons.models import Lesson
from tutor.local_time import at_minute, day_span, local_date
from tutor.matching import classes, queries, visits
from tutor.matching.engine.problem import Place, Problem, Staffing, Weights
from tutor.matching.load_queries import carrying, term_loads
from tutor.matching.models import PlanLesson
from tutor.matching.pins import Pin, with_pins
from tutor.matching.tutors import engine_tutors, tutors_of_week
from tutor.matching.visits import GRID, WeekView
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.people.models import Tutor
from tutor.places.rules import Somewhere, point_of
from tutor.places.travel import Point, matrix
from tutor.visit_requests import queries as requests
from tutor.visit_requests.models import VisitRequest

# As in the matcher's benchmark weeks: a senior of priority 1 is worth 300 tutor-minutes on the road.
WEIGHTS = Weights(serve=300, travel=1, prefer=10, over_share=30, move=0, swap=0)


class Asked(NamedTuple):
    """A request as it was when the problem was built; a later edit raises its version."""

    id: int
    version: int


@dataclass(frozen=True)
class WeekProblem:
    """Plain values: the search outlives the transaction that read them. Keys are the problem's ids."""

    problem: Problem
    monday: date
    requests: Mapping[str, Asked]
    tutor_ids: Mapping[str, int]
    closed: frozenset[date] = frozenset()
    pins: Mapping[str, Pin] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    """Pins that cannot be kept any more."""
    lessons: Mapping[str, tuple[int, datetime]] = field(default_factory=dict)
    """Classes to be staffed, by code: the row, and when it begins."""

    def moment(self, minute: int) -> datetime:
        return at_minute(self.monday, minute)

    def minute(self, moment: datetime) -> int:
        return visits.minute_of(self.monday, moment)


class Map:
    """Gives each different point a place index: houses at one town point share one, and its doubt."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self._index: dict[Point, int] = {}

    def index(self, where: Somewhere) -> int:
        return self.at(point_of(where))

    def at(self, point: Point) -> int:
        if point not in self._index:
            self._index[point] = len(self.points)
            self.points.append(point)
        return self._index[point]


def week_problem(municipality: Municipality, monday: date, *, now: datetime) -> WeekProblem:
    """Open requests that say where and when, and the tutors' free hours; nothing starts before tomorrow.

    What is held waits, and what is pinned in the draft stays.
    """
    pins, held = queries.pins(municipality.id, monday), queries.held(municipality.id)
    asked = [
        one
        for one in requests.open_requests(municipality.id)
        if one.is_plannable
        and one.id not in held
        and (one.code in pins or not visits.waits_for_later(one, monday))
    ]
    tomorrow = day_span(local_date(now))[1]
    wanting = classes.lacking(municipality.id, monday, earliest=tomorrow)
    rows = tutors_of_week(monday)
    week = problem_of(asked, municipality, monday, earliest=tomorrow, now=now, tutors=rows, lacking=wanting)
    fairly = carrying(week.problem, week.tutor_ids, term_loads(rows, monday))
    return _keeping(replace(week, problem=fairly), pins)


def _keeping(week: WeekProblem, pins: Mapping[str, Pin]) -> WeekProblem:
    fixed = {code: Staffing(week.minute(pin.starts_at), pin.tutors) for code, pin in pins.items()}
    problem, dropped = with_pins(week.problem, fixed)
    kept = {one.id: pins[one.id] for one in problem.visits if one.fixed}
    return replace(week, problem=problem, pins=kept, dropped=dropped)


def problem_of(
    asked: Sequence[VisitRequest],
    municipality: Municipality,
    monday: date,
    *,
    earliest: datetime,
    now: datetime,
    tutors: Sequence[Tutor] | None = None,
    lacking: Sequence[Lesson] = (),
    proposed: Sequence[PlanLesson] = (),
) -> WeekProblem:
    """The same for chosen requests, loaded with wishes, people, place and programme; and chosen tutors.

    A request that has lost its place since it was chosen is no visit any more. Classes are `lacking`
    tutors, or those are `proposed` already.
    """
    rows = tutors_of_week(monday) if tutors is None else tutors
    ids = {one.person.code: one.person_id for one in rows}
    closed = office.closing_days(municipality.id, first=monday, last=monday + timedelta(days=6))
    view = WeekView(monday, earliest, now, closed, frozenset(ids))
    places = Map()
    able = engine_tutors(rows, monday, places.index)
    with_place = [one for one in asked if one.household or one.venue]
    engine_visits = visits.engine_visits(with_place, view, places.index)
    engine_visits += classes.engine_visits(lacking, monday, places.index)
    engine_visits += classes.kept_visits(proposed, monday, places.index)
    problem = Problem(
        name=f"{municipality.code5}-{monday.isoformat()}",
        grid=GRID,
        horizon_days=7,
        places=tuple(Place(str(n), point.lat, point.lng) for n, point in enumerate(places.points)),
        travel={mode: matrix(places.points, mode=mode) for mode in sorted({t.mode for t in able})},
        tutors=tuple(able),
        visits=tuple(engine_visits),
        current={},
        weights=WEIGHTS,
    )
    known = {one.code: Asked(one.id, one.version) for one in asked}
    wanting = {one.code: (one.id, one.starts_at) for one in lacking}
    return WeekProblem(problem, monday, known, ids, view.closed, lessons=wanting)
