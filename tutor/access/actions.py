"""Cards and passwords are made, used and taken back."""

from datetime import datetime

from sqlalchemy import delete, select

from tutor.access import queries, rules
from tutor.access.models import Attempt, Credential, CredentialKind
from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db, new_code
from tutor.errors import Refused
from tutor.people.models import Person


def issue_card(person: Person, *, by: Actor, now: datetime, code: str = "") -> str:
    """The code is shown once, here; an older card of the same person stops opening anything.

    A `code` from rules.new_card_code may stand on paper already: what was printed must open the door.
    """
    if person.learner is None:
        raise Refused("会員カードは、受講者の方にだけ作れます。先に受講者として登録してください。")
    _revoke(person, CredentialKind.CARD, now)
    code = code or rules.new_card_code()
    _add(person, CredentialKind.CARD, rules.card_hash(code), by=by, now=now)
    return code


def set_password(person: Person, password: str, *, by: Actor, now: datetime) -> None:
    if len(password) < 10:
        raise Refused("合言葉は10文字より長くしてください。")
    _revoke(person, CredentialKind.PASSWORD, now)
    _add(person, CredentialKind.PASSWORD, rules.password_hash(password), by=by, now=now)


def issue_calendar(person: Person, *, by: Actor, now: datetime) -> str:
    """The secret part of the address, shown once, here; an older address opens nothing any more."""
    if person.tutor is None:
        raise Refused("カレンダーのアドレスは、学生講師の方にだけ作れます。")
    _revoke(person, CredentialKind.CALENDAR, now)
    code = new_code(rules.CALENDAR_LENGTH)
    _add(person, CredentialKind.CALENDAR, rules.calendar_hash(code), by=by, now=now)
    return code


def end_calendar(person: Person, *, by: Actor, now: datetime) -> None:
    _revoke(person, CredentialKind.CALENDAR, now)
    record("end_calendar", person, by=by, now=now)


def enter_with_password(person_code: str, password: str, *, now: datetime) -> Credential | None:
    """None for a wrong word, and the try is kept: an exception would roll it back."""
    if not rules.may_try(queries.wrong_tries(person_code, now=now)):
        return None
    person = db.session.scalar(select(Person).where(Person.code == person_code))
    kept = person and queries.current_password(person, now=now)
    if kept and rules.is_password(password, kept.hash):
        return kept
    note_wrong_try(person_code, now=now)
    return None


def note_wrong_try(what: str, *, now: datetime) -> None:
    note_try(what, now=now)


def note_try(what: str, *, now: datetime) -> None:
    """Counted by `queries.tries`; only its hash is kept."""
    db.session.add(Attempt(what_hash=rules.attempt_hash(what), at=now))


def forget_old_tries(now: datetime) -> None:
    db.session.execute(delete(Attempt).where(Attempt.at <= now - rules.TRIES_KEPT))


def _revoke(person: Person, kind: CredentialKind, now: datetime) -> None:
    # Two cards made at the same moment would both be valid; the person's row lets one pass at a time.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    valid = select(Credential).where(
        Credential.person_id == person.id, Credential.kind == kind, Credential.revoked_at.is_(None)
    )
    for old in db.session.scalars(valid):
        old.revoked_at = now


def _add(person: Person, kind: CredentialKind, hash_: str, *, by: Actor, now: datetime) -> None:
    made = Credential(person_id=person.id, kind=kind, hash=hash_, created_at=now)
    db.session.add(made)
    db.session.flush()
    record(f"issue_{kind.value}", made, by=by, now=now)
