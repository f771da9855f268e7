"""Figures of a fiscal year, without names, of the municipalities in which the actor is an officer."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, select, true

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.lessons.models import Attendance, Lesson, LessonKind, LessonState
from tutor.lessons.models import Came as CameOrNot
from tutor.office.models import Programme
from tutor.places.models import Town
from tutor.reports import rules
from tutor.reports.answers import after_lessons
from tutor.reports.rules import Came, Label, Shown
from tutor.sentences import Said
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.queries import has_lesson

UNKNOWN = Said("わかりません")
BEFORE_FIRST = Said("はじめの段階")
AGES = {
    "64歳以下": Said("64歳以下"),
    "65から74歳": Said("65から74歳"),
    "75から84歳": Said("75から84歳"),
    "85歳以上": Said("85歳以上"),
}
"""As they are kept with each lesson, in words of ours."""


@dataclass(frozen=True)
class Used:
    """Of one programme: visits agreed, held, and still to come."""

    programme: Programme
    held: int
    booked: int

    @property
    def used(self) -> int:
        return self.held + self.booked

    @property
    def left(self) -> int:
        return self.programme.visits_agreed - self.used


@dataclass(frozen=True)
class Demand:
    received: int
    open: int
    withdrawn: int

    @property
    def became_lessons(self) -> int:
        return self.received - self.open - self.withdrawn


@dataclass(frozen=True)
class Figures:
    year: int
    years: Sequence[int]
    programmes: Sequence[Used]
    lessons: Sequence[tuple[date, int]]
    stages: Sequence[tuple[Label, Shown]]
    age_bands: Sequence[tuple[Label, Shown]]
    towns: Sequence[tuple[Label, Shown]]
    answers: Sequence[tuple[Label, Shown]]
    """To the question after a lesson."""
    demand: Demand


def figures(actor: Actor, *, year: int, today: date) -> Figures:
    """Always the same number of reads, however much happened."""
    programmes = _programmes(actor)
    own = [one for one in programmes if one.fiscal_year == year]
    ids = [one.id for one in own]
    learners = rules.latest(_came(ids))
    return Figures(
        year=year,
        years=sorted({one.fiscal_year for one in programmes} | {year}, reverse=True),
        programmes=_used(own),
        lessons=rules.by_month(_held(ids), year=year, today=today),
        stages=_stages(learners),
        age_bands=_age_bands(learners),
        towns=_towns(learners, actor),
        answers=after_lessons(ids),
        demand=_demand(ids),
    )


def _officer_of(actor: Actor, column: ColumnElement[int]) -> ColumnElement[bool]:
    reach = actor.reach(Role.OFFICER)
    return true() if reach is None else column.in_(reach)


def _programmes(actor: Actor) -> Sequence[Programme]:
    rows = select(Programme).where(_officer_of(actor, Programme.municipality_id.expression))
    return db.session.scalars(rows.order_by(Programme.name, Programme.id)).all()


def _used(programmes: Sequence[Programme]) -> list[Used]:
    rows = (
        select(Lesson.programme_id, Lesson.state, func.count())
        .where(
            Lesson.programme_id.in_([one.id for one in programmes]),
            Lesson.kind == LessonKind.VISIT,
            Lesson.live,
        )
        .group_by(Lesson.programme_id, Lesson.state)
    )
    found = {(programme, state): number for programme, state, number in db.session.execute(rows)}
    return [
        Used(one, found.get((one.id, LessonState.FINISHED), 0), found.get((one.id, LessonState.PLANNED), 0))
        for one in programmes
    ]


def _held(programme_ids: Collection[int]) -> Sequence[datetime]:
    """When each lesson was that was held, of whatever kind."""
    rows = select(Lesson.starts_at).where(
        Lesson.programme_id.in_(programme_ids), Lesson.state == LessonState.FINISHED
    )
    return db.session.scalars(rows).all()


def _came(programme_ids: Collection[int]) -> list[Came]:
    rows = (
        select(
            Attendance.learner_id,
            Attendance.starts_at,
            Attendance.stage,
            Attendance.age_band,
            Attendance.town,
        )
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .where(
            Lesson.programme_id.in_(programme_ids),
            Lesson.state == LessonState.FINISHED,
            Attendance.came == CameOrNot.CAME,
        )
    )
    return [Came(*row) for row in db.session.execute(rows)]


def _stages(learners: Sequence[Came]) -> list[tuple[Label, Shown]]:
    counts = Counter(one.stage or 0 for one in learners)
    return rules.guarded({_stage(one): counts[one] for one in range(max(counts, default=0) + 1)})


def _stage(number: int) -> Said:
    return Said("段階%(number)d", number=number) if number else BEFORE_FIRST


def _age_bands(learners: Sequence[Came]) -> list[tuple[Label, Shown]]:
    counts: Counter[Label | None] = Counter(AGES[one.age_band] if one.age_band else None for one in learners)
    return rules.guarded(rules.ordered(counts, list(AGES.values()), UNKNOWN))


def _towns(learners: Sequence[Came], actor: Actor) -> list[tuple[Label, Shown]]:
    """Every town of the municipality: where nobody learns is worth knowing too."""
    rows = select(Town.name).where(_officer_of(actor, Town.municipality_id.expression)).order_by(Town.reading)
    counts: Counter[Label | None] = Counter(one.town for one in learners)
    return rules.guarded(rules.ordered(counts, db.session.scalars(rows).all(), UNKNOWN))


def _demand(programme_ids: Collection[int]) -> Demand:
    is_open = and_(VisitRequest.withdrawn_at.is_(None), ~has_lesson())
    rows = select(
        func.count(),
        func.coalesce(func.sum(case((is_open, 1), else_=0)), 0),
        func.coalesce(func.sum(case((VisitRequest.withdrawn_at.is_not(None), 1), else_=0)), 0),
    ).where(VisitRequest.programme_id.in_(programme_ids))
    return Demand(*db.session.execute(rows).one())
