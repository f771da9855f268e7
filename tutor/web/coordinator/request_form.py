"""The big form of the telephone: what was typed, as a call that can be taken."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from tutor import phone, written_time
from tutor.actor import Actor, Role
from tutor.errors import Refused
from tutor.inquiries import queries as inquiries
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.office.models import Programme
from tutor.people import queries as people
from tutor.people.actions import Name
from tutor.people.models import Person, PhoneKind
from tutor.places import queries as places
from tutor.places.locating import Located
from tutor.places.models import Venue
from tutor.visit_requests import queries as requests
from tutor.visit_requests.intake import Call, Supporter
from tutor.visit_requests.rules import MOST_PEOPLE, HalfDay, visits_left
from tutor.web import address_form, intake_form
from tutor.web.intake_form import Form

DATED = 3
NAME_PARTS = ("family", "given", "family_reading", "given_reading")


class RequestForm(Form):
    """`values` are kept as typed, so that a page with a wrong field shows all the others again."""

    def __init__(self, values: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
        super().__init__(values)
        self.actor, self.today = actor, local_date(now)
        self.programmes = office.running_programmes(actor, Role.COORDINATOR, today=self.today)

    @property
    def is_filled(self) -> bool:
        return any(self.values.get(f"{part}_1") for part in NAME_PARTS)

    @property
    def chosen(self) -> Person | None:
        """Who is ringing, when we know her and somebody has said so."""
        code = self.values.get("same_1", "")
        return people.person(code, actor=self.actor) if code and code != "new" else None

    @property
    def reading(self) -> str:
        return f"{self.values.get('family_reading_1', '')} {self.values.get('given_reading_1', '')}".strip()

    def call(self) -> Call | None:
        """None when a field is wrong; `errors` then says which."""
        programme = self.take("programme", self._programme)
        people_ = self.take("family_1", self._people)
        wishes = self.take("wishes", self._wishes)
        venue = self.take("venue", self._venue, programme)
        home = self._home(programme, venue)
        if self.values.get("telephone", "").strip():
            self.take("telephone", phone.read, self.values["telephone"])
        fields: dict[str, Any] = {
            "phone_kind": self.take("phone_kind", self._phone_kind),
            "minutes": self.take("minutes", intake_form.minutes, self.values.get("minutes", "60")),
            "born_year": self.take("born_year", written_time.born_year, self.values.get("born_year", "")),
            "supporter": self.take("supporter_telephone", self._supporter),
        }
        self._need("goal", gettext("「できるようになりたいこと」を、一言で入れてください。"))
        self._need_place(people_ or [], home, venue)
        if self.errors or programme is None:
            return None
        return Call(
            form_key=self.values["form_key"][:36],
            programme=programme,
            people=people_ or [],
            wishes=wishes or [],
            **address_form.call_fields(home),
            venue=venue,
            wants_woman=self.values.get("wants_woman") == "1",
            **self._texts(),
            **{name: value for name, value in fields.items() if value is not None},
        )

    def _texts(self) -> dict[str, Any]:
        """Cut to what the columns hold."""
        limits = {"telephone": 40, "goal": 300, "why_home": 300, "wishes_text": 300, "note": 400}
        limits |= {"way_note": 400}
        return {name: self.values.get(name, "").strip()[:most] for name, most in limits.items()}

    def _need(self, field: str, sentence: str) -> None:
        if not self.values.get(field, "").strip():
            self.errors[field] = sentence

    def _home(self, programme: Programme | None, venue: Venue | None) -> Located | None:
        """A venue needs no address; one that is typed all the same is the home's."""
        if programme is None or (venue is not None and not self.values.get("address", "").strip()):
            return None
        return address_form.located(self, municipality_id=programme.municipality_id)

    def home_so_far(self) -> Located | None:
        """While the call lasts: the number may still be missing."""
        programme = self.take("programme", self._programme)
        if programme is None:
            return None
        return address_form.located(self, municipality_id=programme.municipality_id, number_needed=False)

    def _need_place(self, named: list[Person | Name], home: Located | None, venue: Venue | None) -> None:
        home_known = any(isinstance(one, Person) and one.household for one in named)
        if venue or home_known or home or {"address", "postcode", "town"} & set(self.errors):
            return
        self.errors["address"] = gettext("住所を入れるか、会場をえらんでください。")

    def _programme(self) -> Programme:
        code = self.values.get("programme", "")
        found = [one for one in self.programmes if one.code == code]
        if not found and len(self.programmes) == 1 and not code:
            found = self.programmes
        if not found:
            raise Refused("どの事業の申込か、えらんでください。")
        return found[0]

    def _people(self) -> list[Person | Name]:
        named: list[Person | Name] = []
        for n in range(1, MOST_PEOPLE + 1):
            known = self.values.get(f"same_{n}", "")
            if known and known != "new":
                named.append(people.person(known, actor=self.actor))
            elif not (name := self._name(f"_{n}")).is_empty:
                named.append(name)
        if not named:
            raise Refused("お名前かふりがなを入れてください。")
        return named

    def _phone_kind(self) -> PhoneKind:
        """Nothing said about a telephone we know: it is still that one."""
        kind = intake_form.phone_kind(self.values.get("phone_kind", ""))
        known = self.chosen.learner if self.chosen else None
        return known.phone_kind if known and kind is PhoneKind.UNKNOWN else kind

    def _name(self, suffix: str, prefix: str = "") -> Name:
        family, given, family_reading, given_reading = (
            self.values.get(f"{prefix}{part}{suffix}", "").strip() for part in NAME_PARTS
        )
        return Name(family[:40], given[:40], family_reading[:60], given_reading[:60])

    def _wishes(self) -> list[HalfDay]:
        wishes = intake_form.half_days(self.all("wish"))
        for n in range(1, DATED + 1):
            day, half = self.values.get(f"date_{n}", ""), self.values.get(f"half_{n}", "am")
            dated = intake_form.dated_half_day(day, half, today=self.today)
            if dated is not None:
                wishes.append(dated)
        if not wishes:
            raise Refused("来てほしい曜日か日にちを、一つ以上えらんでください。")
        return wishes

    def _venue(self, programme: Programme | None) -> Venue | None:
        code = self.values.get("venue", "")
        if not code or programme is None:
            return None
        return places.venue(code, municipality_id=programme.municipality_id)

    def _supporter(self) -> Supporter | None:
        name = self._name("", "supporter_")
        if name.is_empty:
            return None
        telephone = self.values.get("supporter_telephone", "").strip()
        if telephone:
            phone.read(telephone)
        relation = self.values.get("supporter_relation", "").strip()[:40]
        return Supporter(name, telephone[:40], relation, self.values.get("learner_agrees") == "1")


