"""Towns and public places."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, plain
from tutor.office.models import Municipality


class Precision(StrEnum):
    """How far a point may be from the door: a pin metres, a town kilometres."""

    PIN = "pin"
    KOAZA = "koaza"
    TOWN = "town"
    CITY = "city"


class Town(Model):
    __tablename__ = "town"
    __table_args__ = (sa.UniqueConstraint("municipality_id", "name"),)

    id: Mapped[int] = key()
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    name: Mapped[str] = plain(60)
    reading: Mapped[str] = plain(120)
    lat: Mapped[float]
    lng: Mapped[float]
    source: Mapped[str] = plain(80)

    municipality: Mapped[Municipality] = relationship()


class Venue(Model):
    """A public place: kept, and shown to everybody."""

    __tablename__ = "venue"
    __table_args__ = (sa.UniqueConstraint("municipality_id", "name"),)

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    town_id: Mapped[int] = mapped_column(sa.ForeignKey("town.id"))
    name: Mapped[str] = plain(60)
    lat: Mapped[float]
    lng: Mapped[float]
    precision: Mapped[Precision] = choice(Precision)
    seats: Mapped[int]
    step_free: Mapped[bool] = mapped_column(default=False)
    loan_phones: Mapped[int] = mapped_column(default=0)

    town: Mapped[Town] = relationship()
