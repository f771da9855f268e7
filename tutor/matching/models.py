"""Plans for a week: what was asked of the engine, what it answered."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, personal, plain
from tutor.lessons.models import Lesson
from tutor.office.models import Municipality
from tutor.people.models import Person, Tutor
from tutor.visit_requests.models import VisitRequest


class PlanState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    """Found while somebody had changed the draft by hand: it waits beside it to be compared."""
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Plan(Model):
    """The plan of one municipality's week (`week` is its Monday)."""

    __tablename__ = "plan"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    week: Mapped[date] = mapped_column(index=True)
    state: Mapped[PlanState] = choice(PlanState)
    problem_hash: Mapped[str] = plain(64)
    engine: Mapped[str] = plain(40)
    seed: Mapped[int]
    seconds: Mapped[float]
    objective: Mapped[int]
    bound: Mapped[int | None]
    published_at: Mapped[datetime | None]

    municipality: Mapped[Municipality] = relationship()
    visits: Mapped[list["PlanVisit"]] = relationship(back_populates="plan", order_by="PlanVisit.id")
    lessons: Mapped[list["PlanLesson"]] = relationship(back_populates="plan", order_by="PlanLesson.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute


class PlanVisit(Model):
    """A request's place in a plan; without a start it was not served, and `reasons` says why."""

    __tablename__ = "plan_visit"
    __table_args__ = (sa.UniqueConstraint("plan_id", "request_id"),)

    id: Mapped[int] = key()
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("visit_request.id"))
    request_version: Mapped[int]
    """The request as it was planned: a later edit makes this visit stale."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Raised by each change by hand, also when only the tutors change, which no column here shows."""
    starts_at: Mapped[datetime | None]
    reasons: Mapped[str] = plain(2000, default="[]")
    pinned: Mapped[bool] = mapped_column(default=False)
    waived: Mapped[str] = plain(60, default="", server_default="")
    """Codes of the rules that a coordinator has set aside for it, between spaces."""
    because: Mapped[str] = personal(200, default="", server_default="")

    plan: Mapped[Plan] = relationship(back_populates="visits")
    request: Mapped[VisitRequest] = relationship()
    tutors: Mapped[list[Tutor]] = relationship(secondary="plan_visit_tutor", order_by=Tutor.person_id)
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 -- as above

    @property
    def code(self) -> str:
        """Its name in the problem, and outside beside the plan's own code."""
        return self.request.code


class PlanVisitTutor(Model):
    __tablename__ = "plan_visit_tutor"

    plan_visit_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_visit.id"), primary_key=True)
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), primary_key=True)


class PlanLesson(Model):
    """Whom a plan proposes for a booked class; when nobody or too few, `reasons` says why."""

    __tablename__ = "plan_lesson"
    __table_args__ = (sa.UniqueConstraint("plan_id", "lesson_id"),)

    id: Mapped[int] = key()
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson.id"))
    starts_at: Mapped[datetime]
    """When the class was to begin as it was planned: moved since, its tutors are asked anew."""
    reasons: Mapped[str] = plain(2000, default="[]")

    plan: Mapped[Plan] = relationship(back_populates="lessons")
    lesson: Mapped[Lesson] = relationship()
    tutors: Mapped[list[Tutor]] = relationship(secondary="plan_lesson_tutor", order_by=Tutor.person_id)


class PlanLessonTutor(Model):
    __tablename__ = "plan_lesson_tutor"

    plan_lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_lesson.id"), primary_key=True)
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), primary_key=True)


class RequestHold(Model):
    """A request that is not planned until somebody releases it."""

    __tablename__ = "request_hold"
    __table_args__ = (
        sa.Index(
            "uq_request_hold_open",
            "request_id",
            unique=True,
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("visit_request.id"))
    because: Mapped[str] = personal(200)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    request: Mapped[VisitRequest] = relationship()
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])


UNDO = "undo"
SWAP = "swap_class"
"""The verb of a step that changed who is proposed for a class: of the draft, not of the booked lesson."""


class BoardStep(Model):
    """One change by hand on the board of a week, and how it was before. To undo one is a step too.

    `before` and `after` are JSON of codes, moments and flags, never names.
    """

    __tablename__ = "board_step"
    __table_args__ = (
        sa.Index("ix_board_step_week", "municipality_id", "week"),
        sa.CheckConstraint("visit_id IS NULL OR lesson_id IS NULL", name="one_subject"),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    week: Mapped[date]
    visit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_visit.id"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(sa.ForeignKey("lesson.id"), index=True)
    verb: Mapped[str] = plain(20)
    before: Mapped[str] = plain(1000)
    after: Mapped[str] = plain(1000)
    because: Mapped[str] = personal(200, default="")
    """The reason that stood at the visit before; of a lesson, why it was moved against the hours."""
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    visit: Mapped[PlanVisit | None] = relationship()
    lesson: Mapped[Lesson | None] = relationship()
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
