"""The place of a written home, or a sentence with the nearest names of towns."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from tutor.errors import Refused
from tutor.people.lists.sheet import Home, PersonValues
from tutor.places import rules
from tutor.places.locating import Located, locate_in
from tutor.places.models import Town
from tutor.places.rules import TownName


class Towns:
    """Those of one city, loaded once for a whole file: a row then asks the database nothing."""

    def __init__(self, towns: Sequence[Town], city: str) -> None:
        self.city = city
        self.by_id = {one.id: one for one in towns}
        self.names = [TownName.of(one.id, one.name) for one in towns]
        self.located: dict[int, Located] = {}

    def of(self, home: Home) -> Located | None:
        """None when no home is written."""
        if not home.written:
            return None
        town, rest = self._town(home)
        if town.id not in self.located:
            self.located[town.id] = locate_in(town, "")
        koaza_id = rules.find_koaza(rest, [(one.id, one.name) for one in town.koazas])
        koaza = next((one for one in town.koazas if one.id == koaza_id), None)
        return replace(self.located[town.id], koaza=koaza)

    def shortened(self, values: PersonValues) -> PersonValues:
        """The prefecture and the city before an address fall away: 岩手県みどり野市本町1 is 本町1."""
        home = values.home
        rest = home.address.partition(self.city)[2].strip()
        return replace(values, home=replace(home, address=rest)) if rest else values

    def _town(self, home: Home) -> tuple[Town, str]:
        """A column of towns may name a whole district: then the address says more."""
        address = rules.without_city(rules.fold(home.address), self.city)
        exact = [one for one in self.names if home.town and one.folded == rules.fold(home.town)]
        if exact:
            return self.by_id[exact[0].id], rules.after_town(address, exact[0].folded) or address
        for written in (address, rules.without_city(rules.fold(home.town + home.address), self.city)):
            found = rules.find_town(written, self.names)
            if found:
                return self.by_id[found[0]], found[1]
        raise self._unknown(home.town or home.address)

    def _unknown(self, written: str) -> Refused:
        if not self.by_id:
            return Refused("%(city)sの町が、まだ一つも登録されていません。", city=self.city)
        names = {one.folded: self.by_id[one.id].name for one in self.names}
        folded = rules.without_city(rules.fold(written), self.city)
        near = [names[name] for name in get_close_matches(folded[:6], names, n=3, cutoff=0.4)]
        if near:
            return Refused(
                "「%(written)s」の町が、%(city)sの町の一覧にありません。もしかして：%(names)s",
                written=written,
                city=self.city,
                names=near,
            )
        return Refused(
            "「%(written)s」の町が、%(city)sの町の一覧にありません。町の名前から入れてください。",
            written=written,
            city=self.city,
        )
