"""Visit requests as visits of the engine's problem."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from tutor.availability.rules import DAY, Span, minute
from tutor.lessons import queries as lessons
from tutor.local_time import at_minute, local_date
from tutor.matching.engine.problem import Range, Visit
from tutor.people.models import PhoneKind
from tutor.places.rules import Somewhere
from tutor.visit_requests.models import VisitRequest, Wish
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay, priority

GRID = 15
TUTORS = 2
FAMILIAR = 2
"""How much the face from last time is wished for (FORMAT.md `prefers`), for each of the two."""
REST = 30
"""Minutes a learner keeps between a visit and another lesson of their own."""
PHONES = {PhoneKind.IPHONE: "iphone", PhoneKind.ANDROID: "android", PhoneKind.RAKURAKU: "rakuraku"}
EXPERIENCED, WOMAN = "experienced", "woman"


@dataclass(frozen=True)
class WeekView:
    """What holds for every visit of the week."""

    monday: date
    earliest: datetime
    now: datetime
    closed: frozenset[date]
    tutor_codes: frozenset[str]

    @property
    def days(self) -> list[date]:
        return [day for n in range(7) if (day := self.monday + timedelta(days=n)) not in self.closed]


def minute_of(monday: date, moment: datetime) -> int:
    return (moment - at_minute(monday, 0)) // timedelta(minutes=1)


class Dated(Protocol):
    @property
    def day(self) -> date | None: ...


class Wishing(Protocol):
    @property
    def wishes(self) -> Sequence[Dated]: ...


def waits_for_later(request: Wishing, monday: date) -> bool:
    """Only dates were named, and the next of them lies after this week. Dates all past stay: ring them."""
    sunday = monday + timedelta(days=6)
    dates = [wish.day for wish in request.wishes if wish.day is not None]
    any_week = len(dates) < len(request.wishes)
    this_week = any(monday <= day <= sunday for day in dates)
    return not any_week and not this_week and any(day > sunday for day in dates)


def engine_visits(
    asked: Sequence[VisitRequest], view: WeekView, place: Callable[[Somewhere], int]
) -> list[Visit]:
    """Two reads for any number of requests. `place` gives the index of where they are."""
    learner_ids = sorted({row.person_id for request in asked for row in request.people})
    familiar = lessons.last_tutors(learner_ids, before=view.now)
    busy = _busy(learner_ids, view.monday)
    return [_engine_visit(request, view, place, familiar, busy) for request in asked]


def _engine_visit(
    request: VisitRequest,
    view: WeekView,
    place: Callable[[Somewhere], int],
    familiar: Mapping[int, Sequence[str]],
    busy: Mapping[int, Sequence[Span]],
) -> Visit:
    where = request.household or request.venue
    assert where is not None, "only requests that say where are planned"
    learner_ids = [row.person_id for row in request.people]
    faces = {code for one in learner_ids for code in familiar.get(one, ())} & view.tutor_codes
    asked_on, today = local_date(request.created_at), local_date(view.now)
    return Visit(
        id=request.code,
        place=place(where),
        duration=request.minutes,
        starts=starts(request, view, [span for one in learner_ids for span in busy.get(one, ())]),
        tutors=TUTORS,
        needs=needs(request),
        priority=priority(request.priority, asked_on=asked_on, today=today),
        prefers=dict.fromkeys(sorted(faces), FAMILIAR),
        refuses=frozenset(),
        fixed=None,
    )


def needs(request: VisitRequest) -> dict[str, int]:
    return needs_for(request.phone_kind, wants_woman=request.wants_woman)


def needs_for(phone_kind: PhoneKind, *, wants_woman: bool) -> dict[str, int]:
    """One who knows that telephone, one who has done this before."""
    tags = [EXPERIENCED]
    if phone_kind in PHONES:
        tags.append(PHONES[phone_kind])
    if wants_woman:
        tags.append(WOMAN)
    return dict.fromkeys(tags, 1)


def any_half_day(request: VisitRequest, view: WeekView) -> tuple[Range, ...]:
    """Starts in every half-day of the week, where the office is open and the learners have no lesson."""
    busy = _busy([row.person_id for row in request.people], view.monday)
    offered = [HalfDay(*half, day=day) for day in view.days for half in (MORNING, AFTERNOON)]
    return starts(request, view, [span for spans in busy.values() for span in spans], wishes=offered)


def starts(
    request: VisitRequest,
    view: WeekView,
    busy: Iterable[Span] = (),
    *,
    wishes: Sequence[Wish | HalfDay] | None = None,
) -> tuple[Range, ...]:
    """First and last start of each wished half-day, on the grid, so that the visit also ends within it."""
    programme, earliest = request.programme, minute_of(view.monday, view.earliest)
    ranges = [
        _half_day(wish, day, request.minutes, view.monday)
        for wish in (request.wishes if wishes is None else wishes)
        for day in view.days
        if _is_wished(wish, day) and programme.starts_on <= day <= programme.ends_on
    ]
    for begins, ends in busy:
        ranges = [
            piece
            for first, last in ranges
            for piece in (
                (first, min(last, begins - REST - request.minutes)),
                (max(first, ends + REST), last),
            )
        ]
    rounded = {(-(-max(first, earliest) // GRID) * GRID, last // GRID * GRID) for first, last in ranges}
    return tuple(sorted((first, last) for first, last in rounded if first <= last))


def _is_wished(wish: Wish | HalfDay, day: date) -> bool:
    return wish.day == day if wish.day is not None else wish.weekday == day.weekday()


def _half_day(wish: Wish | HalfDay, day: date, minutes: int, monday: date) -> Range:
    midnight = (day - monday).days * DAY
    return midnight + minute(wish.begins), midnight + minute(wish.ends) - minutes


def _busy(learner_ids: Sequence[int], monday: date) -> Mapping[int, Sequence[Span]]:
    """When the learners have other lessons this week: a class, say."""
    found: dict[int, list[Span]] = defaultdict(list)
    week = {"start": at_minute(monday, 0), "end": at_minute(monday, 7 * DAY)}
    for row in lessons.attended(learner_ids, **week):
        found[row.learner_id].append((minute_of(monday, row.starts_at), minute_of(monday, row.ends_at)))
    return found
