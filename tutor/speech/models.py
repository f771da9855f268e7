"""Readings of names, and audio: what was made ahead, and what a tutor has spoken."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tutor.database import Model, choice, key, plain


class Reading(Model):
    """How an office says a word that a voice gets wrong; it goes before the list of places."""

    __tablename__ = "reading"
    __table_args__ = (sa.UniqueConstraint("municipality_id", "written"),)

    id: Mapped[int] = key()
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    written: Mapped[str] = plain(40)
    spoken: Mapped[str] = plain(80)
    changed_at: Mapped[datetime]


class Audio(Model):
    """Bytes by their hash, so each is kept once and an address never changes what it gives."""

    __tablename__ = "audio"

    hash: Mapped[str] = plain(64, primary_key=True)
    media_type: Mapped[str] = plain(40)
    bytes: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Origin(StrEnum):
    """A person's voice goes before a made one."""

    MADE = "made"
    OWN = "own"


class Recording(Model):
    """Which audio a city's readers hear for a text; `text_hash` is that of speech.sheets."""

    __tablename__ = "recording"
    __table_args__ = (sa.UniqueConstraint("municipality_id", "text_hash", "origin"),)

    id: Mapped[int] = key()
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"))
    text_hash: Mapped[str] = plain(64)
    origin: Mapped[Origin] = choice(Origin)
    audio_hash: Mapped[str] = mapped_column(
        sa.String(64), sa.ForeignKey("audio.hash"), index=True, info={"personal": False}
    )
    spoken_hash: Mapped[str] = plain(64, default="")
    """Of voice, pace and words with their readings: what changes it makes the audio anew."""
    made_at: Mapped[datetime]


class VoiceChoice(Model):
    """A city that has not chosen has the first voice, at the slower pace."""

    __tablename__ = "voice_choice"

    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"), primary_key=True)
    voice: Mapped[str] = plain(40)
    pace: Mapped[str] = plain(16)
