"""What somebody is found by, and what a typed text asks for. Every search is a search for a beginning."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tutor.people.names import fold

LONGEST_KEY = 60
FEWEST_DIGITS = 3
LAST = "\U0010ffff"
"""Sorts behind every letter: what begins with X lies between X and X + LAST."""


class KeyKind(StrEnum):
    NAME = "name"
    NUMBER = "number"
    PLACE = "place"


@dataclass(frozen=True)
class Name:
    family: str
    given: str
    family_reading: str
    given_reading: str


@dataclass(frozen=True)
class Word:
    """One word of a search: the beginning of a key of one of these kinds, the likelier kind first."""

    begins: str
    kinds: tuple[KeyKind, ...]

    @property
    def ends(self) -> str:
        return self.begins + LAST


def name_keys(name: Name) -> set[str]:
    """The whole and the given name, read and written; of the written one also every later beginning."""
    written = fold(name.family + name.given)
    return _short(
        [
            fold(name.family_reading + name.given_reading),
            fold(name.given_reading),
            *(written[n:] for n in range(len(written))),
        ]
    )


def number_keys(e164: str) -> set[str]:
    """The digits as they are dialled here, from each one that leaves enough of them behind it."""
    dialled = _national(e164)
    return {dialled[n:] for n in range(len(dialled) - FEWEST_DIGITS + 1)}


def place_keys(*, town: str, reading: str, address: str) -> set[str]:
    """Town and address together, each alone, the town by its reading, and what stands behind a 字."""
    rest = address.removeprefix(town)
    parts = rest.split("字")
    return _short([fold(town + rest), fold(reading), fold(rest), *(fold(part) for part in parts[1:])])


def words(typed: str) -> list[list[Word]]:
    """Ways to read what was typed, the nearest first; of each way every word must be found."""
    if number := digits(typed):
        return [[Word(number, (KeyKind.NUMBER, KeyKind.PLACE))]]
    parts = [word for part in typed.split() if (word := _word(part))]
    whole = fold(typed)
    if not parts or not whole:
        return []
    together = [Word(whole, (KeyKind.NAME, KeyKind.PLACE))]
    return [together, parts] if len(parts) > 1 else [together]


def _word(part: str) -> Word | None:
    if number := digits(part):
        return Word(number, (KeyKind.NUMBER, KeyKind.PLACE))
    folded = fold(part)
    return Word(folded, (KeyKind.NAME, KeyKind.PLACE)) if folded else None


def digits(typed: str) -> str:
    """0191(21)8633 and ０９０−１２３４ are numbers; too few digits, or any letter, and it is none."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if any(letter.isalpha() and letter != "ー" for letter in plain):
        return ""
    found = _national(plain)
    return found if len(found) >= FEWEST_DIGITS else ""


def _national(number: str) -> str:
    only = "".join(letter for letter in number if letter.isdecimal())
    return "0" + only[2:] if number.startswith("+81") else only


def _short(keys: Iterable[str]) -> set[str]:
    return {key[:LONGEST_KEY] for key in keys if key}


def driver(way: Sequence[Word]) -> Word:
    """The longest word is likely to be the rarest: the others only sort out."""
    return max(way, key=lambda word: len(word.begins))
