"""When two entries are one person: the same reading, and a number in common (or else year and home)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor.people.lists.households import same_address
from tutor.people.lists.sheet import PersonValues
from tutor.people.models import Person
from tutor.people.names import fold


@dataclass(frozen=True)
class Identity:
    reading: str
    numbers: frozenset[str]
    born_year: int | None
    address: str

    @classmethod
    def of_values(cls, values: PersonValues) -> "Identity":
        return cls(
            fold(values.name.family_reading + values.name.given_reading),
            frozenset(one.e164 for one in values.numbers),
            values.born_year,
            same_address(values.home.written),
        )

    @classmethod
    def of_person(cls, person: Person) -> "Identity":
        return cls(
            person.reading_folded,
            frozenset(one.contact_point.e164 for one in person.contacts),
            person.born_year,
            same_address(person.household.address) if person.household else "",
        )

    def is_same(self, other: "Identity") -> bool:
        if self.reading != other.reading:
            return False
        if self.numbers and other.numbers:
            return not self.numbers.isdisjoint(other.numbers)
        return self.born_year == other.born_year and self.address == other.address


def first_same(identities: Sequence[Identity]) -> list[int]:
    """For each, the index of the first that is the same person: its own, when it is the first."""
    by_reading: dict[str, list[int]] = {}
    found = []
    for n, one in enumerate(identities):
        alike = by_reading.setdefault(one.reading, [])
        first = next((m for m in alike if one.is_same(identities[m])), n)
        if first == n:
            alike.append(n)
        found.append(first)
    return found


def known(one: Identity, people: Iterable[Person]) -> Person | None:
    return next((person for person in people if one.is_same(Identity.of_person(person))), None)
