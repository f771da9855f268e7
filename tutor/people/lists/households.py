"""Which people are one household: the same address, and a family name or a number in common."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from tutor.database import db
from tutor.people.models import ContactPoint, Household, Person, PersonContact
from tutor.people.names import fold


@dataclass
class Known:
    """A house with several flats has one address and several households."""

    household: Household
    families: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def is_theirs(self, family_reading: str, numbers: Iterable[str]) -> bool:
        return fold(family_reading) in self.families or not self.numbers.isdisjoint(numbers)

    def add(self, family_reading: str, numbers: Iterable[str]) -> None:
        self.families.add(fold(family_reading))
        self.numbers.update(numbers)


def same_address(address: str) -> str:
    """1丁目2番3号 and １－２－３ are the same; a name of a house behind it is kept."""
    plain = re.sub(r"[‐-―−ーｰ]", "-", "".join(unicodedata.normalize("NFKC", address).lower().split()))
    return re.sub(r"(?<=\d)(丁目|番地の?|番|号室?)(?=\d|$)", "-", plain).strip("-")


Address = tuple[int, str]
"""town id, address as in same_address."""


def known(town_ids: Iterable[int]) -> dict[Address, list[Known]]:
    """All households of those towns, with who lives in them."""
    found: dict[int, Known] = {}
    homes = select(Household).where(Household.town_id.in_(list(town_ids)))
    for home in db.session.scalars(homes):
        found[home.id] = Known(home)
    residents = (
        select(Person.household_id, Person.family_reading, ContactPoint.e164)
        .join(Household, Household.id == Person.household_id)
        .outerjoin(PersonContact, PersonContact.person_id == Person.id)
        .outerjoin(ContactPoint, ContactPoint.id == PersonContact.contact_point_id)
        .where(Household.town_id.in_(list(town_ids)), Person.erased_at.is_(None))
    )
    for household_id, family_reading, e164 in db.session.execute(residents):
        if household_id in found:
            found[household_id].add(family_reading, [e164] if e164 else [])
    by_address: dict[Address, list[Known]] = {}
    for one in found.values():
        address = one.household.town_id, same_address(one.household.address)
        by_address.setdefault(address, []).append(one)
    return by_address
