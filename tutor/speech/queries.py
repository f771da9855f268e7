"""Reads of readings and audio."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from tutor.curriculum.content import Curriculum
from tutor.database import db
from tutor.errors import nothing_here
from tutor.office.models import Municipality
from tutor.places.models import Koaza, Town
from tutor.speech.models import Audio, Origin, Reading, Recording, VoiceChoice
from tutor.speech.rules import katakana
from tutor.speech.sheets import hashes
from tutor.speech.voices import Voice

SHORTEST: dict[type[Any], int] = {Municipality: 2, Town: 2, Koaza: 3}
"""原 as the name of a place must not be read into 原因."""
PLACE, WORD, MADE, OWN = range(4)
"""Of two rows about the same the later one holds."""


@dataclass(frozen=True)
class Known:
    """What there is to hear: audio by the hash of its text, and readings by the written name."""

    audio: dict[str, str]
    own: set[str]
    """Those of the texts that a person has spoken."""
    readings: dict[str, str]


def known(municipality_id: int, text: str, text_hashes: Collection[str] = ()) -> Known:
    """Of the names that occur in the text, and of the texts, in one question: a page may ask only six."""
    parts = [*_names(municipality_id, text), _recordings(municipality_id, text_hashes)]
    rows = sorted(db.session.execute(union_all(*parts)), key=lambda row: row.rank)
    return Known(
        {row.name: row.value for row in rows if row.rank in (MADE, OWN)},
        {row.name for row in rows if row.rank == OWN},
        {row.name: katakana(row.value) for row in rows if row.rank in (PLACE, WORD)},
    )


def _names(municipality_id: int, text: str) -> list[Select[str, str, int]]:
    """The office's own word goes before the list of places."""
    city, town, koaza = (_named(kind, text) for kind in (Municipality, Town, Koaza))
    own = select(Reading.written.label("name"), Reading.spoken.label("value"), literal(WORD).label("rank"))
    return [
        city.where(Municipality.id == municipality_id),
        town.where(Town.municipality_id == municipality_id),
        koaza.join(Koaza.town).where(Town.municipality_id == municipality_id),
        own.where(Reading.municipality_id == municipality_id, _occurs(Reading.written, text)),
    ]


def _named(kind: type[Municipality | Town | Koaza], text: str) -> Select[str, str, int]:
    named = select(kind.name.label("name"), kind.reading.label("value"), literal(PLACE).label("rank"))
    long_enough = func.length(kind.name) >= SHORTEST[kind]
    return named.where(_occurs(kind.name, text), kind.reading != "", long_enough)


def _occurs(name: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    return literal(text).contains(name)


def _recordings(municipality_id: int, text_hashes: Collection[str]) -> Select[str, str, int]:
    rank = case((Recording.origin == Origin.OWN, OWN), else_=MADE)
    found = select(Recording.text_hash.label("name"), Recording.audio_hash.label("value"), rank.label("rank"))
    return found.where(Recording.municipality_id == municipality_id, Recording.text_hash.in_(text_hashes))


def own_readings(municipality_id: int) -> list[Reading]:
    found = select(Reading).where(Reading.municipality_id == municipality_id)
    return list(db.session.scalars(found.order_by(Reading.written)))


def voice(municipality_id: int) -> Voice:
    row = db.session.get(VoiceChoice, municipality_id)
    return Voice(row.voice, row.pace) if row else Voice()


@dataclass(frozen=True)
class Count:
    """How many texts a curriculum has, and how many of them are heard in a made and in a person's voice."""

    total: int
    made: int
    own: int


def counts(municipality_id: int, contents: Collection[Curriculum]) -> dict[str, Count]:
    """By the curriculum's key."""
    rows = db.session.execute(
        select(Recording.text_hash, Recording.origin).where(Recording.municipality_id == municipality_id)
    ).all()
    made, own = ({row.text_hash for row in rows if row.origin is one} for one in (Origin.MADE, Origin.OWN))
    texts = {read.key: hashes(read) for read in contents}
    return {key: Count(len(all_), len(all_ & made), len(all_ & own)) for key, all_ in texts.items()}


def audio(content_hash: str) -> Audio:
    found = db.session.get(Audio, content_hash)
    if found is None:
        raise nothing_here()
    return found
