"""The counter's form again, opened with what an entry says now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tutor import phone
from tutor.actor import Actor
from tutor.errors import Refused
from tutor.office.models import Programme
from tutor.people.actions import Name
from tutor.people.models import Person
from tutor.places.locating import shown_postcode
from tutor.visit_requests.models import VisitRequest
from tutor.web import intake_form, ring_back
from tutor.web.reception.counter_form import CounterForm


class CorrectForm(CounterForm):
    def __init__(
        self,
        values: Mapping[str, str],
        request: VisitRequest,
        *,
        wished_call: datetime | None,
        actor: Actor,
        now: datetime,
    ) -> None:
        super().__init__(values, actor=actor, now=now)
        self.request, self.wished_call = request, wished_call
        self.programmes = _of_the_same_city(self.programmes, request.programme)

    def _people(self) -> list[Name]:
        """Whoever was named is somebody the office knows by now: only the office takes a person away."""
        named = [self.name(f"_{n}") for n, _row in enumerate(self.request.people, start=1)]
        if any(name.is_empty for name in named):
            raise Refused("一度受け付けたお名前は、ここでは消せません。調整担当にお電話ください。")
        return super()._people()


def _of_the_same_city(running: list[Programme], own: Programme) -> list[Programme]:
    others = [one for one in running if one.id != own.id and one.municipality_id == own.municipality_id]
    return [own, *others]


def as_it_stands(request: VisitRequest, *, wished_call: datetime | None) -> dict[str, Any]:
    """What the fields hold when the page is opened."""
    home, first = request.household, request.people[0].person
    numbers = [one.contact_point.e164 for one in first.contacts]
    values: dict[str, Any] = {
        "version": str(request.version),
        "programme": request.programme.code,
        "telephone": phone.shown(numbers[0]) if numbers else "",
        "born_year": str(first.born_year or ""),
        "town": home.town.name if home else "",
        "address": home.address if home else "",
        "postcode": shown_postcode(home.postcode or "") if home else "",
        "phone_kind": request.phone_kind.value,
        "wish": [intake_form.weekly(one.half_day) for one in request.wishes if one.weekday is not None],
    }
    values |= {name: getattr(request, name) for name in ("goal", "why_home", "note")}
    values |= ring_back.as_it_stands(wished_call)
    for row in request.people:
        values |= _named(row.person, f"_{row.n}")
    return values


def _named(person: Person, suffix: str) -> dict[str, str]:
    parts = ("family_name", "given_name", "family_reading", "given_reading")
    return {f"{part.removesuffix('_name')}{suffix}": getattr(person, part) for part in parts}
