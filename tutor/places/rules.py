"""How addresses are compared, and how far from a door a point may lie. Plain values only."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Protocol

from tutor.places.models import Precision, Town
from tutor.places.travel import Point, crow_km

# One way to write a place in families' registers, another on signs: both sides of a comparison are folded.
OLD: Final = "澤邊邉髙﨑嶋舘嶽濱瀧櫻龍條廣國眞淵萬壽藏德惠圓來關嚴彌榮莊禪會塲冨峯淸曾鐵與澁攝檜渡邨埜桒籠"
NEW: Final = "沢辺辺高崎島館岳浜滝桜竜条広国真渕万寿蔵徳恵円来関厳弥栄荘禅会場富峰清曽鉄与渋摂桧渡村野桑篭"
SAME: Final = str.maketrans(OLD + "ヶヵがガノ之ッ", NEW + "ケケケケののツ")
KANJI_DIGITS: Final = "〇一二三四五六七八九"
NUMERAL: Final = re.compile(rf"([{KANJI_DIGITS}十]+)(?=丁目|地割|番|号)")
DASH: Final = re.compile(r"(?<=\d)[‐-―−ー]|[‐-―−ー](?=\d)")
CHOME: Final = re.compile(r"(.+?)(\d+)丁目")
MERGED: Final = re.compile(r".+?[町村](?=\D)")
"""花泉町日形: the town that was merged stands in front of the old village."""
PREFECTURE: Final = re.compile(r"^(?:北海道|東京都|(?:京都|大阪)府|[^\d市町村郡県]{2,3}県)")
END_OF_KOAZA: Final = re.compile(r"$|[\d\-番甲乙丙丁戊(、,]")

KOAZA_KM: Final = 0.6
"""How far a door may lie from the point of its 小字, nine times of ten (tests/bench/real_places.py)."""
HALL_KM: Final = 1.5
"""The same for the hall that somebody called the nearest to the home. A judgement: halls of Ichinoseki stand
5.5 km apart in the mean, but among the houses."""
ASK_BEYOND_KM: Final = 2.0
"""From here a bicycle is a quarter of an hour late: then the page asks for a finer place."""
ENOUGH_KOAZA: Final = 6
NEAREST: Final = 3


class Finer(StrEnum):
    """What would bring the point nearer to the door."""

    NOTHING = "nothing"
    KOAZA = "koaza"
    HALL_OR_PIN = "hall_or_pin"


@dataclass(frozen=True)
class TownName:
    """A town as addresses are compared with it. `closed`: 字 of a city's centre, with nothing below it."""

    id: int
    folded: str
    closed: bool = False

    @classmethod
    def of(cls, town_id: int, name: str) -> "TownName":
        return cls(town_id, folded_name(name), closed=name.startswith("字"))

    @property
    def short(self) -> str:
        """日形 for 花泉町日形; nothing when the rest would be a mere 二丁目."""
        short = MERGED.sub("", self.folded, count=1)
        return short if short != self.folded and len(short) > 1 else ""


def fold(text: str) -> str:
    """Half width, new characters, no 大字 and 字, 二丁目 as 2丁目, a long dash beside a figure as a dash."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(SAME)
    plain = DASH.sub("-", plain).replace("大字", "").replace("字", "")
    return NUMERAL.sub(lambda read: str(_number(read[1])), plain)


def rest_as_typed(typed: str, rest: str) -> str:
    """The end of what was typed that says the same as the folded rest: 字 and figures stay as they were."""
    ends = (typed[begin:] for begin in range(len(typed) + 1))
    return next((end.strip() for end in ends if fold(end) == rest), typed.strip())


@lru_cache(maxsize=50_000)
def folded_name(name: str) -> str:
    """A city's names are compared with every address of a list; what people typed is not kept here."""
    return fold(name)


def _number(kanji: str) -> int:
    """Up to 99: no town has more 丁目."""
    tens, ten, ones = kanji.rpartition("十")
    value = KANJI_DIGITS.find(ones) if ones else 0
    return value + 10 * (KANJI_DIGITS.find(tens) if tens else 1) if ten else value


