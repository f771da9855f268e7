"""Staff put a text into other words: checked, kept as the next number, and nothing that was sent changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from tutor.actor import Actor
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.messaging import letter_rules, wording, wording_rules
from tutor.messaging.fields import Fields
from tutor.messaging.models import Channel, Message, Wording
from tutor.messaging.queries import within_reach
from tutor.messaging.steps import add_once
from tutor.people.languages import Language
from tutor.sentences import Said

KINDS = ("_copy", "_class", "_course")
"""What a key may end in: other words of the same purpose, filled with the same places."""
FOR_STAFF = ("staffing_unanswered", "ring_", "answer_", "lane_", "taken_over")
"""How keys begin of what staff themselves read, and nobody else."""


@dataclass(frozen=True)
class Slot:
    """For which purpose, in which language, by which way."""

    key: str
    language: str
    channel: Channel

    @property
    def is_copy(self) -> bool:
        return self.key.endswith("_copy")

    @property
    def known(self) -> list[str]:
        """Places that are certainly filled: a text that we deliver for that purpose has them."""
        used = {*_places(self.key), *_places(purpose_of(self.key)), "person"}
        return [name for name in wording_rules.PLACES if name in used]

    @property
    def needed(self) -> frozenset[str]:
        shipped = delivered(Slot(self.key, Language.JA, self.channel)) or ""
        return wording_rules.needed(
            wording_rules.IN_BRACES.findall(shipped), self.channel, is_copy=self.is_copy
        )


def purpose_of(key: str) -> str:
    ending = next((one for one in KINDS if key.endswith(one)), "")
    return key.removesuffix(ending)


def slot(key: str, language: str, channel: str) -> Slot:
    """In any of our languages, whatever there is a Japanese text for."""
    found = next((one for one in slots() if (one.key, one.channel.value) == (key, channel)), None)
    if found is None or language not in set(Language):
        raise nothing_here()
    return Slot(key, language, found.channel)


@cache
def slots() -> tuple[Slot, ...]:
    """In the order of the files that we deliver."""
    return tuple(
        Slot(one.key, one.language, one.channel) for one in wording.shipped() if one.language == Language.JA
    )


def delivered(one: Slot) -> str | None:
    """What the programme brings along for it."""
    return next((text.body for text in wording.shipped() if _slot(text) == one), None)


def versions(one: Slot) -> Sequence[Wording]:
    """The newest first, which is the one that is used."""
    same = (Wording.key == one.key, Wording.language == one.language, Wording.channel == one.channel)
    return db.session.scalars(
        select(Wording).where(*same).options(joinedload(Wording.by)).order_by(Wording.n.desc())
    ).all()


def newest(language: str) -> dict[Slot, Wording]:
    rows = db.session.scalars(select(Wording).where(Wording.language == language).order_by(Wording.n))
    return {Slot(row.key, row.language, row.channel): row for row in rows}


def used(one: Slot, *, by: Actor) -> Mapping[int, int]:
    """By number: how many messages were made with it."""
    rows = select(Message.wording_n, func.count()).where(*_made(one, by)).group_by(Message.wording_n)
    return dict(db.session.execute(rows).all())


def made_with(one: Slot, *, by: Actor, most: int = 20) -> dict[int, list[Message]]:
    """By number: the newest messages as they were written, while their words are kept."""
    rows = (
        select(Message)
        .where(*_made(one, by), Message.body.is_not(None))
        .order_by(Message.id.desc())
        .limit(most)
    )
    found: dict[int, list[Message]] = {}
    for message in db.session.scalars(rows):
        found.setdefault(message.wording_n, []).append(message)
    return found


def faults(one: Slot, body: str, longest: Fields) -> list[Said]:
    """All of them, so that nobody has to press again for each."""
    found = wording_rules.faults(body, language=one.language, known=one.known, needed=one.needed)
    return found + wording_rules.too_long(filled(one, body, longest), one.channel)


def filled(one: Slot, body: str, longest: Fields) -> str:
    return wording.filled(body, wording_rules.fillable(body, longest), one.language)


def reword(one: Slot, typed: str, *, seen: int, longest: Fields, by: Actor, now: datetime) -> Wording:
    """`seen` is the number that the page showed, 0 for none. The same words again are no new number.

    The row says itself who wrote it and when; nothing ever changes it.
    """
    body, kept = wording_rules.tidy(typed), versions(one)
    if kept and kept[0].body == body:
        return kept[0]
    _check(faults(one, body, longest))
    made = Wording(
        key=one.key,
        language=one.language,
        channel=one.channel,
        n=seen + 1,
        created_at=now,
        body=body,
        by_id=by.person_id,
    )
    if seen != (kept[0].n if kept else 0) or not add_once(made):
        raise Refused(
            "この文面は、ほかの人がさきに直しました。画面を開き直して、今の文面をお確かめください。"
        )
    return made


def _made(one: Slot, by: Actor) -> tuple[ColumnElement[bool], ...]:
    return (
        Message.wording_key == one.key,
        Message.language == one.language,
        Message.channel.in_(letter_rules.said_with(one.channel)),
        within_reach(by),
    )


def _check(found: Iterable[Said]) -> None:
    if several := list(found):
        raise Refused("%(several)s", several=several) if len(several) > 1 else _refused(several[0])


def _refused(said: Said) -> Refused:
    return Refused(said.message, **said.fields)


@cache
def _places(key: str) -> frozenset[str]:
    return frozenset(
        name
        for one in wording.shipped()
        if one.key == key
        for name in wording_rules.IN_BRACES.findall(one.body)
    )


def _slot(one: wording.Shipped) -> Slot:
    return Slot(one.key, one.language, one.channel)
