"""One lesson to be mended, in a week in which everything else that is booked stays where it is.

What the others have to do that week stands on the engine's board as fixed, so that the way to and from it
is counted to the minute.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import combinations
from operator import and_

from tutor.availability.rules import Span
from tutor.lessons.models import Lesson, Staffing
from tutor.local_time import at_minute
from tutor.matching.engine.board import Board, board_with_fixed
from tutor.matching.engine.groups import Option, meets
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.insertion import options, start_at
from tutor.matching.engine.problem import Matrix, Place, Problem, Range, Visit, Weights
from tutor.matching.engine.problem import Staffing as Fixed
from tutor.matching.engine.problem import Tutor as EngineTutor
from tutor.matching.tutors import TutorWeek, engine_tutor, offered, tutors_of_week, weeks_of
from tutor.matching.visits import minute_of
from tutor.matching.week_problem import Map
from tutor.people.models import Household, Tutor
from tutor.places.models import Venue
from tutor.places.travel import matrix

# Minutes on the way are what a repair costs; a face the learner knows is worth twenty of them.
WEIGHTS = Weights(serve=10000, travel=1, prefer=10, over_share=0, move=0, swap=0)


FINE = 5
"""Minutes: lessons made by hand do not begin on the quarter."""
MOST_TRIED = {1: 60, 2: 60}
"""How many options are combined into groups of that size; larger groups have no needs."""


@dataclass(frozen=True)
class Way:
    """Who could come, from when, and the minutes on the road that it adds for each of them."""

    tutors: tuple[Tutor, ...]
    starts_at: datetime
    minutes: tuple[int, ...]


@dataclass(frozen=True)
class Around:
    """The board with everything else on it, and the lesson, which is not on it."""

    board: Board
    visit: IndexedVisit
    monday: date
    tutors: Mapping[str, Tutor]

    def ways(self, most: int) -> list[Way]:
        """The best groups of different people, each at the earliest start that suits it."""
        size = self.visit.tutors
        able = sorted(options(self.board, self.visit))[: MOST_TRIED.get(size, 12)]
        groups = [
            group for group in combinations(able, size) if _shared_starts(group) and meets(group, self.visit)
        ]
        found: dict[frozenset[int], Way] = {}
        for group in sorted(groups, key=lambda group: sum(option[0] for option in group)):
            way = self._way(group)
            found.setdefault(frozenset(one.person_id for one in way.tutors), way)
        return list(found.values())[:most]

    def _way(self, group: Sequence[Option]) -> Way:
        shifts = [self.board.indexed.shifts[option[1]] for option in group]
        start = start_at(self.visit, _shared_starts(group))
        costs = tuple(
            option[0] - self.visit.bias[shift.tutor] for option, shift in zip(group, shifts, strict=True)
        )
        codes = [self.board.indexed.problem.tutors[shift.tutor].id for shift in shifts]
        tutors = tuple(self.tutors[code] for code in codes)
        return Way(tutors, at_minute(self.monday, start), costs)


def _shared_starts(group: Sequence[Option]) -> int:
    return reduce(and_, (option[2] for option in group))


def visit_for(lesson: Lesson, starts: Sequence[Range], *, tutors: int) -> Visit:
    """Without needs and wishes; its place is filled in by `around`."""
    return Visit(
        id=lesson.code,
        place=0,
        duration=(lesson.ends_at - lesson.starts_at) // timedelta(minutes=1),
        starts=tuple(starts),
        tutors=tutors,
        needs={},
        priority=1,
        prefers={},
        refuses=frozenset(),
        fixed=None,
    )


def around(
    lesson: Lesson, visit: Visit, monday: date, *, grid: int, tutors: Sequence[Tutor] | None = None
) -> Around:
    """With everybody who works that week, or only those tutors. Reads only."""
    rows, places = tutors_of_week(monday) if tutors is None else tutors, Map()
    weeks = {id_: week.without(lesson.id) for id_, week in weeks_of(rows, monday).items()}
    where: list[Household | Venue | None] = [one.household for one in rows]
    where += [_place(row.lesson) for week in weeks.values() for row in week.booked]
    for place in (_place(lesson), *where):
        if place is not None:
            places.index(place)
    travel = {mode: matrix(places.points, mode=mode) for mode in sorted({one.mode.value for one in rows})}
    made = [_kept(one, weeks[one.person_id], places, travel[one.mode.value]) for one in rows]
    problem = Problem(
        name=lesson.code,
        grid=grid,
        horizon_days=7,
        places=tuple(Place(str(n), point.lat, point.lng) for n, point in enumerate(places.points)),
        travel=travel,
        tutors=tuple(tutor for tutor, _ in made),
        visits=(replace(visit, place=0), *(one for _, fixed in made for one in fixed)),
        current={},
        weights=WEIGHTS,
    )
    indexed = IndexedProblem(problem)
    by_code = {one.person.code: one for one in rows}
    return Around(board_with_fixed(indexed), indexed.visits[0], monday, by_code)


def _kept(tutor: Tutor, week: TutorWeek, places: Map, minutes: Matrix) -> tuple[EngineTutor, list[Visit]]:
    """What the tutor can do, and what is booked, as fixed visits of his or her own.

    Bookings that do not fit into the hours (made by hand, or without a place) only take their time away.
    """
    home = places.index(tutor.household)
    spans, fixed = offered(tutor, week), _fixed_visits(tutor, week, places)
    if not _fits(fixed, len(week.booked), spans, home, minutes):
        return engine_tutor(tutor, week, places.index), []
    return EngineTutor(
        id=tutor.person.code,
        home=home,
        mode=tutor.mode.value,
        shifts=spans,
        skills=frozenset(one.tag for one in tutor.qualifications),
        max_visits=max(tutor.max_week, len(week.booked)),
        max_visits_per_day=max(tutor.max_day, *week.a_day.values(), 0),
    ), fixed


def _fixed_visits(tutor: Tutor, week: TutorWeek, places: Map) -> list[Visit]:
    """One for each tutor of a lesson, so that a colleague's odd hours do not matter."""
    placed = [(row, at) for row in week.booked if (at := _place(row.lesson)) is not None]
    return [
        _fixed(row, minute_of(week.monday, row.starts_at), places.index(at), tutor.person.code)
        for row, at in placed
    ]


