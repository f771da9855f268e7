"""Minutes on the way, from distance: no road data, no network.

Great circle times detour, each part of the way at the speed of its band, plus fixed minutes for
locking a bicycle, waiting at a stop or parking. The detour of 1.35 lies between 1.26 (South Korea) and 1.435
(its mountainous province of Gangwon; Kim et al. 2015, J. KSAE 57(4)). Speeds rise with distance,
because longer ways use better roads; the bands are set so that 17.3 km by car take 47 minutes, as
measured between a station and a hall of Ichinoseki.

A town's point is not a house: `off` says how far the door may lie from the point, nine times of ten. Half
of it is ridden at each end. Two homes at one town point are then one `off` apart: about the mean way between
two houses of a town of that radius (0.91 of the radius for houses spread evenly over a circle).
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
"""Minutes between two doors that are as near as the points can say."""


class Point(NamedTuple):
    lat: float
    lng: float
    off: float = 0.0
    """Km, from `places.rules.off_km`; 0 for a pin."""


@dataclass(frozen=True)
class Way:
    """`bands` are (up to this many road km, km/h for that part of the way); `longest` is in minutes."""

    bands: tuple[tuple[float, float], ...]
    fixed: int
    longest: int


WAYS = {
    "walk": Way(((math.inf, 4.2),), 0, 45),
    "bicycle": Way(((math.inf, 12.0),), 3, 75),
    "bus": Way(((5.0, 14.0), (math.inf, 28.0)), 15, 150),
    "car": Way(((3.0, 24.0), (10.0, 32.0), (math.inf, 36.0)), 4, FORBIDDEN),
}


def crow_km(a: Point, b: Point) -> float:
    """Haversine."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lng - a.lng) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def minutes(a: Point, b: Point, *, mode: str, detour: float = DETOUR) -> int:
    """A coarse point makes the way longer; it alone forbids nobody to go."""
    way, km = WAYS[mode], crow_km(a, b) * detour
    if math.ceil(_riding(km, way.bands)) + way.fixed > way.longest:
        return FORBIDDEN
    doubt = (a.off + b.off) / 2 * detour
    return max(SAME_PLACE, math.ceil(_riding(km + doubt, way.bands)) + way.fixed)


def _riding(km: float, bands: Sequence[tuple[float, float]]) -> float:
    """Part by part: with one speed for the whole way, a longer one could take less time."""
    minutes, done = 0.0, 0.0
    for up_to, kmh in bands:
        part = max(0.0, min(km, up_to) - done)
        minutes, done = minutes + part / kmh * 60, done + part
    return minutes


def matrix(points: Sequence[Point], *, mode: str, detour: float = DETOUR) -> tuple[tuple[int, ...], ...]:
    """The way there is as long as the way back, so each is reckoned once."""
    half = [[minutes(a, b, mode=mode, detour=detour) for b in points[: n + 1]] for n, a in enumerate(points)]
    size = range(len(points))
    return tuple(tuple(half[a][b] if b <= a else half[b][a] for b in size) for a in size)
