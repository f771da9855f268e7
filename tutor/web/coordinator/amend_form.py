"""The form in which a coordinator fills in what was heard later."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tutor.places import queries as places
from tutor.places.locating import shown_postcode
from tutor.visit_requests.amending import Told
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.rules import HalfDay
from tutor.web import address_form, intake_form
from tutor.web.intake_form import Form

SPARE_DATES = 2
TEXTS = {"goal": 300, "why_home": 300, "wishes_text": 300, "note": 400, "way_note": 400}


class AmendForm(Form):
    """`values` are kept as typed; a request that is opened for amending shows what it says now."""

    def __init__(self, values: Mapping[str, str], request: VisitRequest, *, today: date) -> None:
        super().__init__(values)
        self.request, self.today = request, today
        city = request.programme.municipality
        self.towns, self.venues = [(city, places.towns(city.id))], places.venues(city.id)
        typed = sum(1 for field in values if field.startswith("date_"))
        self.dated = max(typed, SPARE_DATES)

    def told(self) -> Told | None:
        """None when a field is wrong; `errors` then says which."""
        texts: dict[str, Any] = {name: self.text(name, most) for name, most in TEXTS.items()}
        kind = self.take("phone_kind", intake_form.phone_kind, self.values.get("phone_kind", ""))
        minutes = self.take("minutes", intake_form.minutes, self.values.get("minutes", ""))
        wishes = self.take("wishes", self._wishes)
        venue = next((one for one in self.venues if one.code == self.values.get("venue")), None)
        city_id = self.request.programme.municipality_id
        home = address_form.located(self, municipality_id=city_id, number_needed=False)
        if self.errors or kind is None or minutes is None or wishes is None:
            return None
        return Told(
            phone_kind=kind,
            minutes=minutes,
            wishes=wishes,
            **address_form.call_fields(home),
            venue=venue,
            wants_woman=self.values.get("wants_woman") == "1",
            **texts,
        )

    def _wishes(self) -> list[HalfDay]:
        """A wish that said more than a half-day, from ten to eleven say, keeps its hours."""
        found = intake_form.half_days(self.all("wish"))
        for n in range(1, self.dated + 1):
            day, half = self.values.get(f"date_{n}", ""), self.values.get(f"half_{n}", "am")
            if wish := intake_form.dated_half_day(day, half, today=self.today):
                found.append(wish)
        kept = {_key(one.half_day): one.half_day for one in self.request.wishes}
        return [kept.get(_key(one), one) for one in found]


def as_it_stands(request: VisitRequest, *, today: date) -> dict[str, Any]:
    """What the fields hold when the page is opened. Half-days that have passed are no longer wished for."""
    home = request.household
    wishes = [one.half_day for one in request.wishes]
    values: dict[str, Any] = {
        "version": str(request.version),
        "town": home.town.name if home else "",
        "address": home.address if home else "",
        "postcode": shown_postcode(home.postcode or "") if home else "",
        "way_note": home.way_note if home else "",
        "venue": request.venue.code if request.venue else "",
        "phone_kind": request.phone_kind.value,
        "minutes": str(request.minutes),
        "wants_woman": "1" if request.wants_woman else "",
        "wish": [intake_form.weekly(one) for one in wishes if one.day is None],
    }
    values |= {name: getattr(request, name) for name in ("goal", "why_home", "wishes_text", "note")}
    to_come = [one for one in wishes if one.day is not None and one.day > today]
    for n in range(1, len(to_come) + SPARE_DATES + 1):
        one = to_come[n - 1] if n <= len(to_come) else None
        values[f"date_{n}"] = one.day.isoformat() if one and one.day else ""
        values[f"half_{n}"] = intake_form.half(one) if one else "am"
    return values


def _key(wish: HalfDay) -> tuple[date | None, int | None, str]:
    return wish.day, wish.weekday, intake_form.half(wish)
