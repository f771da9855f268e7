"""Where people live is put right: the address, and the point that ways are counted to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.people.models import Household
from tutor.places.locating import Located, locate_in
from tutor.places.models import Koaza, Precision, Town, Venue
from tutor.places.pins import check_near
from tutor.places.travel import Point


@dataclass(frozen=True)
class Spot:
    """A point that somebody chose, and how near to the door it may be taken for."""

    point: Point
    precision: Precision

    @classmethod
    def of_koaza(cls, koaza: Koaza) -> "Spot":
        return cls(Point(koaza.lat, koaza.lng), Precision.KOAZA)

    @classmethod
    def of_hall(cls, hall: Venue) -> "Spot":
        return cls(Point(hall.lat, hall.lng), Precision.HALL)

    @classmethod
    def of_pin(cls, point: Point) -> "Spot":
        return cls(point, Precision.PIN)


def correct_home(
    home: Household, located: Located, *, way_note: str, version: int, by: Actor, now: datetime
) -> None:
    """`version` is what the page showed. A new address gets its own point; the same one keeps its pin."""
    _still(home, version)
    if located.town is None or located.point is None:
        raise Refused("住所から町が分かりません。町をえらんでください。")
    if (home.town_id, home.address) != (located.town.id, located.rest):
        home.town, home.address = located.town, located.rest
        _stand(home, Spot(located.point, located.precision))
    home.postcode, home.way_note = located.postcode, way_note
    db.session.flush()
    record("correct_home", home, by=by, now=now, municipality_id=located.town.municipality_id)


def pin_home(home: Household, spot: Spot, *, version: int, by: Actor, now: datetime) -> None:
    """Its 小字, the nearest hall, or a pin from a map; a pin far from the town is a slip of the finger."""
    _still(home, version)
    town = home.town
    check_near(spot.point, Point(town.lat, town.lng), town.radius_km, name=town.name)
    _stand(home, spot)
    db.session.flush()
    record("pin_home", home, by=by, now=now, municipality_id=town.municipality_id)


def relocate(municipality_ids: Collection[int], *, by: Actor, now: datetime) -> int:
    """After an import: points that only follow from the address become the newest; what staff chose stays."""
    derived = Household.precision.in_((Precision.TOWN, Precision.KOAZA))
    found = select(Household).join(Household.town).where(derived, Town.municipality_id.in_(municipality_ids))
    return sum(_relocated(home, by, now) for home in db.session.scalars(found).all())


def _relocated(home: Household, by: Actor, now: datetime) -> bool:
    located = locate_in(home.town, home.address)
    chosen = home.precision is Precision.KOAZA and located.koaza is None
    if chosen or located.point is None:
        return False
    spot = Spot(located.point, located.precision)
    if (home.lat, home.lng, home.precision) == (spot.point.lat, spot.point.lng, spot.precision):
        return False
    _stand(home, spot)
    db.session.flush()
    record("relocate_home", home, by=by, now=now, municipality_id=home.town.municipality_id)
    return True


def _stand(home: Household, spot: Spot) -> None:
    home.lat, home.lng, home.precision = spot.point.lat, spot.point.lng, spot.precision


def _still(home: Household, version: int) -> None:
    if home.version != version:
        raise Refused(
            "この住まいの記録は、ほかの人がさきに直しました。"
            "そちらの内容が残っています。画面を開き直して、今の内容をお確かめください。"
        )
