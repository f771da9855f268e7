"""How people prove who they are."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.database import Model, choice, key, plain
from tutor.people.models import Person


class CredentialKind(StrEnum):
    CARD = "card"
    PASSWORD = "password"  # noqa: S105 -- a kind, not a secret
    CALENDAR = "calendar"
    """The address of a tutor's calendar: opens that file and nothing else."""


class Credential(Model):
    """Only a hash is kept; a card that is lost is revoked and made anew."""

    __tablename__ = "credential"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    kind: Mapped[CredentialKind] = choice(CredentialKind)
    hash: Mapped[str] = plain(200, unique=True)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class Attempt(Model):
    """A wrong code or password, committed although the request was refused; or a use that is counted."""

    __tablename__ = "attempt"

    id: Mapped[int] = key()
    what_hash: Mapped[str] = plain(64, index=True)
    at: Mapped[datetime]
