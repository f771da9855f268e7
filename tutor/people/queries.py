"""Reads of persons; nothing outside the actor's municipalities is found."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select, union
from sqlalchemy.orm import joinedload, selectinload

from tutor import phone
from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.people.models import ContactPoint, Household, Learner, Person, PersonContact, Support, Tutor
from tutor.people.names import fold
from tutor.places.models import Town

AT_ONCE = 500


def within(actor: Actor) -> ColumnElement[bool]:
    """A learner of the actor's cities, somebody who lives there, or who acts for such a learner."""
    reach = actor.reach(Role.COORDINATOR)
    there = Person.erased_at.is_(None) & Person.merged_into_id.is_(None)
    if reach is None:
        return there
    learns = exists().where(Learner.person_id == Person.id, Learner.municipality_id.in_(reach))
    lives = exists().where(
        Household.id == Person.household_id, Town.id == Household.town_id, Town.municipality_id.in_(reach)
    )
    acts = exists().where(
        Support.supporter_id == Person.id,
        Learner.person_id == Support.learner_id,
        Learner.municipality_id.in_(reach),
    )
    return there & (learns | lives | acts)


def person(code: str, *, actor: Actor) -> Person:
    """With contacts, household, learner and tutor."""
    found = db.session.scalar(loaded().where(Person.code == code, within(actor)))
    if found is None:
        raise nothing_here()
    return found


def stands_for(code: str, *, actor: Actor) -> Person | None:
    """Whom an old code leads to, after two records of one person became one."""
    into = select(Person.merged_into_id).where(Person.code == code)
    return db.session.scalar(loaded().where(Person.id == into.scalar_subquery(), within(actor)))


def same_perhaps(person: Person, *, actor: Actor) -> Sequence[Person]:
    """Others with the same reading or a number in common: most of them are husband and wife, some are one."""
    numbers = select(PersonContact.contact_point_id).where(PersonContact.person_id == person.id)
    alike = select(PersonContact.person_id).where(PersonContact.contact_point_id.in_(numbers))
    if person.reading_folded:
        alike = union(alike, select(Person.id).where(Person.reading_folded == person.reading_folded))  # type: ignore[assignment]  # one column of ids
    found = loaded().where(within(actor), Person.id.in_(alike), Person.id != person.id)
    return db.session.scalars(found.order_by(Person.id).limit(10)).unique().all()


def loaded() -> Select[Person]:
    return select(Person).options(
        selectinload(Person.contacts).joinedload(PersonContact.contact_point),
        joinedload(Person.household).joinedload(Household.town),
        joinedload(Person.learner),
        joinedload(Person.tutor),
    )


def maybe_the_same(
    *, family_reading: str, given_reading: str, typed_number: str, actor: Actor
) -> Sequence[Person]:
    """People who could be this one already: the same reading, or the same number. A hint, never a block."""
    reading = fold(family_reading + given_reading)
    # Two statements in one, each with its own index: joined by OR they would read the whole table.
    alike = [select(Person.id).where(Person.reading_folded == reading)] if reading else []
    with suppress(Refused):
        alike.append(_with_number(phone.read(typed_number).e164))
    if not alike:
        return []
    found = loaded().where(within(actor), Person.id.in_(union(*alike)))
    return db.session.scalars(found.order_by(Person.id).limit(5)).unique().all()


def _with_number(e164: str) -> Select[int]:
    rows = select(PersonContact.person_id).join(
        ContactPoint, ContactPoint.id == PersonContact.contact_point_id
    )
    return rows.where(ContactPoint.e164 == e164)


def by_readings(folded: Iterable[str], *, actor: Actor) -> Sequence[Person]:
    """Everybody with one of those readings (as people.names.fold gives them), for a list to be compared."""
    wanted = sorted(set(folded))
    found: list[Person] = []
    for start in range(0, len(wanted), AT_ONCE):
        some = Person.reading_folded.in_(wanted[start : start + AT_ONCE])
        there = loaded().where(some, within(actor), Person.merged_into_id.is_(None))
        found += db.session.scalars(there.order_by(Person.id)).unique().all()
    return found


def place_of(people: Iterable[Person]) -> int | None:
    """The city where one of them learns, or helps somebody who does."""
    ids = [person.id for person in people]
    helped = select(Support.learner_id).where(Support.supporter_id.in_(ids), Support.ended_at.is_(None))
    rows = select(Learner.municipality_id).where(
        or_(Learner.person_id.in_(ids), Learner.person_id.in_(helped))
    )
    return db.session.scalars(rows.order_by(Learner.person_id).limit(1)).first()


def learner(person_code: str, *, actor: Actor) -> Learner:
    found = person(person_code, actor=actor)
    if found.learner is None:
        raise nothing_here()
    return found.learner


def own_learner(actor: Actor) -> Learner:
    """The learner behind a card."""
    found = db.session.get(Learner, actor.person_id) if actor.person_id else None
    if found is None:
        raise nothing_here()
    return found


def tutors_on(day: date) -> Sequence[Tutor]:
    """The company's tutors of that day, by reading, with their qualifications and homes."""
    found = (
        select(Tutor)
        .join(Tutor.person)
        .where(Tutor.starts_on <= day, Tutor.until >= day, Person.erased_at.is_(None))
        .options(
            joinedload(Tutor.person),
            joinedload(Tutor.household).joinedload(Household.town),
            selectinload(Tutor.qualifications),
        )
        .order_by(Person.reading_folded, Person.id)
    )
    return db.session.scalars(found).unique().all()


def tutor(person_code: str, *, on: date) -> Tutor:
    """Tutors work in every municipality of the company."""
    found = next((one for one in tutors_on(on) if one.person.code == person_code), None)
    if found is None:
        raise nothing_here()
    return found


def tutors_not_gone(day: date) -> Sequence[Tutor]:
    """Also those who begin later, with their numbers: for lists of what they will do."""
    found = (
        select(Tutor)
        .join(Tutor.person)
        .where(Tutor.until >= day, Person.erased_at.is_(None), Person.merged_into_id.is_(None))
        .options(
            joinedload(Tutor.person).selectinload(Person.contacts).joinedload(PersonContact.contact_point),
            joinedload(Tutor.household).joinedload(Household.town),
        )
        .order_by(Person.reading_folded, Person.id)
    )
    return db.session.scalars(found).unique().all()


def tutors_by_id(ids: Iterable[int]) -> Sequence[Tutor]:
    return db.session.scalars(select(Tutor).where(Tutor.person_id.in_(list(ids)))).all()


def learners(actor: Actor) -> Sequence[Learner]:
    """All learners of the coordinator's cities, by reading."""
    found = select(Learner).join(Learner.person).where(Person.erased_at.is_(None))
    reach = actor.reach(Role.COORDINATOR)
    if reach is not None:
        found = found.where(Learner.municipality_id.in_(reach))
    loaded = joinedload(Learner.person).joinedload(Person.household).joinedload(Household.town)
    return db.session.scalars(found.options(loaded).order_by(Person.reading_folded)).all()
