"""How written names are read. Pure."""

import re
from collections.abc import Iterable, Mapping

import jaconv

from tutor.errors import Refused

KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")


def read_out(lines: Iterable[str], readings: Mapping[str, str]) -> list[str]:
    """Names become kana; the longest that fits is taken, so 中央町 is not read as 中央 and 町."""
    if not readings:
        return list(lines)
    longest_first = sorted(readings, key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, longest_first)))
    return [names.sub(lambda name: readings[name[0]], line) for line in lines]


def katakana(reading: str) -> str:
    """A voice takes hiragana for words of a sentence, and は for わ; katakana it takes for a name."""
    return str(jaconv.hira2kata(reading.strip()))


def check_spoken(spoken: str) -> None:
    if not KANA.fullmatch(spoken):
        raise Refused("読み方は、ひらがなかカタカナで入れてください。")
