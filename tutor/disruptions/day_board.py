"""One day as it is booked, on the engine's board: each lesson at its hour, and what is lacking beside it.

A lesson that does not fit into the hours of those who teach it (made by hand) only takes their time away.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tutor.availability.rules import DAY
from tutor.lessons.models import Lesson
from tutor.lessons.way import door_of
from tutor.local_time import local_date, monday_of
from tutor.matching.around import WEIGHTS, visit_for
from tutor.matching.engine.board import Board
from tutor.matching.engine.construct import keep_published
from tutor.matching.engine.indexed import IndexedProblem, IndexedVisit
from tutor.matching.engine.problem import Place, Problem, Staffing, Visit
from tutor.matching.engine.problem import Tutor as EngineTutor
from tutor.matching.engine.repair.absence import SWAP
from tutor.matching.tutors import TutorWeek, engine_tutor, tutors_of_week, weeks_of
from tutor.matching.visits import minute_of, needs
from tutor.matching.week_problem import Map
from tutor.people.models import Tutor
from tutor.places.travel import matrix
from tutor.visit_requests.queries import request_of

Gaps = Mapping[Lesson, Visit]


@dataclass(frozen=True)
class DayBoard:
    """By the ids of the board: lessons, and everybody who works that week. The gaps are not filled yet."""

    board: Board
    lessons: Mapping[str, Lesson]
    tutors: Mapping[str, Tutor]

    def visit(self, id_: str) -> IndexedVisit:
        return next(one for one in self.board.indexed.visits if one.visit.id == id_)

    def group(self, id_: str) -> tuple[Tutor, ...]:
        """Who is to come, in the order of the problem; nobody if it is not on the board."""
        indexed = self.board.indexed
        numbers = sorted(indexed.shifts[shift].tutor for shift in self.board.group[self.visit(id_).number])
        return tuple(self.tutors[indexed.problem.tutors[number].id] for number in numbers)


def day_board(day: date, booked: Sequence[Lesson], gaps: Gaps) -> DayBoard:
    """`booked` are lessons of that day whose tutors may be exchanged; `gaps` what some of them lack."""
    rows = tutors_of_week(monday_of(day))
    weeks = weeks_of(rows, monday_of(day))
    found = _board(day, (rows, weeks), booked, gaps)
    fitting = [one for one in booked if found.group(one.code)]
    return found if len(fitting) == len(booked) else _board(day, (rows, weeks), fitting, gaps)


def _board(
    day: date,
    working: tuple[Sequence[Tutor], Mapping[int, TutorWeek]],
    booked: Sequence[Lesson],
    gaps: Gaps,
) -> DayBoard:
    (rows, weeks), places = working, Map()
    ids = {one.id for one in booked}
    able = tuple(_able(one, weeks[one.person_id], ids, day, places) for one in rows)
    wanted = [(one, _as_booked(one)) for one in booked] + list(gaps.items())
    visits = [replace(visit, place=places.at(at)) for one, visit in wanted if (at := door_of(one))]
    problem = Problem(
        name=day.isoformat(),
        grid=1,
        horizon_days=7,
        places=tuple(Place(str(n), point.lat, point.lng) for n, point in enumerate(places.points)),
        travel={mode: matrix(places.points, mode=mode) for mode in sorted({one.mode for one in able})},
        tutors=able,
        visits=tuple(visits),
        current={one.code: _published(one) for one in booked},
        weights=replace(WEIGHTS, swap=SWAP),
    )
    board = Board(IndexedProblem(problem))
    keep_published(board)
    return DayBoard(board, {one.code: one for one in booked}, {one.person.code: one for one in rows})


def _able(tutor: Tutor, week: TutorWeek, ids: Collection[int], day: date, places: Map) -> EngineTutor:
    """On that day alone, beside what may not be changed."""
    others = [row for row in week.booked if row.lesson_id not in ids]
    rest = TutorWeek(week.monday, week.hours, week.changes, others)
    number = (day - week.monday).days
    mine = len(week.booked) - len(others)
    room = min(tutor.max_day - rest.a_day[number], tutor.max_week - len(others))
    found = engine_tutor(tutor, rest, places.index)
    return replace(
        found,
        shifts=tuple(one for one in found.shifts if one[0] // DAY == number),
        max_visits=max(room, mine),
        max_visits_per_day=None,
    )


def _as_booked(lesson: Lesson) -> Visit:
    """Of what its learners need only what its tutors can do: nothing may get worse by an exchange."""
    published, request = _published(lesson), request_of(lesson.id)
    tags = {one.tag for row in lesson.assigned for one in row.tutor.qualifications}
    wanted = needs(request) if request else {}
    return replace(
        visit_for(lesson, [(published.start, published.start)], tutors=len(published.tutors)),
        needs={tag: least for tag, least in wanted.items() if tag in tags},
        refuses=frozenset(row.tutor.person.code for row in lesson.staffings) - set(published.tutors),
    )


def _published(lesson: Lesson) -> Staffing:
    start = minute_of(monday_of(local_date(lesson.starts_at)), lesson.starts_at)
    return Staffing(start, tuple(row.tutor.person.code for row in lesson.assigned))
