"""What each person is found by, as one indexed table, kept in the same transaction as what it repeats."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Session, SessionTransaction, UOWTransaction, mapped_column

from tutor.database import Model, choice, db
from tutor.people import search_rules
from tutor.people.models import ContactPoint, Household, Learner, Person, PersonContact, Support
from tutor.people.search_rules import LONGEST_KEY, KeyKind
from tutor.places.models import Town

MANY = 500
NOWHERE = 0
STALE = "stale search keys"
KINDS = (Person, PersonContact, Household, Learner, Support, Town)

# Byte order on both servers, so that "begins with" is one range of the index.
KEY = sa.String(LONGEST_KEY).with_variant(sa.String(LONGEST_KEY, collation="C"), "postgresql")


class PersonKey(Model):
    """Derived, and written by `rebuild` alone. People who were erased or merged have none."""

    __tablename__ = "person_key"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute

    municipality_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Where the person is seen (people.queries.within); one row for each such city, or NOWHERE."""
    kind: Mapped[KeyKind] = choice(KeyKind, primary_key=True)
    key: Mapped[str] = mapped_column(KEY, primary_key=True, info={"personal": True})
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)


@dataclass
class Stale:
    """Whose keys an open transaction has made wrong: ids of persons, homes, towns, learners."""

    persons: set[int] = field(default_factory=set)
    homes: set[int] = field(default_factory=set)
    towns: set[int] = field(default_factory=set)
    learners: set[int] = field(default_factory=set)

    def note(self, row: object) -> None:
        if isinstance(row, Person):
            self.persons.add(row.id)
        elif isinstance(row, PersonContact):
            self.persons.add(row.person_id)
        elif isinstance(row, Learner):
            self.persons.add(row.person_id)
            self.learners.add(row.person_id)
        elif isinstance(row, Support):
            self.persons.add(row.supporter_id)
        elif isinstance(row, Household):
            self.homes.add(row.id)
        elif isinstance(row, Town):
            self.towns.add(row.id)


@event.listens_for(db.session, "after_flush")
def note_changes(session: Session, _context: UOWTransaction) -> None:
    """Whoever enters, corrects, moves, merges or erases somebody need not think of the search."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, KINDS) and (row not in session.dirty or session.is_modified(row)):
            session.info.setdefault(STALE, Stale()).note(row)


@event.listens_for(db.session, "before_commit")
def settle(session: Session) -> None:
    """Once a transaction, not at each flush: entering one person flushes five times."""
    session.flush()
    stale: Stale | None = session.info.pop(STALE, None)
    if stale:
        near = _near(stale) if stale.homes or stale.towns or stale.learners else set()
        rebuild(stale.persons | near)


@event.listens_for(db.session, "after_soft_rollback")
def forget(session: Session, previous: SessionTransaction) -> None:
    """Of a savepoint rolled back something may stay noted: rebuilding once too often is harmless."""
    if not previous.nested:
        session.info.pop(STALE, None)


def _near(stale: Stale) -> set[int]:
    """Who lives there, and who acts for these learners."""
    lives = sa.select(Person.id).join(Household, Household.id == Person.household_id)
    acts = sa.select(Support.supporter_id).where(Support.learner_id.in_(stale.learners))
    here = Household.id.in_(stale.homes) | Household.town_id.in_(stale.towns)
    return set(db.session.connection().scalars(sa.union(lives.where(here), acts)))


def rebuild(person_ids: Collection[int]) -> None:
    """From what stands in the tables now. Statements only: a session that is flushing takes no objects."""
    ids = sorted(person_ids)
    for start in range(0, len(ids), MANY):
        _rebuild(ids[start : start + MANY])


def _rebuild(ids: list[int]) -> None:
    connection = db.session.connection()
    connection.execute(sa.delete(PersonKey).where(PersonKey.person_id.in_(ids)))
    cities = _cities(ids)
    rows = [
        {"municipality_id": city, "kind": kind, "key": key, "person_id": id_}
        for id_, keys in _keys(ids).items()
        for city in cities.get(id_, {NOWHERE})
        for kind, key in sorted(keys)
    ]
    if rows:
        connection.execute(sa.insert(PersonKey), rows)


def _cities(ids: list[int]) -> dict[int, set[int]]:
    learns = sa.select(Learner.person_id, Learner.municipality_id).where(Learner.person_id.in_(ids))
    lives = (
        sa.select(Person.id, Town.municipality_id)
        .join(Household, Household.id == Person.household_id)
        .join(Town, Town.id == Household.town_id)
        .where(Person.id.in_(ids))
    )
    acts = (
        sa.select(Support.supporter_id, Learner.municipality_id)
        .join(Learner, Learner.person_id == Support.learner_id)
        .where(Support.supporter_id.in_(ids))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for id_, city in db.session.connection().execute(sa.union(learns, lives, acts)):
        found[id_].add(city)
    return found


def _keys(ids: list[int]) -> dict[int, set[tuple[KeyKind, str]]]:
    found: dict[int, set[tuple[KeyKind, str]]] = defaultdict(set)
    connection = db.session.connection()
    for id_, family, given, family_reading, given_reading, town, reading, address in connection.execute(
        _names(ids)
    ):
        name = search_rules.Name(family, given, family_reading, given_reading)
        found[id_] |= {(KeyKind.NAME, key) for key in search_rules.name_keys(name)}
        if town:
            keys = search_rules.place_keys(town=town, reading=reading, address=address)
            found[id_] |= {(KeyKind.PLACE, key) for key in keys}
    for id_, e164 in connection.execute(_numbers(list(found))):
        found[id_] |= {(KeyKind.NUMBER, key) for key in search_rules.number_keys(e164)}
    return found


def _names(ids: list[int]) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Person.id,
            Person.family_name,
            Person.given_name,
            Person.family_reading,
            Person.given_reading,
            Town.name,
            Town.reading,
            Household.address,
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(Town, Town.id == Household.town_id)
        .where(Person.id.in_(ids), Person.erased_at.is_(None), Person.merged_into_id.is_(None))
    )


def _numbers(ids: list[int]) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(PersonContact.person_id, ContactPoint.e164)
        .join(ContactPoint, ContactPoint.id == PersonContact.contact_point_id)
        .where(PersonContact.person_id.in_(ids))
    )
