"""What messages say: shipped as a file, kept as numbered rows, filled in here and nowhere else."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from tutor.database import db
from tutor.errors import Refused
from tutor.messaging.fields import Fields, written
from tutor.messaging.models import Channel, Wording
from tutor.messaging.steps import add_once

FILES = tuple(sorted(Path(__file__).parent.glob("wordings*.toml")))
FALLBACK = "ja"
OF_LESSONS = (
    "date",
    "time",
    "place",
    "tutors",
    "learners",
    "title",
    "old_date",
    "old_time",
    "until",
    "address",
)
FIELDS = frozenset([*OF_LESSONS, "office_phone", "person", "body", "who", "code"])
# Not str.format: {x.__class__} in an edited text must stay text.
PLACE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Shipped:
    key: str
    language: str
    channel: Channel
    body: str


@cache
def shipped() -> tuple[Shipped, ...]:
    """Our own files stay as they are while a process runs."""
    return tuple(one for path in FILES for one in _of_file(path))


def _of_file(path: Path) -> Iterator[Shipped]:
    for key, languages in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for language, bodies in languages.items():
            for channel, body in bodies.items():
                yield Shipped(key, language, Channel(channel), body)


def load_wordings(now: datetime, *paths: Path) -> int:
    """A text never kept before becomes the newest number, unless staff have put it into their own words."""
    kept: dict[tuple[str, str, Channel], list[Wording]] = {}
    for row in db.session.scalars(select(Wording).order_by(Wording.n.desc())):
        kept.setdefault((row.key, row.language, row.channel), []).append(row)
    given = chain.from_iterable(map(_of_file, paths)) if paths else shipped()
    found = [(one, kept.get((one.key, one.language, one.channel), [])) for one in given]
    new = [_next(one, rows, now) for one, rows in found if _is_news(one, rows)]
    if not new or _add_together(new):
        return len(new)
    return sum(add_once(Wording(**one)) for one in new)


def _is_news(one: Shipped, kept: Sequence[Wording]) -> bool:
    """Staff's own words are never replaced behind their back; their page shows ours beside them."""
    edited = bool(kept) and kept[0].by_id is not None
    return not edited and one.body not in [row.body for row in kept]


def _next(one: Shipped, kept: Sequence[Wording], now: datetime) -> dict[str, Any]:
    check(one.body)
    n = kept[0].n + 1 if kept else 1
    return {**vars(one), "n": n, "created_at": now}


def _add_together(rows: Sequence[dict[str, Any]]) -> bool:
    """False when another process loads at the same time: then one by one."""
    try:
        with db.session.begin_nested():
            db.session.execute(insert(Wording), rows)
    except IntegrityError:
        return False
    return True


def newest(keys: Sequence[str], language: str, channel: Channel, *, now: datetime) -> Wording:
    """The first key that has words, in that language or else in Japanese.

    An empty table is filled from the file: the first message of a new house needs its words too.
    """
    found = _first(keys, language, channel)
    if found is None and load_wordings(now):
        found = _first(keys, language, channel)
    if found is None:
        raise LookupError(f"There is no wording {keys[-1]} for {channel}.")
    return found


def is_there(keys: Sequence[str], channel: Channel, *, now: datetime) -> bool:
    """Not everything has words for every way: what a machine cannot say, staff do."""
    try:
        newest(keys, FALLBACK, channel, now=now)
    except LookupError:
        return False
    return True


def filled(body: str, fields: Fields, language: str = FALLBACK, *, is_spoken: bool = False) -> str:
    return PLACE.sub(lambda place: written(fields[place[1]], language, is_spoken=is_spoken), body)


def check(body: str) -> None:
    unknown = [name for name in PLACE.findall(body) if name not in FIELDS]
    if unknown:
        raise Refused("文面の {%(name)s} は使えません。", name=unknown[0])


def _first(keys: Sequence[str], language: str, channel: Channel) -> Wording | None:
    for key in keys:
        for one in dict.fromkeys((language, FALLBACK)):
            if kept := _kept(key, one, channel):
                return kept[0]
    return None


def _kept(key: str, language: str, channel: Channel) -> list[Wording]:
    same = (Wording.key == key, Wording.language == language, Wording.channel == channel)
    return list(db.session.scalars(select(Wording).where(*same).order_by(Wording.n.desc())))
