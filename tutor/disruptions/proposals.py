"""A lesson lacks a tutor: who could step in, when else it could be, and what each of these costs.

Computed on the bookings of this minute by the planner's engine. Nothing here changes anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from tutor.availability.rules import DAY
from tutor.disruptions.old_ways import gave_up, old_ways
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import at_minute, local_date, monday_of
from tutor.matching import visits
from tutor.matching.around import FINE, Way, around, visit_for
from tutor.matching.engine.problem import Range, Visit
from tutor.matching.visits import FAMILIAR, GRID, WeekView, minute_of
from tutor.messaging.preview import to_ring
from tutor.office import queries as office
from tutor.people.models import Person, Tutor
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.queries import request_of

GAP = "+"
"""Ends the id of what a lesson lacks, which is a visit of its own."""
MOST = 3
WEEKS_AHEAD = 3
SOONEST = timedelta(hours=3)
"""A learner who is moved to this afternoon must still be told, and get ready."""


class RepairKind(StrEnum):
    STAND_IN = "stand_in"
    MOVE = "move"
    CANCEL = "cancel"
    RELIEVE = "relieve"
    """Others come at the same time, so that one of those who were to come can stand in elsewhere."""


@dataclass(frozen=True)
class Choice:
    """The repair that somebody chose; `tutors` of a stand-in come in addition, else they are all who come."""

    kind: RepairKind
    starts_at: datetime
    tutors: Sequence[Tutor] = ()


@dataclass(frozen=True)
class Repair:
    """`tutors` of a stand-in come in addition, else they are all who come."""

    kind: RepairKind
    starts_at: datetime
    tutors: tuple[Tutor, ...] = ()
    ways: tuple[tuple[str, int], ...] = ()
    """By name, how many minutes more on the road than was planned; fewer, where a way falls away."""
    known: tuple[str, ...] = ()
    """Names of those tutors whom a learner has had before."""
    unmet: bool = False
    """Nobody who knows that telephone, or has done this before, would be there."""
    to_ring: tuple[str, ...] = ()
    """Whom staff must ring: they begin too soon for a text, or have no mobile."""

    @property
    def minutes(self) -> int:
        """For all of them together."""
        return sum(more for _, more in self.ways)

    @property
    def choice(self) -> Choice:
        return Choice(self.kind, self.starts_at, self.tutors)

    @property
    def value(self) -> str:
        """What the form sends back: kind, minute, tutors."""
        codes = [one.person.code for one in self.tutors]
        return " ".join([self.kind.value, f"{self.starts_at:%Y%m%dT%H%M}", *codes])


def repairs(lesson: Lesson, *, now: datetime, a_week: int = 1) -> list[Repair]:
    """Stand-ins, other times (so many of each week), and cancelling; in each kind the best first."""
    request = request_of(lesson.id)
    found = _stand_ins(lesson, request, now) if lesson.lacking and (lesson.household or lesson.venue) else []
    if request is not None:
        found += _moves(lesson, request, now, a_week)
    found.append(Repair(RepairKind.CANCEL, lesson.starts_at))
    old = old_ways(lesson, now=now)
    return [
        replace(one, ways=_ways(lesson, one, old), to_ring=tuple(_to_ring(lesson, one, now))) for one in found
    ]


def _stand_ins(lesson: Lesson, request: VisitRequest | None, now: datetime) -> list[Repair]:
    monday, visit = monday_of(local_date(lesson.starts_at)), gap(lesson, request, now)
    ways, unmet = around(lesson, visit, monday, grid=FINE).ways(MOST), False
    if not ways and visit.needs:
        ways, unmet = around(lesson, replace(visit, needs={}), monday, grid=FINE).ways(MOST), True
    return [_repair(RepairKind.STAND_IN, way, visit, unmet=unmet) for way in ways]


def gap(lesson: Lesson, request: VisitRequest | None, now: datetime) -> Visit:
    """What the lesson lacks, as a visit beside it at its hour: not by those who teach it, or gave it back."""
    start = minute_of(monday_of(local_date(lesson.starts_at)), lesson.starts_at)
    return replace(
        _visit(lesson, now, [(start, start)]),
        id=lesson.code + GAP,
        tutors=lesson.lacking,
        needs=_open_needs(lesson, request),
        refuses=frozenset(row.tutor.person.code for row in lesson.staffings),
    )


def _moves(lesson: Lesson, request: VisitRequest, now: datetime, a_week: int) -> list[Repair]:
    """The best in each of the coming weeks, within what the learners wished."""
    first = monday_of(local_date(now))
    found = []
    for monday in (first + timedelta(days=7 * n) for n in range(WEEKS_AHEAD)):
        starts = _wished(lesson, request, monday, now)
        if starts:
            visit = replace(
                _visit(lesson, now, starts), tutors=lesson.tutors_wanted, needs=visits.needs(request)
            )
            ways = around(lesson, visit, monday, grid=GRID).ways(a_week)
            found += [_repair(RepairKind.MOVE, way, visit) for way in ways]
    return found[: (MOST - 1) * a_week]


def _visit(lesson: Lesson, now: datetime, starts: Sequence[Range]) -> Visit:
    """Faces the learners know are wished for: from the last time, or announced for this one."""
    learner_ids = [row.learner_id for row in lesson.attendances]
    faces = {code for codes in lessons.last_tutors(learner_ids, before=now).values() for code in codes}
    faces |= {row.tutor.person.code for row in lesson.staffings if row.announced}
    visit = visit_for(lesson, starts, tutors=1)
    return replace(visit, prefers=dict.fromkeys(sorted(faces), FAMILIAR))


def _open_needs(lesson: Lesson, request: VisitRequest | None) -> dict[str, int]:
    """What those who still come cannot do."""
    there = {one.tag for row in lesson.assigned for one in row.tutor.qualifications}
    needs = visits.needs(request) if request is not None else {}
    return {tag: least for tag, least in needs.items() if tag not in there}


def _wished(lesson: Lesson, request: VisitRequest, monday: date, now: datetime) -> list[Range]:
    """Starts within the wished half-days, but for the one that is being given up."""
    sunday = monday + timedelta(days=6)
    closed = office.closing_days(lesson.programme.municipality_id, first=monday, last=sunday)
    view = WeekView(monday, now + SOONEST, now, closed, frozenset())
    old = minute_of(monday, lesson.starts_at)
    pieces = [
        piece
        for first, last in visits.starts(request, view, _busy(lesson, monday))
        for piece in ((first, min(last, old - GRID)), (max(first, old + GRID), last))
    ]
    return sorted({(first, last) for first, last in pieces if first <= last})


def _busy(lesson: Lesson, monday: date) -> list[Range]:
    view = {"start": at_minute(monday, 0), "end": at_minute(monday, 7 * DAY)}
    rows = lessons.attended([row.learner_id for row in lesson.attendances], **view)
    return [
        (minute_of(monday, row.starts_at), minute_of(monday, row.ends_at))
        for row in rows
        if row.lesson_id != lesson.id
    ]


def _repair(kind: RepairKind, way: Way, visit: Visit, *, unmet: bool = False) -> Repair:
    known = tuple(one.person.name for one in way.tutors if one.person.code in visit.prefers)
    ways = tuple((one.person.name, more) for one, more in zip(way.tutors, way.minutes, strict=True))
    return Repair(kind, way.starts_at, way.tutors, ways, known, unmet)


def _ways(lesson: Lesson, repair: Repair, old: Mapping[Tutor, int]) -> tuple[tuple[str, int], ...]:
    """The new ways, less the old ones of those who do not go there now: at a new time, that is everybody."""
    if repair.kind is RepairKind.CANCEL:
        return ()
    gone = gave_up(lesson) if repair.kind is RepairKind.STAND_IN else list(old)
    new = dict(zip(repair.tutors, (more for _, more in repair.ways), strict=True))
    saved = {one: old[one] for one in gone}
    return tuple(
        (one.person.name, new.get(one, 0) - saved.get(one, 0)) for one in dict.fromkeys([*new, *gone])
    )


def _to_ring(lesson: Lesson, repair: Repair, now: datetime) -> list[str]:
    """Who comes to a class is not told of another tutor there."""
    to_a_class = repair.kind is RepairKind.STAND_IN and lesson.kind is not LessonKind.VISIT
    people: list[Person] = [] if to_a_class else [row.learner.person for row in lesson.attendances]
    people += [row.tutor.person for row in lesson.assigned]
    people += [one.person for one in repair.tutors if one.person not in people]
    return to_ring(people, until=min(lesson.starts_at, repair.starts_at), now=now)
