"""A pin as it is copied from a map, and whether it can be meant."""

import re
import unicodedata
from typing import Final

from tutor.errors import Refused
from tutor.places.travel import Point, crow_km

NUMBER: Final = re.compile(r"\d{1,3}\.\d+")
LATITUDES: Final = (20.0, 46.0)
LONGITUDES: Final = (122.0, 154.0)
"""Of Japan, with its islands."""
NEAR_KM: Final = 3.0


def read_pin(typed: str) -> Point:
    """38.93746, 141.09568 in either order, with 北緯 and 東経 or without; a pair outside Japan is refused."""
    numbers = sorted(float(one) for one in NUMBER.findall(unicodedata.normalize("NFKC", typed)))
    if len(numbers) != 2 or not (_within(numbers[0], LATITUDES) and _within(numbers[1], LONGITUDES)):
        raise Refused(
            "位置が読み取れません。地図から写した「38.93746, 141.09568」のような二つの数を入れてください。"
        )
    return Point(numbers[0], numbers[1])


def _within(number: float, span: tuple[float, float]) -> bool:
    return span[0] <= number <= span[1]


def check_near(pin: Point, town: Point, radius_km: float, *, name: str) -> None:
    """Twice the town's radius and a little: all of 57 surveyed halls lie nearer to their town's point."""
    away = crow_km(pin, town)
    if away > 2 * radius_km + NEAR_KM:
        raise Refused(
            "この位置は「%(town)s」から %(km)d キロ離れています。"
            "別の場所を写していないか、お確かめください。",
            town=name,
            km=round(away),
        )


def shown_pin(point: Point) -> str:
    return f"{point.lat:.5f}, {point.lng:.5f}"
