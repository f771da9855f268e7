"""Files handed in for tests, and what becomes of them."""

from tests import make
from tutor.imports import working
from tutor.imports.actions import Handed
from tutor.imports.checked import Checked, Kind
from tutor.office.models import Municipality


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def checked(data: bytes, kind: Kind, city: Municipality, **options: str) -> Checked:
    handed = Handed("", kind, city.id, options)
    parsed = working.read(data, handed, lambda *_: None)
    return working.compare(parsed, handed, by=working.coordinator(handed, None))


def stored(data: bytes, kind: Kind, city: Municipality, **options: str) -> Checked:
    handed = Handed("", kind, city.id, options)
    parsed = working.read(data, handed, lambda *_: None)
    return working.store(parsed, handed, by=working.coordinator(handed, None))


def said(found: Checked) -> list[str]:
    return [f"{one.place} {one.why}" for one in found.faults]


def city_with(*towns: str) -> Municipality:
    place = make.municipality(name="みどり野市")
    for name in towns:
        make.town(place, name=name)
    return place
