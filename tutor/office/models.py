"""The cities that pay, what they pay for, and the days on which nobody works."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, key, new_code, plain


class Municipality(Model):
    __tablename__ = "municipality"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    code5: Mapped[str] = plain(5, unique=True)
    """The five-digit local government code of the Ministry of Internal Affairs."""
    name: Mapped[str] = plain(40)
    reading: Mapped[str] = plain(80)
    telephone: Mapped[str] = plain(20)
    hours: Mapped[str] = plain(80)


class Programme(Model):
    """The contract that pays for lessons."""

    __tablename__ = "programme"
    __table_args__ = (
        sa.UniqueConstraint("municipality_id", "fiscal_year", "name"),
        sa.CheckConstraint("visits_agreed >= 0", name="visits_agreed"),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    fiscal_year: Mapped[int]
    name: Mapped[str] = plain(80)
    funder: Mapped[str] = plain(80)
    visits_agreed: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    municipality: Mapped[Municipality] = relationship()


class ClosingDay(Model):
    """Without a municipality it holds everywhere."""

    __tablename__ = "closing_day"

    id: Mapped[int] = key()
    municipality_id: Mapped[int | None] = mapped_column(sa.ForeignKey("municipality.id"))
    day: Mapped[date] = mapped_column(index=True)
    name: Mapped[str] = plain(40)
