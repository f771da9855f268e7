"""What is typed about a venue."""

from collections.abc import Mapping

from tutor.actor import Actor, Role
from tutor.errors import Refused
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.places import queries as places
from tutor.places.models import Precision, Town, Venue
from tutor.places.pins import read_pin, shown_pin
from tutor.places.travel import Point
from tutor.places.venues import Hall
from tutor.web.intake_form import Form

MOST = 999


class VenueForm(Form):
    """`town` is CODE5:NAME, because two cities may each have a 本町."""

    def __init__(self, values: Mapping[str, str], *, actor: Actor) -> None:
        super().__init__(values)
        self.cities = office.municipalities(actor, Role.COORDINATOR)

    @classmethod
    def of(cls, venue: Venue, *, actor: Actor) -> "VenueForm":
        values = {
            "name": venue.name,
            "address": venue.address,
            "town": town_value(venue.town),
            "seats": str(venue.seats),
            "step_free": "1" if venue.step_free else "",
            "loan_phones": str(venue.loan_phones),
            "pin": shown_pin(Point(venue.lat, venue.lng)) if venue.precision is Precision.PIN else "",
            "version": str(venue.version),
        }
        return cls(values, actor=actor)

    def hall(self, *, of: Venue | None = None) -> Hall | None:
        """None when a field is wrong; a venue stays in its city."""
        name = self.text("name", 60, otherwise=Refused("会場の名前を入れてください。"))
        town = self.take("town", self._town, of)
        address = self.text("address", 120)
        seats = self.take("seats", _number, self.values.get("seats", ""))
        phones = self.take("loan_phones", _number, self.values.get("loan_phones", "") or "0")
        pin = self.take("pin", read_pin, self.values["pin"]) if self.values.get("pin", "").strip() else None
        if self.errors or town is None or seats is None or phones is None:
            return None
        return Hall(name, town, seats, self.values.get("step_free") == "1", phones, pin, address)

    def _town(self, of: Venue | None) -> Town:
        code5, _, name = self.values.get("town", "").partition(":")
        city = next((one for one in self.cities if one.code5 == code5), None)
        town = places.town(name, municipality_id=city.id) if city else None
        if town is None or (of is not None and town.municipality_id != of.municipality_id):
            raise Refused("町をえらんでください。")
        return town

    @property
    def towns(self) -> list[tuple[Municipality, list[Town]]]:
        return [(city, places.towns(city.id)) for city in self.cities]


def town_value(town: Town) -> str:
    return f"{town.municipality.code5}:{town.name}"


def _number(typed: str) -> int:
    plain = typed.strip()
    if not (plain.isdecimal() and len(plain) <= 4 and int(plain) <= MOST):
        raise Refused("0 から %(most)d までの数を入れてください。", most=MOST)
    return int(plain)
