"""A sketch of one day: where the tutors start, where they go and in which order. No map tiles, no network."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.places.travel import Point

WIDTH, HEIGHT, MARGIN = 960, 600, 48
APART = 26
"""Pixels between two marks that would lie on one another: a town's point stands for many houses."""
KM_A_DEGREE = 111.2
BARS = (0.2, 0.5, 1, 2, 5, 10, 20, 50)
SMALLEST_KM = 1.0
PATTERNS = 6


@dataclass(frozen=True)
class Stop:
    """`number` counts the visits of the day in order of time; two tutors share one."""

    number: int
    code: str
    starts_at: datetime
    place: str
    people: tuple[str, ...]
    point: Point


@dataclass(frozen=True)
class Mark:
    """`place` is written once where several lie beside one another."""

    number: int
    x: float
    y: float
    place: str


@dataclass(frozen=True)
class Route:
    """One tutor's way from home through the stops and home again; the pattern tells lines apart."""

    letter: str
    name: str
    pattern: int
    home: tuple[float, float]
    path: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Sketch:
    routes: tuple[Route, ...]
    marks: tuple[Mark, ...]
    bar_km: float
    bar_px: float


class Projection:
    """Kilometres east and north, fitted into the picture; close to true over a few dozen kilometres."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.lat = (min(one.lat for one in points) + max(one.lat for one in points)) / 2
        self.lng = (min(one.lng for one in points) + max(one.lng for one in points)) / 2
        spans = [self._km(one) for one in points]
        wide = max(SMALLEST_KM, *(2 * abs(x) for x, _ in spans))
        high = max(SMALLEST_KM, *(2 * abs(y) for _, y in spans))
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)

    def _km(self, point: Point) -> tuple[float, float]:
        narrow = math.cos(math.radians(self.lat))
        return (point.lng - self.lng) * KM_A_DEGREE * narrow, (point.lat - self.lat) * KM_A_DEGREE

    def at(self, point: Point) -> tuple[float, float]:
        east, north = self._km(point)
        return round(WIDTH / 2 + east * self.scale, 1), round(HEIGHT / 2 - north * self.scale, 1)


def sketch(homes: Mapping[str, Point], ways: Mapping[str, Sequence[Stop]]) -> Sketch | None:
    """Both by the tutor's name; only who goes out is drawn. Nobody goes: nothing to draw."""
    out = {name: sorted(stops, key=lambda one: one.starts_at) for name, stops in ways.items() if stops}
    if not out:
        return None
    points = [homes[name] for name in out] + [one.point for stops in out.values() for one in stops]
    onto = Projection(points)
    marks = _marks({one.number: one for stops in out.values() for one in stops}.values(), onto)
    places = {one.number: (one.x, one.y) for one in marks}
    routes = [
        _route(n, name, stops, onto.at(homes[name]), places) for n, (name, stops) in enumerate(out.items())
    ]
    km = max((bar for bar in BARS if bar * onto.scale <= WIDTH / 4), default=BARS[0])
    return Sketch(tuple(routes), tuple(marks), km, round(km * onto.scale, 1))


def _marks(stops: Iterable[Stop], onto: Projection) -> list[Mark]:
    taken: set[tuple[int, int]] = set()
    named: set[tuple[str, Point]] = set()
    marks = []
    for stop in sorted(stops, key=lambda one: one.number):
        x, y = onto.at(stop.point)
        while (round(x / APART), round(y / APART)) in taken:
            x += APART
        taken.add((round(x / APART), round(y / APART)))
        is_named = (stop.place, stop.point) in named
        named.add((stop.place, stop.point))
        marks.append(Mark(stop.number, round(x, 1), y, "" if is_named else stop.place))
    return marks


def _route(
    n: int,
    name: str,
    stops: Sequence[Stop],
    home: tuple[float, float],
    places: Mapping[int, tuple[float, float]],
) -> Route:
    way = [home, *(places[one.number] for one in stops), home]
    path = " ".join(f"{x},{y}" for x, y in way)
    return Route(letter(n), name, n % PATTERNS, home, path, tuple(stops))


def letter(n: int) -> str:
    """A, B ... Z, AA, AB: the tutors of the day."""
    return (letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
