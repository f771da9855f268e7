"""Who a card, a password or a session belongs to."""

from datetime import date, datetime

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload

from tutor.access.models import Attempt, Credential, CredentialKind
from tutor.access.rules import attempt_hash, calendar_hash, card_hash, tries_since
from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.database import db
from tutor.local_time import local_date
from tutor.office.models import Municipality
from tutor.people.models import Learner, Person, RoleGrant


def card(code: str, *, now: datetime) -> Credential | None:
    found = select(Credential).where(
        Credential.kind == CredentialKind.CARD, Credential.hash == card_hash(code)
    )
    return _valid(db.session.scalar(found), now)


def calendar(code: str, *, now: datetime) -> Credential | None:
    """Of a tutor who still teaches."""
    found = select(Credential).where(
        Credential.kind == CredentialKind.CALENDAR, Credential.hash == calendar_hash(code)
    )
    valid = _valid(db.session.scalar(found), now)
    return valid if valid and _teaches(valid.person, local_date(now)) else None


def current_calendar(person: Person, *, now: datetime) -> Credential | None:
    return _current(person, CredentialKind.CALENDAR, now)


def current_password(person: Person, *, now: datetime) -> Credential | None:
    return _current(person, CredentialKind.PASSWORD, now)


def _current(person: Person, kind: CredentialKind, now: datetime) -> Credential | None:
    found = select(Credential).where(
        Credential.kind == kind, Credential.person_id == person.id, Credential.revoked_at.is_(None)
    )
    return _valid(db.session.scalar(found), now)


HELD = (
    select(Credential, Municipality)
    .join(Credential.person)
    .outerjoin(Learner, Learner.person_id == Person.id)
    .outerjoin(Municipality, Municipality.id == Learner.municipality_id)
    .where(Credential.id == bindparam("id", type_=Integer))
    .options(
        contains_eager(Credential.person).options(joinedload(Person.tutor), contains_eager(Person.learner))
    )
)
"""Put together once: each page asks this."""


def held(id_: int, *, now: datetime) -> tuple[Credential | None, Municipality | None]:
    """With the person, and the city whose telephone stands on a learner's pages, in one read."""
    row = db.session.execute(HELD, {"id": id_}).first()
    return (_valid(row[0], now), row[1]) if row else (None, None)


def _valid(found: Credential | None, now: datetime) -> Credential | None:
    if found is None or found.revoked_at is not None or found.person.erased_at is not None:
        return None
    if found.expires_at is not None and found.expires_at <= now:
        return None
    return found


def wrong_tries(what: str, *, now: datetime) -> int:
    return tries(what, since=tries_since(now))


def tries(what: str, *, since: datetime) -> int:
    counted = select(func.count()).where(Attempt.what_hash == attempt_hash(what), Attempt.at > since)
    return db.session.scalar(counted) or 0


def actor_of(found: Credential, *, now: datetime) -> Actor:
    """A card opens the learner's own pages and nothing else, whatever roles its holder has."""
    if found.kind is CredentialKind.CARD:
        return Actor(ActorKind.CARD, found.person_id, _learner_grants(found.person))
    grants = {Grant(row.role, row.municipality_id) for row in _role_grants(found.person_id)}
    if _teaches(found.person, local_date(now)):
        grants.add(Grant(Role.TUTOR))
    return Actor(ActorKind.PERSON, found.person_id, frozenset(grants))


def _teaches(person: Person, today: date) -> bool:
    """A student's access ends by itself with the contract, at graduation."""
    return person.tutor is not None and person.tutor.starts_on <= today <= person.tutor.until


def _learner_grants(person: Person) -> frozenset[Grant]:
    if person.learner is None:
        return frozenset()
    return frozenset({Grant(Role.LEARNER, person.learner.municipality_id)})


def _role_grants(person_id: int) -> list[RoleGrant]:
    return list(db.session.scalars(select(RoleGrant).where(RoleGrant.person_id == person_id)))