def _fixed(row: Staffing, begins: int, place: int, code: str) -> Visit:
    return Visit(
        id=f"{row.lesson_id}/{row.tutor_id}",
        place=place,
        duration=(row.ends_at - row.starts_at) // timedelta(minutes=1),
        starts=((begins, begins),),
        tutors=1,
        needs={},
        priority=1,
        prefers={},
        refuses=frozenset(),
        fixed=Fixed(begins, (code,)),
    )


def _place(lesson: Lesson) -> Household | Venue | None:
    return lesson.household or lesson.venue


def _fits(fixed: Sequence[Visit], booked: int, spans: Sequence[Span], home: int, minutes: Matrix) -> bool:
    """All of them, each in one of the spans, with every way between them."""
    in_span = {span: [one for one in fixed if _within(one, span)] for span in spans}
    whole = sum(len(stops) for stops in in_span.values()) == booked
    return whole and all(_possible(stops, span, home, minutes) for span, stops in in_span.items() if stops)


def _within(one: Visit, span: Span) -> bool:
    begins = one.starts[0][0]
    return span[0] <= begins and begins + one.duration <= span[1]


def _possible(stops: Sequence[Visit], span: Span, home: int, minutes: Matrix) -> bool:
    """From home through all of them and home again within the span."""
    free, at = span[0], home
    for stop in sorted(stops, key=lambda one: one.starts):
        if free + minutes[at][stop.place] > stop.starts[0][0]:
            return False
        free, at = stop.starts[0][0] + stop.duration, stop.place
    return free + minutes[at][home] <= span[1]
