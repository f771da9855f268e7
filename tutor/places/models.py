"""Towns, their small places and postcodes, and public places."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, plain
from tutor.office.models import Municipality


class Precision(StrEnum):
    """How far a point may be from the door: a pin metres, a town kilometres. A hall is the nearest one."""

    PIN = "pin"
    KOAZA = "koaza"
    HALL = "hall"
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
    radius_km: Mapped[float] = mapped_column(default=0.0, server_default="0")
    """Nine houses of ten lie nearer to the point than this (rules.town_radius); 0 while unmeasured."""
    source: Mapped[str] = plain(80)
    """Whose point it is, as the licence wants it named."""

    municipality: Mapped[Municipality] = relationship()
    koazas: Mapped[list["Koaza"]] = relationship(back_populates="town", order_by="Koaza.name")


class Koaza(Model):
    """小字, a small place within a town: a point some hundred metres from its doors instead of kilometres."""

    __tablename__ = "koaza"
    __table_args__ = (sa.UniqueConstraint("town_id", "name"),)

    id: Mapped[int] = key()
    town_id: Mapped[int] = mapped_column(sa.ForeignKey("town.id"))
    name: Mapped[str] = plain(60)
    reading: Mapped[str] = plain(120, default="")
    lat: Mapped[float]
    lng: Mapped[float]
    source: Mapped[str] = plain(80)

    town: Mapped[Town] = relationship(back_populates="koazas")


class PostcodeTown(Model):
    """One postcode stands for many towns, even of two prefectures; one town may have fifteen."""

    __tablename__ = "postcode_town"

    postcode: Mapped[str] = plain(7, primary_key=True)
    town_id: Mapped[int] = mapped_column(sa.ForeignKey("town.id"), primary_key=True, index=True)

    town: Mapped[Town] = relationship()


class Venue(Model):
    """A public place: kept, and shown to everybody."""

    __tablename__ = "venue"
    __table_args__ = (sa.UniqueConstraint("municipality_id", "name"),)

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default="1")
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    town_id: Mapped[int] = mapped_column(sa.ForeignKey("town.id"))
    name: Mapped[str] = plain(60)
    address: Mapped[str] = plain(120, default="", server_default="")
    """What follows the town; a hall that everybody knows has none."""
    lat: Mapped[float]
    lng: Mapped[float]
    precision: Mapped[Precision] = choice(Precision)
    seats: Mapped[int]
    step_free: Mapped[bool] = mapped_column(default=False)
    loan_phones: Mapped[int] = mapped_column(default=0)

    town: Mapped[Town] = relationship()

    @property
    def address_with_town(self) -> str:
        """As of a household: typed with the town in front, or without."""
        return self.address if self.address.startswith(self.town.name) else self.town.name + self.address

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute
