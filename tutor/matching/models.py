"""Plans for a week: what was asked of the engine, what it answered."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, plain
from tutor.office.models import Municipality
from tutor.people.models import Tutor
from tutor.visit_requests.models import VisitRequest


class PlanState(StrEnum):
    DRAFT = "draft"
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
    starts_at: Mapped[datetime | None]
    reasons: Mapped[str] = plain(2000, default="[]")
    pinned: Mapped[bool] = mapped_column(default=False)

    plan: Mapped[Plan] = relationship(back_populates="visits")
    request: Mapped[VisitRequest] = relationship()
    tutors: Mapped[list[Tutor]] = relationship(secondary="plan_visit_tutor", order_by=Tutor.person_id)


class PlanVisitTutor(Model):
    __tablename__ = "plan_visit_tutor"

    plan_visit_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_visit.id"), primary_key=True)
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), primary_key=True)
