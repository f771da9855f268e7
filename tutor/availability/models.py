"""When tutors can come: local wall time, because a lecture begins at 13:00 whatever UTC says."""

from datetime import date, time
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tutor.database import Model, choice, key, plain


class DayKind(StrEnum):
    OFF = "off"
    EXTRA = "extra"


class Term(Model):
    __tablename__ = "term"
    __table_args__ = (sa.CheckConstraint("starts_on <= ends_on", name="order"),)

    id: Mapped[int] = key()
    name: Mapped[str] = plain(40)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class WeeklyHours(Model):
    """`weekday` 0 is Monday. These are the hours in which a tutor can be on the road or teach."""

    __tablename__ = "weekly_hours"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("begins < ends", name="order"),
    )

    id: Mapped[int] = key()
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), index=True)
    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id"))
    weekday: Mapped[int]
    begins: Mapped[time]
    ends: Mapped[time]


class DayException(Model):
    """A day off, or hours in addition. Without times an OFF takes the whole day."""

    __tablename__ = "day_exception"

    id: Mapped[int] = key()
    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), index=True)
    day: Mapped[date]
    kind: Mapped[DayKind] = choice(DayKind)
    begins: Mapped[time | None]
    ends: Mapped[time | None]
    why: Mapped[str] = plain(40, default="")
