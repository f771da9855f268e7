"""In which language somebody is written to."""

from datetime import datetime
from enum import StrEnum

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.people.models import Person


class Language(StrEnum):
    """`ja-easy` is やさしい日本語: short sentences, few kanji."""

    JA = "ja"
    EASY = "ja-easy"
    EN = "en"


def write_in(person: Person, language: str, *, by: Actor, now: datetime) -> None:
    """What is made from now on; chosen twice, it is chosen once."""
    if language not in set(Language):
        raise Refused("お知らせの言葉を、えらび直してください。")
    if person.language == language:
        return
    person.language = language
    db.session.flush()
    record("write_in", person, by=by, now=now)
