"""Curricula as published: a version is never changed, a skill key is stable for ever."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.curriculum.content import LEARNERS
from tutor.database import Model, choice, key, plain


class Origin(StrEnum):
    FOLDER = "folder"
    BROWSER = "browser"
    PACKAGE = "package"


class Curriculum(Model):
    __tablename__ = "curriculum"

    id: Mapped[int] = key()
    created_at: Mapped[datetime]
    key: Mapped[str] = plain(40, unique=True)
    title: Mapped[str] = plain(80)
    municipality_id: Mapped[int | None] = mapped_column(sa.ForeignKey("municipality.id"))
    """Set when the content is one municipality's own."""
    audience: Mapped[str] = plain(16, default=LEARNERS)
    """As its newest version says."""
    folder_hash: Mapped[str | None] = plain(64)
    """Of the content that `curricula/` had when it was last loaded: what the next one there is made from."""


class CurriculumVersion(Model):
    __tablename__ = "curriculum_version"
    __table_args__ = (sa.UniqueConstraint("curriculum_id", "number"),)

    id: Mapped[int] = key()
    curriculum_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum.id"))
    number: Mapped[int]
    hash: Mapped[str] = plain(64)
    published_at: Mapped[datetime]
    content: Mapped[str] = mapped_column(sa.Text, info={"personal": False})
    """The whole content as JSON (curriculum.content); pages are read from here."""
    origin: Mapped[Origin] = choice(Origin)
    history: Mapped[str] = mapped_column(sa.Text, info={"personal": False})
    """Hashes of what it was made from, here or elsewhere, the latest first, with spaces between."""

    curriculum: Mapped[Curriculum] = relationship()

    @property
    def lineage(self) -> tuple[str, ...]:
        """Its own hash, then those of what it was made from."""
        return (self.hash, *self.history.split())

    @property
    def after_hash(self) -> str | None:
        """Of the version it was made from."""
        return next(iter(self.history.split()), None)


class CurriculumFile(Model):
    """The bytes of a picture; versions name it by its hash, so each is kept once."""

    __tablename__ = "curriculum_file"

    hash: Mapped[str] = plain(64, primary_key=True)
    media_type: Mapped[str] = plain(40)
    bytes: Mapped[bytes]


class UnitRow(Model):
    """A unit of one version, so that homework can point at it."""

    __tablename__ = "unit"
    __table_args__ = (sa.UniqueConstraint("version_id", "key"),)

    id: Mapped[int] = key()
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum_version.id"))
    key: Mapped[str] = plain(40)
    stage: Mapped[int]
    n: Mapped[int]
    title: Mapped[str] = plain(80)

    version: Mapped[CurriculumVersion] = relationship()


class SkillRow(Model):
    """A key once given is never given to another skill; a retired one stays here."""

    __tablename__ = "skill"

    key: Mapped[str] = plain(40, primary_key=True)
    curriculum_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum.id"))
    first_version: Mapped[int]
    retired_in: Mapped[int | None]
