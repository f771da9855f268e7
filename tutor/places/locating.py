"""From an address as it was said to a town, a point, and how sure the point is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tutor.database import db
from tutor.errors import Refused
from tutor.office.models import Municipality
from tutor.places import rules
from tutor.places.models import Koaza, PostcodeTown, Precision, Town
from tutor.places.rules import Finer, TownName
from tutor.places.travel import Point


@dataclass(frozen=True)
class Located:
    """`town` is None (and precision city) when the address names no town of this city."""

    town: Town | None
    koaza: Koaza | None = None
    postcode: str | None = None
    rest: str = ""
    """What follows the town in the address, as it was typed: 字桜町240."""

    @property
    def precision(self) -> Precision:
        if self.koaza is not None:
            return Precision.KOAZA
        return Precision.TOWN if self.town is not None else Precision.CITY

    @property
    def point(self) -> Point | None:
        if self.town is None:
            return None
        where = self.koaza or self.town
        return Point(where.lat, where.lng, rules.off_km(self.precision, self.town.radius_km))

    @property
    def finer(self) -> Finer:
        """What to ask for next; nothing when the point is near enough to plan by."""
        if self.town is None:
            return Finer.NOTHING
        return rules.finer(self.precision, self.town.radius_km, has_koazas=bool(self.town.koazas))


def locate(typed: str, *, municipality_id: int, postcode: str | None = None) -> Located:
    """The town of an address, its 小字 if the city's list has it, and the postcode if the town has only one.

    `typed` may begin with the prefecture and the city, and may be anything: what is not found is a Located
    without a town, never an exception. `postcode` (any spelling) helps where the address names no town.
    Two questions to the database; the caller need not have loaded anything.
    """
    city = db.session.get_one(Municipality, municipality_id)
    folded = rules.without_city(rules.fold(typed), city.name)
    by_code = towns_of(postcode, municipality_id=municipality_id) if postcode else []
    found = _found(folded, by_code) or _found(folded, _towns(municipality_id))
    if found is not None:
        return _in(found[0], typed, found[1], postcode)
    if len(by_code) == 1:
        return _in(by_code[0], typed, folded, postcode)
    return Located(None, postcode=read_postcode(postcode) if postcode else None, rest=typed.strip())


def locate_in(town: Town, typed: str, *, postcode: str | None = None) -> Located:
    """The same when the town is known: `typed` is the rest, or the whole address all the same."""
    folded = rules.without_city(rules.fold(typed), town.municipality.name)
    rest = rules.find_town(folded, [TownName.of(town.id, town.name)])
    return _in(town, typed, rest[1] if rest else folded, postcode)


def _in(town: Town, typed: str, rest: str, postcode: str | None) -> Located:
    koaza_id = rules.find_koaza(rest, [(one.id, one.name) for one in town.koazas])
    koaza = next((one for one in town.koazas if one.id == koaza_id), None)
    code = read_postcode(postcode) if postcode else only_postcode(town)
    return Located(town, koaza, code, rules.rest_as_typed(typed, rest))


def _found(folded: str, towns: Sequence[Town]) -> tuple[Town, str] | None:
    found = rules.find_town(folded, [TownName.of(one.id, one.name) for one in towns])
    return (next(one for one in towns if one.id == found[0]), found[1]) if found else None


def _towns(municipality_id: int) -> Sequence[Town]:
    return db.session.scalars(select(Town).where(Town.municipality_id == municipality_id)).all()


def towns_of(postcode: str, *, municipality_id: int) -> Sequence[Town]:
    """The towns of the city that have this postcode."""
    found = select(PostcodeTown).options(joinedload(PostcodeTown.town)).join(PostcodeTown.town)
    found = found.where(PostcodeTown.postcode == read_postcode(postcode))
    rows = db.session.scalars(found.where(Town.municipality_id == municipality_id).order_by(Town.reading))
    return [row.town for row in rows]


def only_postcode(town: Town) -> str | None:
    found = select(PostcodeTown.postcode).where(PostcodeTown.town_id == town.id).limit(2)
    codes = db.session.scalars(found).all()
    return codes[0] if len(codes) == 1 else None


def shown_postcode(postcode: str) -> str:
    """021-0041"""
    return f"{postcode[:3]}-{postcode[3:]}" if postcode else ""


def read_postcode(typed: str) -> str:
    """Seven digits, whatever stands between them: 〒０２１－００４１ is 0210041."""
    digits = re.sub(r"[〒\s‐-―−ー\-]", "", unicodedata.normalize("NFKC", typed))
    if not (len(digits) == 7 and digits.isascii() and digits.isdigit()):
        raise Refused("郵便番号は、021-0041 のように7けたの数字で入れてください。")
    return digits
