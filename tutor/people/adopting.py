"""Two records of one person become one: what this package keeps of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.people.models import Consent, Learner, Person, PersonContact, Support


@dataclass(frozen=True)
class Kept:
    """Whose value stays, field by field: True takes the one that goes away."""

    name: bool = False
    reading: bool = False
    born_year: bool = False
    home: bool = False
    phone_kind: bool = False
    goal: bool = False


def become_learner_like(kept: Person, gone: Person) -> None:
    """Rows that point at the learner can move only when there is one to point at."""
    if gone.learner is None or kept.learner is not None:
        return
    old = gone.learner
    kept.learner = Learner(
        created_at=old.created_at,
        municipality_id=old.municipality_id,
        phone_kind=old.phone_kind,
        carrier=old.carrier,
        goal=old.goal,
        why_home=old.why_home,
    )
    db.session.flush()


def take_values(kept: Person, gone: Person, choice: Kept) -> None:
    if choice.name:
        kept.family_name, kept.given_name = gone.family_name, gone.given_name
    if choice.reading:
        kept.family_reading, kept.given_reading = gone.family_reading, gone.given_reading
        kept.reading_folded = gone.reading_folded
    if choice.born_year:
        kept.born_year = gone.born_year
    if choice.home:
        kept.household = gone.household
    if kept.learner and gone.learner:
        _take_learners_values(kept.learner, gone.learner, choice)


def _take_learners_values(kept: Learner, gone: Learner, choice: Kept) -> None:
    if choice.phone_kind:
        kept.phone_kind, kept.carrier = gone.phone_kind, gone.carrier
    if choice.goal:
        kept.goal, kept.why_home = gone.goal, gone.why_home


def adopt(kept: Person, gone: Person, *, by: Actor, now: datetime) -> None:
    """Numbers, supporters and consents move; the record that is left only says where to."""
    _numbers(kept, gone)
    _supports(kept, gone, now)
    db.session.execute(update(Consent).where(Consent.person_id == gone.id).values(person_id=kept.id))
    if gone.learner is not None:
        db.session.delete(gone.learner)
    gone.household, gone.merged_into_id = None, kept.id
    # Who was merged into the one that goes now leads on to the one that stays.
    db.session.execute(update(Person).where(Person.merged_into_id == gone.id).values(merged_into_id=kept.id))
    db.session.flush()
    record("merge_person", kept, by=by, now=now)
    record("merged_into", gone, by=by, now=now)


def _numbers(kept: Person, gone: Person) -> None:
    known = {contact.contact_point_id for contact in kept.contacts}
    rank = max((contact.rank for contact in kept.contacts), default=-1)
    for contact in list(gone.contacts):
        if contact.contact_point_id not in known:
            rank += 1
            added = PersonContact(
                person=kept,
                contact_point_id=contact.contact_point_id,
                as_typed=contact.as_typed,
                extension=contact.extension,
                label=contact.label,
                rank=rank,
            )
            db.session.add(added)
    db.session.flush()
    db.session.execute(delete(PersonContact).where(PersonContact.person_id == gone.id))
    db.session.expire(gone, ["contacts"])


def _supports(kept: Person, gone: Person, now: datetime) -> None:
    """Of two open supports between the same two people one ends; its consents are then withdrawn."""
    rows = db.session.scalars(
        select(Support).where((Support.learner_id == gone.id) | (Support.supporter_id == gone.id))
    ).all()
    for support in rows:
        learner = kept.id if support.learner_id == gone.id else support.learner_id
        supporter = kept.id if support.supporter_id == gone.id else support.supporter_id
        if support.ended_at is None and _is_open(learner, supporter):
            support.ended_at = now
            for consent in support.consents:
                consent.withdrawn_at = consent.withdrawn_at or now
            db.session.flush()
        support.learner_id, support.supporter_id = learner, supporter
        db.session.flush()


def _is_open(learner_id: int, supporter_id: int) -> bool:
    row = select(Support.id).where(
        Support.learner_id == learner_id, Support.supporter_id == supporter_id, Support.ended_at.is_(None)
    )
    return db.session.scalar(row) is not None


def check(kept: Person, gone: Person, *, versions: tuple[int, int]) -> None:
    """`versions` are what the preview showed of the two."""
    if (kept.version, gone.version) != versions:
        raise Refused(
            "どちらかの記録は、ほかの人がさきに直しました。何も変わっていません。"
            "画面を開き直して、今の内容をお確かめください。"
        )