def without_city(folded: str, city: str) -> str:
    """The prefecture, the 郡 and the city in front fall away."""
    front = re.match(rf"(?:[^\d]{{2,3}}[都道府県])?(?:[^\d]{{1,4}}郡)?{re.escape(fold(city))}", folded)
    return folded[front.end() :] if front else PREFECTURE.sub("", folded)


def after_town(typed: str, name: str, *, closed: bool = False) -> str | None:
    """What follows the town's name in a folded address; None when the address is not there."""
    if typed.startswith(name):
        rest = typed[len(name) :]
        return rest if not closed or END_OF_KOAZA.match(rest) else None
    chome = CHOME.fullmatch(name)
    if chome is None:
        return None
    short = re.match(rf"{re.escape(chome[1])}{chome[2]}[-の](?=\d)", typed)
    return typed[short.end() :] if short else None


def find_town(typed: str, towns: Sequence[TownName]) -> tuple[int, str] | None:
    """The town and the rest of the folded address: the longest name wins, an old village's own name counts
    when only one town of the city bears it."""
    full = [(one.id, after_town(typed, one.folded, closed=one.closed)) for one in towns]
    found = [(len(rest), town_id, rest) for town_id, rest in full if rest is not None]
    if not found:
        shorts = [(one.id, after_town(typed, one.short)) for one in towns if one.short]
        found = [
            (len(rest), town_id, rest)
            for town_id, rest in shorts
            if rest is not None and not rest.startswith(("町", "村"))
        ]
        nearest = min((length for length, _, _ in found), default=0)
        if sum(length == nearest for length, _, _ in found) != 1:
            return None
    _, town_id, rest = min(found)
    return town_id, rest


def find_koaza(rest: str, names: Iterable[tuple[int, str]]) -> int | None:
    """Of `names` (id, name): the longest that the rest of the address begins with, a figure after it."""
    folded = [(folded_name(name), koaza_id) for koaza_id, name in names]
    found = [
        (len(name), koaza_id)
        for name, koaza_id in folded
        if name and rest.startswith(name) and END_OF_KOAZA.match(rest[len(name) :])
    ]
    return max(found)[1] if found else None


def town_radius(point: Point, *, koazas: Sequence[Point], others: Sequence[Point]) -> float:
    """Km from the town's point within which about nine houses of ten lie.

    With some 小字: nine of ten of their points. Without: as far as the three next towns, in the mean; half of
    that was the mean error of 41 halls. 0 when there is nothing to measure by.
    """
    if len(koazas) >= ENOUGH_KOAZA:
        away = sorted(crow_km(point, one) for one in koazas)
        return away[len(away) * 9 // 10]
    nearest = sorted(crow_km(point, one) for one in others)[:NEAREST]
    return sum(nearest) / len(nearest) if nearest else 0.0


def off_km(precision: Precision, town_radius_km: float) -> float:
    """How far a door may lie from its point, nine times of ten."""
    if precision is Precision.PIN:
        return 0.0
    most = {Precision.KOAZA: KOAZA_KM, Precision.HALL: HALL_KM}.get(precision, town_radius_km)
    return min(most, town_radius_km)


class Somewhere(Protocol):
    """A household or a venue."""

    @property
    def lat(self) -> float: ...
    @property
    def lng(self) -> float: ...
    @property
    def precision(self) -> Precision: ...
    @property
    def town(self) -> Town: ...


def point_of(where: Somewhere) -> Point:
    """Where the way there is counted to, and how far off that may be."""
    return Point(where.lat, where.lng, off_km(where.precision, where.town.radius_km))


def is_coarse(where: Somewhere) -> bool:
    return point_of(where).off > ASK_BEYOND_KM


def finer(precision: Precision, town_radius_km: float, *, has_koazas: bool) -> Finer:
    if off_km(precision, town_radius_km) <= ASK_BEYOND_KM:
        return Finer.NOTHING
    return Finer.KOAZA if has_koazas else Finer.HALL_OR_PIN
