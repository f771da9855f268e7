"""The persons as whom one may enter the demo. Their keys lie open in a file: nobody of them exists."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from tutor.access import queries
from tutor.access.models import Credential
from tutor.database import db
from tutor.people.models import Person

FILE = "cast.json"
EDITION = 8
"""Raise it when the town has changed: a town of an older edition is then built anew at the next start."""


@dataclass(frozen=True)
class Player:
    """`role` chooses the sentence in parts/people.html; a learner enters by card, the others by password."""

    key: str
    role: str
    name: str
    reading: str
    place: str
    number: str = ""
    password: str = ""
    card: str = ""

    def credential(self, *, now: datetime) -> Credential | None:
        if self.card:
            return queries.card(self.card, now=now)
        person = db.session.scalar(select(Person).where(Person.code == self.number))
        return queries.current_password(person, now=now) if person else None


def write(players: Sequence[Player], path: Path) -> None:
    values = {"edition": EDITION, "players": [asdict(one) for one in players]}
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")


def read(path: Path) -> list[Player]:
    """Nobody, when the town is not there or is of another edition."""
    if not path.exists():
        return []
    values = json.loads(path.read_text(encoding="utf-8"))
    return [Player(**one) for one in values["players"]] if values["edition"] == EDITION else []
