"""What is typed about where somebody lives: the address, and what brings its point nearer to the door."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from tutor.errors import Refused
from tutor.people.homes import Spot
from tutor.people.models import Household
from tutor.places import queries as places
from tutor.places.locating import Located, shown_postcode
from tutor.places.models import Koaza, Precision, Town, Venue
from tutor.places.pins import read_pin, shown_pin
from tutor.places.rules import is_coarse
from tutor.places.travel import Point
from tutor.web import address_form
from tutor.web.intake_form import Form


class HomeForm(Form):
    @classmethod
    def of(cls, home: Household) -> "HomeForm":
        return cls(
            {
                "town": home.town.name,
                "address": home.address,
                "postcode": shown_postcode(home.postcode or ""),
                "way_note": home.way_note,
                "version": str(home.version),
            }
        )

    def typed(self, home: Household) -> tuple[Located, str, int] | None:
        located = address_form.located(self, municipality_id=home.town.municipality_id)
        if located is None:
            self.errors.setdefault("address", gettext("町と番地を入れてください。"))
        way_note = self.text("way_note", 400)
        return (located, way_note, self.version) if located and not self.errors else None


class SpotForm(Form):
    """One of three: a 小字 of the town, the hall nearest to the home, a pin copied from a map."""

    @classmethod
    def of(cls, home: Household) -> "SpotForm":
        pin = shown_pin(Point(home.lat, home.lng)) if home.precision is Precision.PIN else ""
        return cls({"pin": pin, "version": str(home.version)})

    def typed(self, home: Household) -> tuple[Spot, int] | None:
        if not any(self.values.get(name, "").strip() for name in ("pin", "koaza", "hall")):
            self.errors["koaza"] = gettext("小字、近くの会場、地図の位置のうち、一つを入れてください。")
            return None
        if self.values.get("pin", "").strip():
            pin = self.take("pin", read_pin, self.values["pin"])
            return (Spot.of_pin(pin), self.version) if pin else None
        if self.values.get("koaza"):
            koaza = self.take("koaza", _koaza, self.values["koaza"], home.town)
            return (Spot.of_koaza(koaza), self.version) if koaza else None
        hall = places.venue(self.values["hall"], municipality_id=home.town.municipality_id)
        return Spot.of_hall(hall), self.version


def _koaza(name: str, town: Town) -> Koaza:
    found = next((one for one in town.koazas if one.name == name), None)
    if found is None:
        raise Refused("この小字は、この町にありません。えらび直してください。")
    return found


def asking(home: Household | None) -> dict[str, Any]:
    """What a page needs to ask for a finer point; nothing when the point is near enough."""
    if home is None or not is_coarse(home):
        return {}
    return {"home": home, "spot": SpotForm.of(home), "halls": halls(home)}


def halls(home: Household) -> Sequence[Venue]:
    """A hall's own point must be good, or it would only look finer."""
    found = places.venues(home.town.municipality_id)
    return [one for one in found if one.precision is Precision.PIN]
