"""A sentence that stands in too many units is a set phrase: written for none of them. Pure."""

from collections.abc import Iterator, Sequence

from tutor.curriculum.content import LANGUAGES
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.hard_words import Words
from tutor.curriculum.writing.lines import Line, Written

MOST_UNITS = 3
SHORTEST = 12
"""Letters. Shorter ones, as 「切れました。」, say nothing of how a unit was made."""
SHORTEST_STEP = 24
"""One movement of the hand is best said in the same words each time: 「設定」をポンとたたきます。"""


def repeated(units: Sequence[Written], words: Words) -> Iterator[Problem]:
    """Named where it stands once too often, with the units that had it before.

    What explains a hard word may say the same in each unit.
    """
    explanations = tuple(f"「{word}」{form}、" for word in words.explained for form in ("は", "とは"))
    seen: dict[str, list[str]] = {}
    for unit in (unit for unit in units if unit.language == LANGUAGES[0]):
        for sentence, line in _sentences(unit).items():
            keys = seen.setdefault(sentence, [])
            keys.append(unit.unit.key)
            if len(keys) > MOST_UNITS and not sentence.startswith(explanations):
                yield Problem(line.file, line.number, _said(sentence, keys))


def _sentences(unit: Written) -> dict[str, Line]:
    """Each with the line at which it stands first, those for tutors too."""
    found: dict[str, Line] = {}
    for line in unit.lines:
        shortest = SHORTEST_STEP if line.is_step and not line.tutor else SHORTEST
        for sentence in line.text.split("。"):
            if len(sentence.strip()) >= shortest:
                found.setdefault(sentence.strip(), line)
    return found


def _said(sentence: str, keys: list[str]) -> str:
    where = f"この文は{len(keys)}つの単元（{'、'.join(keys)}）にあります"
    return f"「{sentence}」{where}。この単元のことばに書きなおすか、消してください。"
