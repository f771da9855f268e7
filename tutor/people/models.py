"""Persons, where they live, how to reach them, what they may do."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.actor import Role
from tutor.database import Model, choice, key, new_code, personal, plain
from tutor.phone import NumberKind
from tutor.places.models import Precision, Town


class PhoneKind(StrEnum):
    """The learner's own smartphone; the steps of the units differ by it."""

    IPHONE = "iphone"
    ANDROID = "android"
    RAKURAKU = "rakuraku"
    NONE = "none"
    UNKNOWN = "unknown"


class TravelMode(StrEnum):
    WALK = "walk"
    BICYCLE = "bicycle"
    BUS = "bus"
    CAR = "car"


class ConsentPurpose(StrEnum):
    ACT_FOR = "act_for"
    SEE_DATES = "see_dates"
    SEE_LEARNING = "see_learning"
    COPY_MESSAGES = "copy_messages"


class Household(Model):
    """People at one address. It is private, and it is erased."""

    __tablename__ = "household"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    town_id: Mapped[int] = mapped_column(sa.ForeignKey("town.id"))
    postcode: Mapped[str | None] = personal(7)
    address: Mapped[str] = personal(200)
    lat: Mapped[float]
    lng: Mapped[float]
    precision: Mapped[Precision] = choice(Precision)
    way_note: Mapped[str] = personal(400, default="")

    town: Mapped[Town] = relationship()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute

    @property
    def address_with_town(self) -> str:
        return self.town.name + self.address_in_town

    @property
    def address_in_town(self) -> str:
        """Some addresses were typed with the town in front, some without."""
        return self.address.removeprefix(self.town.name)


class Person(Model):
    __tablename__ = "person"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    family_name: Mapped[str] = personal(40)
    given_name: Mapped[str] = personal(40)
    family_reading: Mapped[str] = personal(60)
    given_reading: Mapped[str] = personal(60)
    reading_folded: Mapped[str] = personal(120, index=True)
    """Katakana without spaces or small letters: what a search compares (people.names.fold)."""
    born_year: Mapped[int | None]
    language: Mapped[str] = plain(8, default="ja")
    household_id: Mapped[int | None] = mapped_column(sa.ForeignKey("household.id"))
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    erased_at: Mapped[datetime | None]

    household: Mapped[Household | None] = relationship()
    contacts: Mapped[list["PersonContact"]] = relationship(
        back_populates="person", order_by="PersonContact.rank"
    )
    learner: Mapped["Learner | None"] = relationship(back_populates="person")
    tutor: Mapped["Tutor | None"] = relationship(back_populates="person")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute

    @property
    def name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def reading(self) -> str:
        return f"{self.family_reading} {self.given_reading}".strip()


class ContactPoint(Model):
    """A telephone number is one row, whoever uses it."""

    __tablename__ = "contact_point"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    e164: Mapped[str] = personal(16, unique=True)
    kind: Mapped[NumberKind] = choice(NumberKind)
    provider_stopped_at: Mapped[datetime | None]


class PersonContact(Model):
    """A couple shares a number; one person has three."""

    __tablename__ = "person_contact"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    contact_point_id: Mapped[int] = mapped_column(
        sa.ForeignKey("contact_point.id"), primary_key=True, index=True
    )
    as_typed: Mapped[str] = personal(40)
    extension: Mapped[str | None] = personal(10)
    label: Mapped[str] = personal(40, default="")
    rank: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship(back_populates="contacts")
    contact_point: Mapped[ContactPoint] = relationship()


class Support(Model):
    """Somebody who may act for a learner."""

    __tablename__ = "support"
    __table_args__ = (
        sa.CheckConstraint("supporter_id <> learner_id", name="different"),
        sa.Index(
            "uq_support_open",
            "supporter_id",
            "learner_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    supporter_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    learner_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    relation: Mapped[str] = personal(40)
    ended_at: Mapped[datetime | None]

    supporter: Mapped[Person] = relationship(foreign_keys=[supporter_id])
    learner: Mapped[Person] = relationship(foreign_keys=[learner_id])
    consents: Mapped[list["Consent"]] = relationship(back_populates="support")


class Consent(Model):
    """What a person agreed to, how, and who wrote it down."""

    __tablename__ = "consent"
    __table_args__ = (
        sa.Index(
            "uq_consent_open",
            "person_id",
            "purpose",
            sa.text("coalesce(support_id, 0)"),
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    purpose: Mapped[ConsentPurpose] = choice(ConsentPurpose)
    support_id: Mapped[int | None] = mapped_column(sa.ForeignKey("support.id"))
    given_at: Mapped[datetime]
    how: Mapped[str] = plain(40)
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]

    support: Mapped[Support | None] = relationship(back_populates="consents")


class Learner(Model):
    __tablename__ = "learner"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    created_at: Mapped[datetime]
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    phone_kind: Mapped[PhoneKind] = choice(PhoneKind)
    carrier: Mapped[str] = personal(40, default="")
    goal: Mapped[str] = personal(300, default="")
    why_home: Mapped[str] = personal(300, default="")

    person: Mapped[Person] = relationship(back_populates="learner")


class Tutor(Model):
    """A student of the company; `until` is when he or she graduates."""

    __tablename__ = "tutor"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    created_at: Mapped[datetime]
    household_id: Mapped[int] = mapped_column(sa.ForeignKey("household.id"))
    mode: Mapped[TravelMode] = choice(TravelMode)
    starts_on: Mapped[date]
    until: Mapped[date]
    max_week: Mapped[int]
    max_day: Mapped[int]

    person: Mapped[Person] = relationship(back_populates="tutor")
    household: Mapped[Household] = relationship()
    qualifications: Mapped[list["Qualification"]] = relationship(
        back_populates="tutor", cascade="all, delete-orphan"
    )


class Qualification(Model):
    """What a tutor can teach: android, iphone, line, experienced ..."""

    __tablename__ = "qualification"

    tutor_id: Mapped[int] = mapped_column(sa.ForeignKey("tutor.person_id"), primary_key=True)
    tag: Mapped[str] = plain(20, primary_key=True)

    tutor: Mapped[Tutor] = relationship(back_populates="qualifications")


class RoleGrant(Model):
    """Without a municipality the role reaches everywhere the company works."""

    __tablename__ = "role_grant"
    __table_args__ = (
        sa.Index("uq_role_grant", "person_id", "role", sa.text("coalesce(municipality_id, 0)"), unique=True),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    role: Mapped[Role] = choice(Role)
    municipality_id: Mapped[int | None] = mapped_column(sa.ForeignKey("municipality.id"))
