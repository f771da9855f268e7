"""Booked classes that lack tutors, as visits of the engine's problem, one for each tutor still to be found.

Split like this, a class that wants three gets the two who can come. The way between its pieces is no
matter: they lie at one hour, so nobody takes two of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from tutor.database import db
from tutor.lessons.models import Lesson, LessonKind, LessonState, Staffing, StaffingState
from tutor.local_time import at_minute
from tutor.matching import reasons
from tutor.matching.engine.plan import Plan as EnginePlan
from tutor.matching.engine.plan import Served
from tutor.matching.engine.problem import DAY, Visit
from tutor.matching.models import PlanLesson
from tutor.matching.visits import EXPERIENCED, GRID, minute_of
from tutor.office.models import Programme
from tutor.people.models import Tutor
from tutor.places.rules import Somewhere

PRIORITY = 5
"""Ten people have come to the hall; a visit that waits has one to five."""
Place = Callable[[Somewhere], int]


def lacking(municipality_id: int, monday: date, *, earliest: datetime) -> Sequence[Lesson]:
    """Classes of that week with a hall, with those who teach already and what they know."""
    have = (
        select(func.count())
        .where(Staffing.lesson_id == Lesson.id, Staffing.state == StaffingState.ASSIGNED)
        .correlate(Lesson)
        .scalar_subquery()
    )
    found = (
        select(Lesson)
        .join(Lesson.programme)
        .where(
            Programme.municipality_id == municipality_id,
            Lesson.kind == LessonKind.CLASS,
            Lesson.live,
            Lesson.state == LessonState.PLANNED,
            Lesson.starts_at >= max(earliest, at_minute(monday, 0)),
            Lesson.starts_at < at_minute(monday, 7 * DAY),
            Lesson.venue_id.is_not(None),
            Lesson.tutors_wanted > have,
        )
        .options(
            joinedload(Lesson.venue),
            selectinload(Lesson.staffings).joinedload(Staffing.tutor).selectinload(Tutor.qualifications),
        )
        .order_by(Lesson.starts_at, Lesson.id)
    )
    return db.session.scalars(found).unique().all()


def engine_visits(lessons: Iterable[Lesson], monday: date, place: Place) -> list[Visit]:
    """The first wants somebody experienced when nobody of them teaches yet."""
    return [
        _piece(lesson, n, lesson.starts_at, place, monday, n == 0 and not _has_experienced(lesson))
        for lesson in lessons
        for n in range(lesson.lacking)
    ]


def kept_visits(proposed: Iterable[PlanLesson], monday: date, place: Place) -> list[Visit]:
    """Of a plan that stands: a piece for each tutor it proposes, which nobody judges anew."""
    return [
        _piece(one.lesson, n, one.starts_at, place, monday, False)
        for one in proposed
        for n in range(len(one.tutors))
    ]


def _piece(
    lesson: Lesson, n: int, starts_at: datetime, place: Place, monday: date, experienced: bool
) -> Visit:
    """From the quarter of an hour before, when the class does not begin on one."""
    assert lesson.venue is not None, "only classes with a hall are planned"
    begins = minute_of(monday, starts_at)
    start = begins // GRID * GRID
    return Visit(
        id=f"{lesson.code}/{n}",
        place=place(lesson.venue),
        duration=begins - start + (lesson.ends_at - lesson.starts_at) // timedelta(minutes=1),
        starts=((start, start),),
        tutors=1,
        needs={EXPERIENCED: 1} if experienced else {},
        priority=PRIORITY,
        prefers={},
        refuses=frozenset(),
        fixed=None,
    )


def _has_experienced(lesson: Lesson) -> bool:
    return any(one.tag == EXPERIENCED for row in lesson.assigned for one in row.tutor.qualifications)


def code_of(id_: str) -> str:
    return id_.partition("/")[0]


def proposals(
    found: EnginePlan, lessons: Mapping[str, tuple[int, datetime]], tutors: Mapping[str, Tutor]
) -> list[PlanLesson]:
    """By class: who would come, and why somebody is still lacking."""
    going: dict[str, list[Tutor]] = defaultdict(list)
    for one in found.visits:
        going[code_of(one.id)] += [tutors[code] for code in one.tutors]
    left = {code_of(one.id): one for one in found.unserved}
    return [
        PlanLesson(
            lesson_id=id_,
            starts_at=starts_at,
            tutors=going[code],
            reasons=reasons.kept(left[code].reasons, has_starts=True) if code in left else "[]",
        )
        for code, (id_, starts_at) in lessons.items()
    ]


def served(proposed: Iterable[PlanLesson], monday: date) -> list[Served]:
    """Each tutor on a piece of his or her own, as in `kept_visits`."""
    return [
        Served(
            f"{one.lesson.code}/{n}", minute_of(monday, one.starts_at) // GRID * GRID, (tutor.person.code,)
        )
        for one in proposed
        for n, tutor in enumerate(one.tutors)
    ]
