"""〔市で書く：ごみの電話番号〕: what only the town knows, and has not written yet. Pure."""

import re
from collections.abc import Iterator

from tutor.curriculum.content import Curriculum, Unit

BLANK = re.compile(r"〔市で書く[：:]\s*([^〔〕\n]*?)\s*〕")
_ALONE = re.compile(rf"^\s*(?:(?:\d+[.)]|[-*+])\s+)?{BLANK.pattern}\s*$\n?", re.MULTILINE)


def without_lines(text: str) -> str:
    """For a voice: a line that is a blank alone says nothing yet."""
    return _ALONE.sub("", text)


def blanks_of(unit: Unit) -> list[str]:
    """What belongs there, each once, in the order in which a learner comes to it."""
    return list(dict.fromkeys(found for text in _texts(unit) for found in BLANK.findall(text)))


def open_blanks(read: Curriculum) -> list[tuple[Unit, list[str]]]:
    """Units that still wait for their town; Japanese alone, which the others follow."""
    found = [(unit, blanks_of(unit)) for unit in read.units]
    return [(unit, blanks) for unit, blanks in found if blanks]


def _texts(unit: Unit) -> Iterator[str]:
    for page in unit.pages:
        yield page.text
        yield from (steps.text for steps in page.steps)
        yield from (page.trouble, page.paper, page.narration)
    yield from (unit.exercise.text, unit.own_steps, unit.tutor_note)
