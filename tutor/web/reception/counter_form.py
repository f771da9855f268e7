"""The short form of the counter: what was typed, as an entry that can be taken or put right."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext

from tutor import phone, written_time
from tutor.actor import Actor, Role
from tutor.errors import Refused
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.office.models import Municipality, Programme
from tutor.people.actions import Name
from tutor.places import queries as places
from tutor.places.locating import Located
from tutor.places.models import Town
from tutor.visit_requests import queries
from tutor.visit_requests.intake import Call
from tutor.visit_requests.models import Origin
from tutor.visit_requests.rules import HalfDay, visits_left
from tutor.web import address_form, intake_form, ring_back
from tutor.web.intake_form import Form

MOST_NAMES = 2


class CounterForm(Form):
    def __init__(self, values: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
        super().__init__(values)
        self.now, self.today = now, local_date(now)
        self.wished_call: datetime | None = None
        self.form_key = values.get("form_key", "")[:36] or str(uuid.uuid4())
        self.programmes = office.running_programmes(actor, Role.RECEPTION, today=self.today)

    def entry(self) -> tuple[Call, datetime | None] | None:
        """With the moment until which somebody wants to be rung. None when a field is wrong."""
        programme = self.take("programme", self._programme)
        people = self.take("family_1", self._people) or []
        telephone = self.text("telephone", 40, otherwise=Refused("連絡のつく電話番号を入れてください。"))
        if telephone:
            self.take("telephone", phone.read, telephone)
        born = self.take("born_year", self._born_year)
        home = self._home(programme)
        kind = self.take("phone_kind", intake_form.phone_kind, self.values.get("phone_kind", ""))
        goal = self.text(
            "goal", 300, otherwise=Refused("「できるようになりたいこと」を、一言で入れてください。")
        )
        why_home, note = self.text("why_home", 300), self.text("note", 400)
        wishes = self.take("wish", self._wishes) or []
        until = self.take("ring_time", ring_back.read, self.values, now=self.now, standing=self.wished_call)
        if self.errors or programme is None or kind is None:
            return None
        call = Call(
            form_key=self.form_key,
            programme=programme,
            people=people,
            telephone=telephone,
            phone_kind=kind,
            goal=goal,
            wishes=wishes,
            born_year=born,
            **address_form.call_fields(home),
            why_home=why_home,
            note=note,
            origin=Origin.COUNTER,
        )
        return call, until

    def _programme(self) -> Programme:
        if len(self.programmes) == 1:
            return self.programmes[0]
        code = self.values.get("programme", "")
        found = next((one for one in self.programmes if one.code == code), None)
        if found is None:
            raise Refused("どの事業の申込か、えらんでください。")
        return found

    def _people(self) -> list[Name]:
        names = [self.name(f"_{n}") for n in range(1, MOST_NAMES + 1)]
        named = [name for name in names if not name.is_empty]
        if not named:
            raise Refused("お名前かふりがなを入れてください。")
        return named

    def _born_year(self) -> int | None:
        return written_time.born_year(self.values.get("born_year", ""), today=self.today)

    def _home(self, programme: Programme | None) -> Located | None:
        if programme is None:
            return None
        home = address_form.located(self, municipality_id=programme.municipality_id)
        if home is None and not {"address", "postcode", "town"} & set(self.errors):
            self.errors["address"] = gettext("住所を入れてください。")
        return home

    def _wishes(self) -> list[HalfDay]:
        wishes = intake_form.half_days(self.all("wish"))
        if not wishes:
            raise Refused("来てほしい曜日を、一つ以上えらんでください。")
        return wishes

    @property
    def left(self) -> list[tuple[Programme, int]]:
        """How many visits each running programme still has."""
        return [
            (one, visits_left(one.visits_agreed, queries.visits_booked(one.id))) for one in self.programmes
        ]

    @property
    def towns(self) -> list[tuple[Municipality, list[Town]]]:
        cities = {one.municipality_id: one.municipality for one in self.programmes}
        return [(city, places.towns(city.id)) for city in cities.values()]
