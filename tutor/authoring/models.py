"""What staff write on before it becomes a version: the text of one file, and why a version was made."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tutor.curriculum.models import CurriculumVersion
from tutor.database import Model, key, new_code, plain
from tutor.office.models import Municipality
from tutor.people.models import Person

LONGEST_WHY = 200
OPEN = sa.text("ended_at IS NULL AND municipality_id IS NOT NULL")
OPEN_EVERYWHERE = sa.text("ended_at IS NULL AND municipality_id IS NULL")


class Draft(Model):
    """The text of one file of a curriculum (`units/01-touch.md`) as somebody would like it.

    Of each file one is open at a time, in each city and, with no city, with the company itself.
    """

    __tablename__ = "draft"
    __table_args__ = (
        sa.Index(
            "uq_draft_open",
            "curriculum_key", "municipality_id", "name",
            unique=True, sqlite_where=OPEN, postgresql_where=OPEN,
        ),
        sa.Index(
            "uq_draft_open_everywhere",
            "curriculum_key", "name",
            unique=True, sqlite_where=OPEN_EVERYWHERE, postgresql_where=OPEN_EVERYWHERE,
        ),
    )  # fmt: skip

    id: Mapped[int] = key()
    code: Mapped[str] = plain(8, unique=True, default=new_code)
    created_at: Mapped[datetime]
    curriculum_key: Mapped[str] = plain(40)
    municipality_id: Mapped[int | None] = mapped_column(sa.ForeignKey("municipality.id"))
    name: Mapped[str] = plain(80)
    text: Mapped[str] = mapped_column(sa.Text, info={"personal": False})
    n: Mapped[int] = mapped_column(default=1)
    """How often it was saved: who saves over what he or she has not seen is told so."""
    begun_from_hash: Mapped[str] = plain(64)
    """Of the version whose file it was begun from."""
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    saved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    published_in: Mapped[int | None]
    """The number of the version it became part of; without one it was given up."""

    by: Mapped[Person | None] = relationship()
    pictures: Mapped[list["DraftPicture"]] = relationship(order_by="DraftPicture.path")
    municipality: Mapped[Municipality | None] = relationship()

    @property
    def unit(self) -> str:
        """What the files of one unit have in common; nothing for those of the whole curriculum."""
        folder, _, file = self.name.rpartition("/")
        return file.partition(".")[0] if folder else ""

    @property
    def language(self) -> str:
        return self.name.rpartition("/")[2].split(".")[1] if self.name.count(".") > 1 else "ja"


class DraftPicture(Model):
    """What the draft brings with it, and may name; it was looked at when it came."""

    __tablename__ = "draft_picture"

    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("draft.id"), primary_key=True)
    path: Mapped[str] = plain(80, primary_key=True)
    hash: Mapped[str] = mapped_column(sa.ForeignKey("curriculum_file.hash"), info={"personal": False})
    width: Mapped[int]
    height: Mapped[int]


class Publication(Model):
    """Why a version was published in the browser, and by whom."""

    __tablename__ = "publication"

    version_id: Mapped[int] = mapped_column(sa.ForeignKey("curriculum_version.id"), primary_key=True)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    why: Mapped[str] = plain(LONGEST_WHY)

    by: Mapped[Person | None] = relationship()
    version: Mapped[CurriculumVersion] = relationship()
