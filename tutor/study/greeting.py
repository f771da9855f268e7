"""A greeting by a known face of the town, on the first page of every unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import defer

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.office.models import Municipality
from tutor.study.faces import picture_hash
from tutor.study.models import Greeting


@dataclass(frozen=True)
class Greeted:
    name: str
    post: str
    words: str
    picture: bytes | None
    """A face made small; None keeps the one that is there."""


def keep_greeting(place: Municipality, said: Greeted, *, by: Actor, now: datetime) -> None:
    known = greeting_of(place.id)
    if known is None and said.picture is None:
        raise Refused("顔の写真をえらんでください。")
    row = known or Greeting(municipality_id=place.id)
    row.name, row.post, row.words, row.changed_at = said.name, said.post, said.words, now
    if said.picture is not None:
        row.picture, row.picture_hash = said.picture, picture_hash(said.picture)
    db.session.add(row)
    record("keep_greeting", place, by=by, now=now, municipality_id=place.id)


def end_greeting(place: Municipality, *, by: Actor, now: datetime) -> None:
    """Words, name and picture go together; the page goes on without."""
    row = greeting_of(place.id)
    if row is not None:
        db.session.delete(row)
        record("end_greeting", place, by=by, now=now, municipality_id=place.id)


def greeting_of(municipality_id: int) -> Greeting | None:
    """Without the picture, which its own address brings."""
    return db.session.get(Greeting, municipality_id, options=[defer(Greeting.picture)])


def greetings(municipality_ids: Collection[int]) -> dict[int, Greeting]:
    found = select(Greeting).where(Greeting.municipality_id.in_(municipality_ids))
    return {row.municipality_id: row for row in db.session.scalars(found.options(defer(Greeting.picture)))}


def picture(hash_: str) -> bytes:
    found = db.session.scalar(select(Greeting.picture).where(Greeting.picture_hash == hash_).limit(1))
    if found is None:
        raise nothing_here()
    return found
