"""One telephone call, typed in while it lasts: people, numbers, home and wish in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.actor import Actor
from tutor.errors import Refused
from tutor.office.models import Programme
from tutor.people import actions as people
from tutor.people.actions import Name
from tutor.people.models import ConsentPurpose, Household, Person, PhoneKind
from tutor.places.models import Town, Venue
from tutor.visit_requests import actions, queries
from tutor.visit_requests.actions import Asked
from tutor.visit_requests.models import Origin, VisitRequest
from tutor.visit_requests.rules import HalfDay

AGREED_BY_TELEPHONE = (ConsentPurpose.ACT_FOR, ConsentPurpose.SEE_DATES, ConsentPurpose.COPY_MESSAGES)


@dataclass(frozen=True)
class Supporter:
    name: Name
    telephone: str
    relation: str
    learner_agrees: bool


@dataclass(frozen=True)
class Call:
    """`people` are known persons or names to be entered. A venue, or an address, or a known home."""

    form_key: str
    programme: Programme
    people: Sequence[Person | Name]
    telephone: str
    phone_kind: PhoneKind
    goal: str
    wishes: Sequence[HalfDay]
    born_year: int | None = None
    town: Town | None = None
    address: str = ""
    postcode: str | None = None
    way_note: str = ""
    venue: Venue | None = None
    supporter: Supporter | None = None
    why_home: str = ""
    wishes_text: str = ""
    note: str = ""
    wants_woman: bool = False
    minutes: int = 60
    origin: Origin = Origin.TELEPHONE
    all_told: bool = True
    """False: the office asks for what is missing by telephone; a town alone is then a home without number."""


def take_call(call: Call, *, by: Actor, now: datetime) -> VisitRequest:
    """Enters whoever is new, then takes the request; the same form pressed twice enters nobody."""
    known = queries.known_form(call.form_key)
    if known is not None:
        return known
    home = _home(call, by, now)
    persons = [enter_learner(one, call, home, by, now) for one in call.people]
    if not persons:
        raise Refused("お名前を入れてください。")
    asked_by = _supporter(call.supporter, persons[0], by, now) if call.supporter else None
    return actions.take(_asked(call, persons, home, asked_by), by=by, now=now)


def _home(call: Call, by: Actor, now: datetime) -> Household | None:
    """A new address if one was typed; else the home we know."""
    if call.town is not None and (call.address.strip() or not call.all_told):
        return people.enter_household(
            call.town,
            address=call.address.strip(),
            postcode=call.postcode,
            way_note=call.way_note.strip(),
            by=by,
            now=now,
        )
    known = [one.household for one in call.people if isinstance(one, Person) and one.household]
    if known or call.venue is not None or not call.all_told:
        return known[0] if known else None
    raise Refused("うかがう場所がまだありません。町と番地を入れるか、会場をえらんでください。")


def enter_learner(one: Person | Name, call: Call, home: Household | None, by: Actor, now: datetime) -> Person:
    """A known person, or a name that is entered now, learns with the call's number and home."""
    person = one if isinstance(one, Person) else _enter(one, call, home, by, now)
    if person.household is None:
        person.household = home
    people.become_learner(
        person,
        municipality_id=call.programme.municipality_id,
        phone_kind=call.phone_kind,
        by=by,
        now=now,
        goal=call.goal,
    )
    if call.telephone.strip():
        people.add_number(person, call.telephone, by=by, now=now)
    return person


def _enter(name: Name, call: Call, home: Household | None, by: Actor, now: datetime) -> Person:
    born_year = call.born_year if name is call.people[0] else None
    return people.enter_person(name, household=home, by=by, now=now, born_year=born_year)


def _supporter(supporter: Supporter, learner: Person, by: Actor, now: datetime) -> Person:
    """Who rang is kept in any case; a right to act or see only with the learner's own word."""
    person = people.enter_person(supporter.name, household=None, by=by, now=now)
    if supporter.telephone.strip():
        people.add_number(person, supporter.telephone, by=by, now=now)
    scope = AGREED_BY_TELEPHONE if supporter.learner_agrees else ()
    if scope and learner.learner is not None:
        people.agree_support(
            learner.learner,
            person,
            relation=supporter.relation,
            scope=scope,
            how="telephone",
            by=by,
            now=now,
        )
    return person


def _asked(call: Call, persons: Sequence[Person], home: Household | None, asked_by: Person | None) -> Asked:
    return Asked(
        form_key=call.form_key,
        programme=call.programme,
        people=persons,
        phone_kind=call.phone_kind,
        goal=call.goal,
        wishes=call.wishes,
        household=None if call.venue is not None else home,
        venue=call.venue,
        asked_by=asked_by,
        why_home=call.why_home,
        wishes_text=call.wishes_text,
        note=call.note,
        wants_woman=call.wants_woman,
        minutes=call.minutes,
        origin=call.origin,
        all_told=call.all_told,
    )
