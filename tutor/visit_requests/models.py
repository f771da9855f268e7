"""From "please come" to a booked lesson."""

from datetime import date, datetime, time
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, personal, plain
from tutor.lessons.models import Lesson
from tutor.office.models import Programme
from tutor.people.models import Household, Person, PhoneKind
from tutor.places.models import Venue
from tutor.visit_requests import rules
from tutor.visit_requests.rules import HalfDay, Missing


class Origin(StrEnum):
    TELEPHONE = "telephone"
    COUNTER = "counter"
    LESSON = "lesson"
    FILE = "file"
    """A list that the office had."""
    FAMILY = "family"
    """The learner or a relative, on the public pages."""


class VisitRequest(Model):
    """Open while it is not withdrawn and has no live or finished lesson: derived, never stored.

    It may be only a name and a number; then place, goal and wishes are asked for by telephone.
    """

    __tablename__ = "visit_request"
    __table_args__ = (
        sa.CheckConstraint("venue_id IS NULL OR household_id IS NULL", name="one_place"),
        sa.CheckConstraint("priority BETWEEN 1 AND 5", name="priority"),
    )

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    form_key: Mapped[str] = plain(36, unique=True)
    programme_id: Mapped[int] = mapped_column(sa.ForeignKey("programme.id"))
    household_id: Mapped[int | None] = mapped_column(sa.ForeignKey("household.id"))
    venue_id: Mapped[int | None] = mapped_column(sa.ForeignKey("venue.id"))
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    """Who rang: a supporter, or one of the learners."""
    taken_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    phone_kind: Mapped[PhoneKind] = choice(PhoneKind)
    goal: Mapped[str] = personal(300)
    why_home: Mapped[str] = personal(300, default="")
    wishes_text: Mapped[str] = personal(300, default="")
    note: Mapped[str] = personal(400, default="")
    wants_woman: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[int] = mapped_column(default=1)
    minutes: Mapped[int] = mapped_column(default=60)
    origin_kind: Mapped[Origin] = choice(Origin)
    origin_id: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None]

    programme: Mapped[Programme] = relationship()
    household: Mapped[Household | None] = relationship()
    venue: Mapped[Venue | None] = relationship()
    asked_by: Mapped[Person | None] = relationship(foreign_keys=[asked_by_id])
    people: Mapped[list["RequestedPerson"]] = relationship(
        back_populates="request", order_by="RequestedPerson.n", cascade="all, delete-orphan"
    )
    wishes: Mapped[list["Wish"]] = relationship(
        back_populates="request", order_by="Wish.id", cascade="all, delete-orphan"
    )
    lessons: Mapped[list["RequestLesson"]] = relationship(back_populates="request")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute

    @property
    def missing(self) -> tuple[Missing, ...]:
        return rules.missing(
            has_place=self.household is not None or self.venue is not None,
            has_address=self.household is None or bool(self.household.address.strip()),
            has_wishes=bool(self.wishes),
            goal=self.goal,
        )

    @property
    def is_plannable(self) -> bool:
        return rules.is_plannable(self.missing)


class RequestedPerson(Model):
    """One to five named people."""

    __tablename__ = "requested_person"
    __table_args__ = (sa.CheckConstraint("n BETWEEN 1 AND 5", name="n"),)

    request_id: Mapped[int] = mapped_column(sa.ForeignKey("visit_request.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)

    request: Mapped[VisitRequest] = relationship(back_populates="people")
    person: Mapped[Person] = relationship()


class Wish(Model):
    """A wished half-day: a date, or a weekday (0 is Monday) of any week; local wall time."""

    __tablename__ = "wish"
    __table_args__ = (
        sa.CheckConstraint("(day IS NULL) <> (weekday IS NULL)", name="one_kind"),
        sa.CheckConstraint("begins < ends", name="order"),
    )

    id: Mapped[int] = key()
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("visit_request.id"), index=True)
    day: Mapped[date | None]
    weekday: Mapped[int | None]
    begins: Mapped[time]
    ends: Mapped[time]

    request: Mapped[VisitRequest] = relationship(back_populates="wishes")

    @property
    def half_day(self) -> HalfDay:
        return HalfDay(self.begins, self.ends, day=self.day, weekday=self.weekday)


class RequestLesson(Model):
    __tablename__ = "request_lesson"

    request_id: Mapped[int] = mapped_column(sa.ForeignKey("visit_request.id"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson.id"), primary_key=True, unique=True)

    request: Mapped[VisitRequest] = relationship(back_populates="lessons")
    lesson: Mapped[Lesson] = relationship()


class OwnRequestDraft(Model):
    """A request that somebody is filling in on the public pages, question by question.

    Only the browser's cookie holds the token. The answers are emptied as soon as they are a request.
    """

    __tablename__ = "own_request_draft"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    token_hash: Mapped[str] = plain(64, unique=True)
    form_key: Mapped[str] = plain(36)
    answers: Mapped[str] = personal(9000, default="{}")
    """JSON: by question, what was typed."""
    expires_at: Mapped[datetime]
    request_id: Mapped[int | None] = mapped_column(sa.ForeignKey("visit_request.id"))

    request: Mapped[VisitRequest | None] = relationship()
