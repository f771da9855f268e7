"""Minutes on the way, from distance: no road data, no network.

Great circle times detour, divided by the mode's speed, plus fixed minutes for locking a bicycle,
waiting at a stop or parking. The detour of 1.35 lies between 1.26 (South Korea) and 1.435
(its mountainous province of Gangwon; Kim et al. 2015, J. KSAE 57(4)). Speeds rise with distance,
because longer ways use better roads; the bands are set so that 17 km by car take 47 minutes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

DETOUR = 1.35
EARTH_KM = 6371.0
FORBIDDEN = 10000
"""A leg nobody should be sent on (matching FORMAT.md: 10000 and more is forbidden)."""
SAME_PLACE = 4
"""Minutes between two doors at one town point: a town's point is not a house."""


class Point(NamedTuple):
    lat: float
    lng: float


@dataclass(frozen=True)
class Way:
    """`bands` are (up to this many road km, km/h); `longest` is in minutes."""

    bands: tuple[tuple[float, float], ...]
    fixed: int
    longest: int


WAYS = {
    "walk": Way(((math.inf, 4.2),), 0, 45),
    "bicycle": Way(((math.inf, 12.0),), 3, 75),
    "bus": Way(((5.0, 14.0), (math.inf, 22.0)), 15, 150),
    "car": Way(((3.0, 22.0), (10.0, 28.0), (math.inf, 32.0)), 4, FORBIDDEN),
}


def crow_km(a: Point, b: Point) -> float:
    """Haversine."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lng - a.lng) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def minutes(a: Point, b: Point, *, mode: str, detour: float = DETOUR) -> int:
    way, km = WAYS[mode], crow_km(a, b) * detour
    speed = next(kmh for up_to, kmh in way.bands if km <= up_to)
    total = max(SAME_PLACE, math.ceil(km / speed * 60) + way.fixed)
    return total if total <= way.longest else FORBIDDEN


def matrix(points: Sequence[Point], *, mode: str, detour: float = DETOUR) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(minutes(a, b, mode=mode, detour=detour) for b in points) for a in points)
