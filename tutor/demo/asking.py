"""People of the town ring, or come to the counter, and ask for a visit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tutor.actor import Actor
from tutor.demo.seniors import Seniors
from tutor.demo.town import Place
from tutor.demo.written import written
from tutor.people import actions as people
from tutor.people.actions import Name
from tutor.people.languages import Language, write_in
from tutor.people.models import PhoneKind
from tutor.visit_requests.intake import Call, Supporter, take_call
from tutor.visit_requests.models import Origin, VisitRequest
from tutor.visit_requests.rules import HalfDay


class Company(StrEnum):
    """Who lives, or learns, together."""

    ALONE = "alone"
    COUPLE = "couple"
    FRIENDS = "friends"
    HALL = "hall"


COMPANIES = {Company.ALONE: 74, Company.COUPLE: 18, Company.FRIENDS: 5, Company.HALL: 3}
# The nearer to the centre, the more people live there.
NEAR_THE_CENTRE = 0.72
HAS_MOBILE = 0.5
HAS_DAUGHTER = 0.12
WANTS_WOMAN = 0.1


@dataclass(frozen=True)
class Caller:
    """Those who ask together, before anything of them is in the database."""

    place: Place
    call: Call
    own_mobiles: tuple[str, ...]
    born_years: tuple[int, ...]
    language: Language = Language.JA


def caller(
    place: Place, wishes: Sequence[HalfDay], *, key: str, seniors: Seniors, company: Company | None = None
) -> Caller:
    company = company or seniors.one_of(COMPANIES)
    names = _names(company, seniors)
    kind = seniors.phone_kind()
    hall = company is Company.HALL
    town = _town(place, seniors)
    call = Call(
        form_key=key,
        programme=place.programme,
        people=names,
        telephone=seniors.landline(place.key),
        phone_kind=kind,
        goal=seniors.say("goals"),
        wishes=wishes,
        born_year=seniors.born_year(),
        town=None if hall else place.towns[town],
        address="" if hall else f"{town}{seniors.address()}",
        way_note="" if hall else seniors.say("way_notes"),
        venue=list(place.venues.values())[-1] if hall else None,
        why_home="" if hall else seniors.say("reasons_for_home"),
        wishes_text=seniors.say("wishes_in_words"),
        note=seniors.say("notes"),
        wants_woman=seniors.rng.random() < WANTS_WOMAN,
        minutes=90 if len(names) > 2 else 60,
    )
    if company is Company.ALONE and seniors.rng.random() < HAS_DAUGHTER:
        call = replace(call, supporter=_daughter(names[0], seniors))
    return Caller(place, call, _mobiles(names, kind, seniors), tuple(seniors.born_year() for _ in names))


def reader(one: Caller, n: int, seniors: Seniors) -> Caller:
    """The same with a name from elsewhere, in another language; by texts, so that one sees them."""
    family, reading, given, given_reading, language = written("seniors")["readers"][n]
    call = replace(one.call, people=[Name(family, given, reading, given_reading)], supporter=None)
    return replace(one, call=call, own_mobiles=(seniors.mobile(),), language=Language(language))


def _names(company: Company, seniors: Seniors) -> list[Name]:
    if company is Company.COUPLE:
        family = seniors.family()
        return [seniors.name(family=family, woman=False), seniors.name(family=family, woman=True)]
    number = {Company.ALONE: 1, Company.FRIENDS: 3, Company.HALL: 5}[company]
    return [seniors.name() for _ in range(number)]


def _town(place: Place, seniors: Seniors) -> str:
    """The first towns of the list are the centre; the last ones are far."""
    names = list(place.towns)
    near, far = names[: len(names) // 2 + 1], names[len(names) // 2 + 1 :]
    return seniors.rng.choice(near if seniors.rng.random() < NEAR_THE_CENTRE else far)


def _daughter(parent: Name, seniors: Seniors) -> Supporter:
    """She lives far away and rings on her father's or mother's behalf; the parent has agreed."""
    name = replace(seniors.name(woman=True), family=parent.family, family_reading=parent.family_reading)
    relation = seniors.rng.choice(["長女（遠くの町に住む）", "次女（遠くの町に住む）", "息子の妻"])
    return Supporter(name, seniors.mobile(), relation, learner_agrees=True)


def _mobiles(names: Sequence[Name], kind: PhoneKind, seniors: Seniors) -> tuple[str, ...]:
    """Half of them have a number of their own besides the one at home; the others only that."""
    owns = kind is not PhoneKind.NONE
    return tuple(seniors.mobile() if owns and seniors.rng.random() < HAS_MOBILE else "" for _ in names)


def ask(one: Caller, *, by: Actor, now: datetime, counter: bool = False) -> VisitRequest:
    """The telephone call as the coordinator or the counter types it in."""
    call = replace(one.call, origin=Origin.COUNTER) if counter else one.call
    request = take_call(call, by=by, now=now)
    for row, mobile, born_year in zip(request.people, one.own_mobiles, one.born_years, strict=True):
        row.person.born_year = row.person.born_year or born_year
        write_in(row.person, one.language, by=by, now=now)
        if mobile:
            people.add_number(row.person, mobile, by=by, now=now, label="本人", rank=1)
    return request
