"""People are entered, reached, and given what they may do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tutor import phone
from tutor.actor import Actor, Role
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.people.models import (
    Consent,
    ConsentPurpose,
    ContactPoint,
    Household,
    Learner,
    Person,
    PersonContact,
    PhoneKind,
    RoleGrant,
    Support,
)
from tutor.people.names import fold
from tutor.places.locating import locate_in
from tutor.places.models import Town


@dataclass(frozen=True)
class Name:
    family: str
    given: str = ""
    family_reading: str = ""
    given_reading: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.family.strip() or self.family_reading.strip())


def name_of(person: Person) -> Name:
    return Name(person.family_name, person.given_name, person.family_reading, person.given_reading)


def enter_person(
    name: Name, *, household: Household | None, by: Actor, now: datetime, born_year: int | None = None
) -> Person:
    if name.is_empty:
        raise Refused("お名前かふりがなを入れてください。")
    entered = Person(
        created_at=now,
        family_name=(name.family or name.family_reading).strip(),
        given_name=name.given.strip(),
        family_reading=name.family_reading.strip(),
        given_reading=name.given_reading.strip(),
        reading_folded=fold(name.family_reading + name.given_reading),
        born_year=born_year,
        household=household,
    )
    db.session.add(entered)
    db.session.flush()
    record("enter_person", entered, by=by, now=now)
    return entered


def enter_household(
    town: Town, *, address: str, way_note: str, by: Actor, now: datetime, postcode: str | None = None
) -> Household:
    """The point is that of the 小字 in the address or the town's own, until somebody sets a pin.

    `address` may repeat the town: it is kept without.
    """
    located = locate_in(town, address, postcode=postcode)
    entered = Household(
        created_at=now,
        town=town,
        postcode=located.postcode,
        address=located.rest or address.strip(),
        way_note=way_note,
        lat=located.point.lat if located.point else town.lat,
        lng=located.point.lng if located.point else town.lng,
        precision=located.precision,
    )
    db.session.add(entered)
    db.session.flush()
    record("enter_household", entered, by=by, now=now, municipality_id=town.municipality_id)
    return entered


def add_number(
    person: Person, typed: str, *, by: Actor, now: datetime, label: str = "", rank: int = 0
) -> PersonContact:
    """The number is one row, whoever else uses it. Adding it twice changes nothing."""
    point = contact_point(phone.read(typed), now)
    known = db.session.get(PersonContact, (person.id, point.id))
    if known is not None:
        return known
    added = PersonContact(person=person, contact_point=point, as_typed=typed, label=label, rank=rank)
    db.session.add(added)
    db.session.flush()
    record("add_number", person, by=by, now=now)
    return added


def replace_number(person: Person, typed: str, *, by: Actor, now: datetime) -> None:
    """The numbers that were given were wrong: this one stands instead. The same one changes nothing."""
    point = contact_point(phone.read(typed), now)
    wrong = [one for one in person.contacts if one.contact_point_id != point.id]
    for one in wrong:
        db.session.delete(one)
    if wrong:
        db.session.flush()
        db.session.expire(person, ["contacts"])
        record("remove_number", person, by=by, now=now)
    add_number(person, typed, by=by, now=now)


def contact_point(number: phone.Number, now: datetime) -> ContactPoint:
    """The row of that number, whoever uses it; made when nobody did."""
    known = db.session.scalar(select(ContactPoint).where(ContactPoint.e164 == number.e164))
    if known is not None:
        return known
    made = ContactPoint(created_at=now, e164=number.e164, kind=number.kind)
    db.session.add(made)
    db.session.flush()
    return made


def stop_number(point: ContactPoint, *, now: datetime) -> None:
    """The provider lets no text through to it, because somebody there wrote STOP. The first time counts."""
    point.provider_stopped_at = point.provider_stopped_at or now


def open_number(point: ContactPoint) -> None:
    point.provider_stopped_at = None


def become_learner(
    person: Person, *, municipality_id: int, phone_kind: PhoneKind, by: Actor, now: datetime, goal: str = ""
) -> Learner:
    """Somebody who is one already stays as he or she is, but for a newly known telephone."""
    known = db.session.get(Learner, person.id)
    if known is not None:
        if phone_kind is not PhoneKind.UNKNOWN:
            known.phone_kind = phone_kind
        return known
    learner = Learner(
        person=person, created_at=now, municipality_id=municipality_id, phone_kind=phone_kind, goal=goal
    )
    db.session.add(learner)
    db.session.flush()
    record("become_learner", person, by=by, now=now, municipality_id=municipality_id)
    return learner


def agree_support(
    learner: Learner,
    supporter: Person,
    *,
    relation: str,
    scope: Collection[ConsentPurpose],
    how: str,
    by: Actor,
    now: datetime,
) -> Support:
    """The learner's consent, as told to staff, is part of the record from the first moment."""
    if learner.person_id == supporter.id:
        raise Refused("ご本人を、ご本人の代理人にはできません。")
    known = select(Support).where(
        Support.learner_id == learner.person_id,
        Support.supporter_id == supporter.id,
        Support.ended_at.is_(None),
    )
    if db.session.scalar(known) is not None:
        raise Refused("この方は、もう代理人として登録されています。")
    support = Support(
        created_at=now, supporter_id=supporter.id, learner_id=learner.person_id, relation=relation
    )
    db.session.add(support)
    db.session.flush()
    for purpose in scope:
        db.session.add(_consent(support, purpose, how=how, by=by, now=now))
    record("agree_support", support, by=by, now=now, municipality_id=learner.municipality_id)
    return support


def _consent(support: Support, purpose: ConsentPurpose, *, how: str, by: Actor, now: datetime) -> Consent:
    return Consent(
        person_id=support.learner_id,
        purpose=purpose,
        support=support,
        given_at=now,
        how=how,
        recorded_by_id=by.person_id,
    )


def end_support(support: Support, *, by: Actor, now: datetime) -> None:
    """One sentence on the telephone is enough; ending it twice changes nothing."""
    if support.ended_at is not None:
        return
    support.ended_at = now
    for consent in support.consents:
        consent.withdrawn_at = consent.withdrawn_at or now
    record("end_support", support, by=by, now=now)


def correct(
    person: Person, *, name: Name, born_year: int | None, version: int, by: Actor, now: datetime
) -> None:
    """`version` is what the page showed: what somebody else wrote meanwhile is not overwritten."""
    if person.version != version:
        raise Refused(
            "この方の記録は、ほかの人がさきに直しました。画面を開き直して、今の内容をお確かめください。"
        )
    if name.is_empty:
        raise Refused("お名前かふりがなを入れてください。")
    person.family_name = (name.family or name.family_reading).strip()
    person.given_name = name.given.strip()
    person.family_reading = name.family_reading.strip()
    person.given_reading = name.given_reading.strip()
    person.reading_folded = fold(name.family_reading + name.given_reading)
    person.born_year = born_year
    db.session.flush()
    record("correct_person", person, by=by, now=now)


def grant(person: Person, role: Role, *, municipality_id: int | None, by: Actor, now: datetime) -> None:
    """Without a municipality the role reaches everywhere. Granted twice, it is held once."""
    same = select(RoleGrant.id).where(
        RoleGrant.person_id == person.id,
        RoleGrant.role == role,
        RoleGrant.municipality_id == municipality_id,
    )
    if db.session.scalar(same) is not None:
        return
    db.session.add(RoleGrant(created_at=now, person_id=person.id, role=role, municipality_id=municipality_id))
    db.session.flush()
    record(f"grant_{role.value}", person, by=by, now=now, municipality_id=municipality_id)
