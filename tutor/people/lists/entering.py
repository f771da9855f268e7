"""Many people at once, from a list: all of them in a few statements, each with its own trace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from tutor import phone
from tutor.actor import Actor
from tutor.changes.actions import record_all
from tutor.database import Model, db
from tutor.people.lists import households
from tutor.people.lists.sheet import PersonValues
from tutor.people.models import (
    ContactPoint,
    Household,
    Learner,
    Person,
    PersonContact,
    Qualification,
    Tutor,
)
from tutor.people.names import fold
from tutor.places.locating import Located
from tutor.places.models import Town

AT_ONCE = 500
"""SQLite takes so many values in one question, and more."""


@dataclass
class Entry:
    """One person of the list. `person` is known before, or made by `enter`."""

    values: PersonValues
    located: Located | None
    person: Person | None = None
    home: Household | None = None
    """Where a visit would go, when asked for."""

    @property
    def is_new(self) -> bool:
        return self.person is None

    @property
    def is_unchanged(self) -> bool:
        """Known, and what the list makes of them already. A list never overwrites what staff have typed."""
        if self.person is None:
            return False
        return (self.person.tutor if self.values.tutor else self.person.learner) is not None


def enter(
    entries: Sequence[Entry], *, municipality_id: int, by: Actor, now: datetime, with_homes: bool = False
) -> None:
    """`with_homes`: a visit goes to the address that is written, also when the person is known elsewhere."""
    work = _Work(municipality_id, now, by)
    towns = {one.located.town.id for one in entries if one.located and one.located.town}
    work.homes = households.known(towns)
    work.points = _points({n.e164 for one in entries if one.is_new for n in one.values.numbers}, now)
    for entry in entries:
        if not entry.is_unchanged:
            work.add(entry)
        if with_homes:
            work.settle(entry)
    db.session.flush()
    record_all(work.deeds, by=by, now=now)


def _points(e164s: Iterable[str], now: datetime) -> dict[str, ContactPoint]:
    """Rows of those numbers, whoever else uses them."""
    wanted = sorted(e164s)
    known = _known_points(wanted)
    new = [
        {"created_at": now, "e164": e164, "kind": phone.read(e164).kind}
        for e164 in wanted
        if e164 not in known
    ]
    if new:
        db.session.execute(insert(ContactPoint), new)
    return known | _known_points([e164 for e164 in wanted if e164 not in known])


def _known_points(e164s: Sequence[str]) -> dict[str, ContactPoint]:
    found: dict[str, ContactPoint] = {}
    for start in range(0, len(e164s), AT_ONCE):
        some = select(ContactPoint).where(ContactPoint.e164.in_(e164s[start : start + AT_ONCE]))
        found |= {point.e164: point for point in db.session.scalars(some)}
    return found


class _Work:
    def __init__(self, municipality_id: int, now: datetime, by: Actor) -> None:
        self.municipality_id, self.now, self.by = municipality_id, now, by
        self.homes: dict[households.Address, list[households.Known]] = {}
        self.points: dict[str, ContactPoint] = {}
        self.deeds: list[tuple[str, Model, int | None]] = []

    def add(self, entry: Entry) -> None:
        if entry.person is None:
            entry.person = self._person(entry)
        if entry.values.tutor:
            self._tutor(entry.person, entry)
        else:
            self._learner(entry.person, entry.values)

    def settle(self, entry: Entry) -> None:
        if entry.person is not None:
            entry.home = self._home(entry) or entry.person.household
            entry.person.household = entry.person.household or entry.home

    def _person(self, entry: Entry) -> Person:
        values, name = entry.values, entry.values.name
        made = Person(
            created_at=self.now,
            family_name=name.family,
            given_name=name.given,
            family_reading=name.family_reading,
            given_reading=name.given_reading,
            reading_folded=fold(name.family_reading + name.given_reading),
            born_year=values.born_year,
            household=self._home(entry),
        )
        db.session.add(made)
        self.deeds.append(("enter_person", made, None))
        for rank, number in enumerate(values.numbers):
            made.contacts.append(
                PersonContact(
                    contact_point=self.points[number.e164], as_typed=number.typed, label="", rank=rank
                )
            )
            self.deeds.append(("add_number", made, None))
        return made

    def _home(self, entry: Entry) -> Household | None:
        """The household known at that address, when it is theirs; else a new one."""
        values, town = entry.values, entry.located.town if entry.located else None
        if entry.located is None or town is None:
            return None
        numbers, family = [one.e164 for one in values.numbers], values.name.family_reading
        there = self.homes.setdefault((town.id, households.same_address(values.home.written)), [])
        theirs = next((one for one in there if one.is_theirs(family, numbers)), None)
        if theirs is None:
            theirs = households.Known(self._household(values, entry.located, town))
            there.append(theirs)
        theirs.add(family, numbers)
        return theirs.household

    def _household(self, values: PersonValues, located: Located, town: Town) -> Household:
        point = located.point
        made = Household(
            created_at=self.now,
            town=town,
            postcode=values.home.postcode or located.postcode,
            address=values.home.written,
            way_note=values.home.way_note,
            lat=point.lat if point else town.lat,
            lng=point.lng if point else town.lng,
            precision=located.precision,
        )
        db.session.add(made)
        self.deeds.append(("enter_household", made, town.municipality_id))
        return made

    def _learner(self, person: Person, values: PersonValues) -> None:
        person.learner = Learner(
            created_at=self.now,
            municipality_id=self.municipality_id,
            phone_kind=values.phone_kind,
            goal=values.goal,
        )
        self.deeds.append(("become_learner", person, self.municipality_id))

    def _tutor(self, person: Person, entry: Entry) -> None:
        given = entry.values.tutor
        home = person.household or self._home(entry)
        if given is None or home is None:
            raise ValueError("a tutor needs a home")
        person.household = home
        person.tutor = Tutor(
            created_at=self.now,
            household=home,
            mode=given.mode,
            starts_on=given.starts_on,
            until=given.until,
            max_week=given.max_week,
            max_day=given.max_day,
            qualifications=[Qualification(tag=tag) for tag in given.tags],
        )
        self.deeds.append(("become_tutor", person, self.municipality_id))
