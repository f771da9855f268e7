"""The board of a week as plain values: rows tutors, columns half-days, and who has no place yet.

Read by columns, not as rows of the ORM: thirty tutors and two hundred requests in a handful of reads.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tutor.availability import queries as availability
from tutor.availability.rules import DAY, Span, free_spans, subtract
from tutor.matching import board_reads as reads
from tutor.matching.board_classes import Proposal, proposals
from tutor.matching.board_rows import Block, Head, LessonRow, TutorRow, VisitRow, WishRow
from tutor.matching.reasons import sentences
from tutor.matching.visits import minute_of
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.sentences import Said

NOON = 720


@dataclass(frozen=True)
class Cell:
    """One half-day of one tutor; `free` are minutes of the day in which he or she can come."""

    day: int
    afternoon: bool
    free: tuple[Span, ...]
    closed: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Row:
    tutor: TutorRow
    load: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Waiting:
    """A request without a place. `version` is that of its row in the plan, 0 when it came in since."""

    code: str
    version: int
    people: tuple[str, ...]
    place: str
    town: str
    programme: str
    wishes: tuple[WishRow, ...]
    why: tuple[Said, ...]
    held_because: str = ""
    held_by: str = ""
    held_since: datetime | None = None


@dataclass(frozen=True)
class Board:
    monday: date
    head: Head
    rows: tuple[Row, ...]
    waiting: tuple[Waiting, ...] = ()
    held: tuple[Waiting, ...] = ()
    lacking: tuple[Block, ...] = ()
    planned: int = 0
    booked: int = 0
    closed: frozenset[int] = frozenset()
    names: Mapping[int, TutorRow] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    """Name by code, of whatever is on the board."""
    proposals: Mapping[str, Proposal] = field(default_factory=dict)

    def date(self, day: int) -> date:
        return self.monday + timedelta(days=day)


def board_of(
    municipality: Municipality, monday: date, *, head: Head | None = None, only: Collection[int] | None = None
) -> Board:
    """`only` are tutors whose rows alone are wanted, without the lists beside the board."""
    head = head or reads.head(municipality.id, monday)
    tutors = reads.tutors(monday)
    visits = reads.visits(municipality.id, head.plan_id, monday, only=only)
    lessons = reads.lessons(municipality.id, monday, only=only)
    closed = office.closing_days(municipality.id, first=monday, last=monday + timedelta(days=6))
    closed_days = frozenset((day - monday).days for day in closed)
    shown = [one for one in tutors if only is None or one.id in only]
    free = _free(shown, monday)
    proposed = proposals(head)
    blocks = [*_lessons(lessons, municipality.id), *_visits(visits, head, monday, free)]
    blocks += [one.block for one in proposed.values() if one.block.tutor_ids]
    waiting = [_waiting(one) for one in visits if _is_waiting(one)]
    return Board(
        monday,
        head,
        tuple(_row(one, blocks, free[one.id], monday, closed_days) for one in shown),
        tuple(one for one in waiting if not one.held_because),
        tuple(one for one in waiting if one.held_because),
        tuple(one for one in blocks if one.lacks and not one.elsewhere),
        sum(1 for one in visits if one.starts_at is not None and not one.booked),
        sum(1 for one in lessons if one.municipality_id == municipality.id),
        closed_days,
        {one.id: one for one in tutors},
        _programmes(visits, [one for one in lessons if one.municipality_id == municipality.id]),
        proposed,
    )


def _programmes(visits: Iterable[VisitRow], lessons: Iterable[LessonRow]) -> dict[str, str]:
    return {one.programme: one.programme_name for many in (visits, lessons) for one in many}


def _free(tutors: Sequence[TutorRow], monday: date) -> dict[int, list[Span]]:
    """Timetable and single days; what is booked is a block of its own."""
    ids = [one.id for one in tutors]
    hours = availability.weekly_hours(ids, monday=monday)
    changes = availability.changes(ids, monday=monday)
    found = {}
    for one in tutors:
        spans = free_spans(monday, hours=hours.get(one.id, ()), exceptions=changes.get(one.id, ()))
        first, last = (one.starts_on - monday).days * DAY, ((one.until - monday).days + 1) * DAY
        found[one.id] = subtract(spans, [(-DAY, first), (last, 8 * DAY)])
    return found


def _lessons(lessons: Sequence[LessonRow], municipality_id: int) -> list[Block]:
    return [
        Block(
            code=one.code,
            version=one.version,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            tutor_ids=one.tutor_ids,
            is_lesson=True,
            elsewhere=True,
        )
        if one.municipality_id != municipality_id
        else Block(
            code=one.code,
            version=one.version,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            place=one.place,
            town=one.town,
            people=one.people,
            tutor_ids=one.tutor_ids,
            programme=one.programme,
            is_lesson=True,
            lacks=max(0, one.wanted - len(one.tutor_ids)),
        )
        for one in lessons
    ]


def _visits(
    visits: Sequence[VisitRow], head: Head, monday: date, free: Mapping[int, Sequence[Span]]
) -> list[Block]:
    """Of a draft; what was published stands on the board as lessons."""
    if not head.is_draft:
        return []
    found = []
    for one in visits:
        if one.starts_at is None or one.booked:
            continue
        since = minute_of(monday, one.starts_at)
        to = since + one.minutes
        inside = all(
            any(a <= since and to <= b for a, b in free[tutor]) for tutor in one.tutor_ids if tutor in free
        )
        found.append(
            Block(
                code=one.code,
                version=one.version,
                starts_at=one.starts_at,
                ends_at=one.starts_at + timedelta(minutes=one.minutes),
                place=one.place,
                town=one.town,
                people=one.people,
                tutor_ids=one.tutor_ids,
                programme=one.programme,
                pinned=one.pinned,
                waived=bool(one.waived),
                stale=one.stale or one.withdrawn,
                out_of_hours=not inside,
            )
        )
    return found


def _is_waiting(one: VisitRow) -> bool:
    return one.starts_at is None and not one.booked and not one.withdrawn


def _waiting(one: VisitRow) -> Waiting:
    return Waiting(
        one.code,
        one.version,
        one.people,
        one.place,
        one.town,
        one.programme,
        one.wishes,
        sentences(one.reasons) if one.version else (),
        one.held_because,
        one.held_by,
        one.held_since,
    )


def _row(
    tutor: TutorRow, blocks: Iterable[Block], free: Sequence[Span], monday: date, closed: Iterable[int]
) -> Row:
    own = sorted((one for one in blocks if tutor.id in one.tutor_ids), key=lambda one: one.starts_at)
    halves: dict[int, list[Block]] = defaultdict(list)
    for one in own:
        halves[minute_of(monday, one.starts_at) // NOON].append(one)
    cells = [_cell(n, halves[n], free, n // 2 in closed) for n in range(14)]
    return Row(tutor, len(own), tuple(cells))


def _cell(n: int, blocks: Iterable[Block], free: Iterable[Span], closed: bool) -> Cell:
    day, begins = n // 2, n * NOON
    ends = begins + NOON
    spans = [
        (max(a, begins) - day * DAY, min(b, ends) - day * DAY) for a, b in free if a < ends and b > begins
    ]
    return Cell(day, n % 2 == 1, tuple(spans), closed, tuple(blocks))
