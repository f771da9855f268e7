"""Draws the seniors of the town: the same seed gives the same people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from tutor.demo.written import written
from tutor.people.actions import Name
from tutor.people.models import PhoneKind

PHONES = {
    PhoneKind.ANDROID: 42,
    PhoneKind.IPHONE: 25,
    PhoneKind.RAKURAKU: 22,
    PhoneKind.UNKNOWN: 7,
    PhoneKind.NONE: 4,
}
# Local exchanges that begin with 0, and the block 060-99, are given to nobody.
LANDLINES = {"midorino": "0191-0", "shiokaze": "0193-0"}
MOBILES = "060-99"


@dataclass
class Seniors:
    rng: Random
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _names: set[tuple[str, str]] = field(default_factory=set)

    def name(self, *, family: list[str] | None = None, woman: bool | None = None) -> Name:
        """Nobody bears the same name as somebody else, so that the tables can be read."""
        lists = written("seniors")
        while True:
            of_woman = self.rng.random() < 0.65 if woman is None else woman
            family_name, family_reading = family or self.rng.choice(lists["families"])
            given, given_reading = self.rng.choice(lists["women" if of_woman else "men"])
            if (family_name, given) not in self._names:
                self._names.add((family_name, given))
                return Name(family_name, given, family_reading, given_reading)

    def family(self) -> list[str]:
        family: list[str] = self.rng.choice(written("seniors")["families"])
        return family

    def say(self, what: str) -> str:
        """A sentence of that list, or nothing where the list has empty ones."""
        sentence: str = self.rng.choice(written("seniors")[what])
        return sentence

    def phone_kind(self) -> PhoneKind:
        return self.rng.choices(list(PHONES), weights=list(PHONES.values()))[0]

    def born_year(self) -> int:
        return round(self.rng.triangular(1932, 1958, 1944))

    def landline(self, place_key: str) -> str:
        n = next(self._numbers)
        return f"{LANDLINES[place_key]}{n // 1000}-{n % 1000 + 1000:04}"

    def mobile(self) -> str:
        n = next(self._numbers)
        return f"{MOBILES}{n % 90 + 10}-{n + 2000:04}"

    def address(self) -> str:
        return f"{self.rng.randint(1, 4)}丁目{self.rng.randint(1, 28)}番{self.rng.randint(1, 15)}号"

    def one_of(self, weighted: dict[Any, int]) -> Any:
        return self.rng.choices(list(weighted), weights=list(weighted.values()))[0]