def begun(*, call: str, person: str, actor: Actor, today: date) -> dict[str, str]:
    """A new form, with what we know already: of the call that is being answered, or of the person."""
    values = {"form_key": str(uuid.uuid4()), "programme": _usual_programme(actor, today)}
    known = people.person(person, actor=actor) if person else None
    if call:
        inquiry = inquiries.inquiry(call, actor=actor)
        known = inquiry.person or known
        values |= {"call": inquiry.code, "telephone": inquiry.number, "family_1": inquiry.name}
        values |= {"note": inquiry.note}
    return values | (_named(known) if known else {})


def _usual_programme(actor: Actor, today: date) -> str:
    """Of the city that the last call was about; nothing when that leaves a choice."""
    running = office.running_programmes(actor, Role.COORDINATOR, today=today)
    last = inquiries.last_city(actor)
    near = [one.code for one in running if one.municipality_id == last]
    return near[0] if len(near) == 1 else ""


def _named(person: Person) -> dict[str, str]:
    return {
        "same_1": person.code,
        "family_1": person.family_name,
        "given_1": person.given_name,
        "family_reading_1": person.family_reading,
        "given_reading_1": person.given_reading,
        "phone_kind": person.learner.phone_kind.value if person.learner else "",
    }


def choices(form: RequestForm) -> dict[str, Any]:
    """What can be chosen on the page: programmes with what is left, towns, venues."""
    left = [(one, visits_left(one.visits_agreed, requests.visits_booked(one.id))) for one in form.programmes]
    cities = {one.municipality_id: one.municipality for one in form.programmes}
    return {
        "programmes": left,
        "towns": [(city, places.towns(city.id)) for city in cities.values()],
        "venues": [place for city in cities for place in places.venues(city)],
        "most_people": MOST_PEOPLE,
        "dated": DATED,
    }
