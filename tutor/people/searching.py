"""The one search box: people whose reading, name, number or address begins with what was typed."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from tutor.actor import Actor, Role
from tutor.database import db
from tutor.people import search_rules
from tutor.people.models import Person
from tutor.people.names import fold
from tutor.people.queries import loaded, within
from tutor.people.search_keys import NOWHERE, PersonKey, settle
from tutor.people.search_rules import KeyKind, Word

MOST_FOUND = 30
SURE_LETTERS, SURE_DIGITS = 2, 6
"""0191-2 is half of the valley; with one digit more the list begins to help."""
KEYS_A_PERSON = 3
"""As many keys of one person may begin alike: ツネ's ツ stands in the reading and in the name."""


def search(typed: str, *, actor: Actor, most: int = MOST_FOUND) -> Sequence[Person]:
    """Loaded like `queries.person`; names before addresses, each in the order of what was found."""
    settle(db.session())  # whoever this transaction has entered is found too
    cities = _cities(actor)
    for way in search_rules.words(typed):
        if ids := _found(way, cities, most):
            rows = loaded().where(Person.id.in_(ids), within(actor))
            people = {one.id: one for one in db.session.scalars(rows).unique()}
            return [people[id_] for id_ in ids if id_ in people]
    return []


def _cities(actor: Actor) -> Collection[int]:
    reach = actor.reach(Role.COORDINATOR)
    if reach is not None:
        return reach
    return {NOWHERE, *db.session.scalars(select(PersonKey.municipality_id).distinct())}


def _found(way: Sequence[Word], cities: Collection[int], most: int) -> list[int]:
    driver = search_rules.driver(way)
    others = [word for word in way if word is not driver]
    ids: dict[int, None] = {}
    for kind in driver.kinds:
        rows = [row for city in cities for row in _keys(kind, city, driver, others, most * KEYS_A_PERSON)]
        ids |= dict.fromkeys(id_ for _, id_ in sorted(rows))
        if len(ids) >= most:
            break
    return list(ids)[:most]


def _keys(kind: KeyKind, city: int, word: Word, others: Sequence[Word], most: int) -> list[tuple[str, int]]:
    """One range of the index, read in its own order: the first so many end it."""
    rows = (
        select(PersonKey.key, PersonKey.person_id)
        .where(
            PersonKey.municipality_id == city,
            PersonKey.kind == kind,
            PersonKey.key >= word.begins,
            PersonKey.key < word.ends,
            *(_has(other, city) for other in others),
        )
        .order_by(PersonKey.key, PersonKey.person_id)
        .limit(most)
    )
    return [(key, id_) for key, id_ in db.session.execute(rows)]


def _has(word: Word, city: int) -> ColumnElement[bool]:
    other = aliased(PersonKey)
    return exists().where(
        other.person_id == PersonKey.person_id,
        other.municipality_id == city,
        other.kind.in_(word.kinds),
        other.key >= word.begins,
        other.key < word.ends,
    )


def perhaps(*, number: str, reading: str, actor: Actor, most: int = 5) -> Sequence[Person]:
    """Who may be ringing, while the number or the reading is still being typed: number first."""
    typed = [number] if len(search_rules.digits(number)) >= SURE_DIGITS else []
    typed += [reading] if len(fold(reading)) >= SURE_LETTERS else []
    found = [one for text in typed for one in search(text, actor=actor, most=most)]
    return list(dict.fromkeys(found))[:most]
