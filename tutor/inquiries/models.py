"""The call log: every call in and out, also those of which nothing became."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, new_code, personal, plain
from tutor.people.models import Person
from tutor.visit_requests.models import VisitRequest


class Way(StrEnum):
    IN = "in"
    OUT = "out"


class Purpose(StrEnum):
    REQUEST = "request"
    CHANGE = "change"
    QUESTION = "question"
    COMPLAINT = "complaint"
    TUTOR = "tutor"
    CITY = "city"
    WRONG_NUMBER = "wrong_number"
    OTHER = "other"


class Unmet(StrEnum):
    """Why a wish became nothing: demand that nobody would see otherwise."""

    NO_VISITS_LEFT = "no_visits_left"
    NO_TIME_FITS = "no_time_fits"
    TOO_FAR = "too_far"
    ELSEWHERE = "elsewhere"
    NO_PHONE = "no_phone"
    THINKS_IT_OVER = "thinks_it_over"
    OTHER = "other"


class Inquiry(Model):
    """One call. Who it was is a person we know, or a name and a number as they were given, or nobody."""

    __tablename__ = "inquiry"

    id: Mapped[int] = key()
    created_at: Mapped[datetime] = mapped_column(index=True)
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    form_key: Mapped[str] = plain(36, unique=True)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    way: Mapped[Way] = choice(Way)
    purpose: Mapped[Purpose] = choice(Purpose)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[str] = personal(80, default="")
    number: Mapped[str] = personal(40, default="")
    note: Mapped[str] = personal(400, default="")
    unmet: Mapped[Unmet | None] = choice(Unmet, nullable=True)
    request_id: Mapped[int | None] = mapped_column(sa.ForeignKey("visit_request.id"))
    """What became of it."""
    taken_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    taken_by: Mapped[Person | None] = relationship(foreign_keys=[taken_by_id])
    request: Mapped[VisitRequest | None] = relationship()

    @property
    def who(self) -> str:
        """Empty for somebody who gave no name."""
        return self.person.name if self.person else self.name
