"""Words in large type: a sentence a line, dates and numbers in one piece, as large as the card holds."""

import re
from collections.abc import Sequence
from math import ceil
from unicodedata import east_asian_width

from markupsafe import Markup, escape

SENTENCE_ENDS = re.compile(r"(?<=。)|(?<=[.?!]) (?=[A-Z])")
IN_ONE_PIECE = re.compile(
    r"(?P<fat>\d+月\d+日\(.\)(?:\d+:\d\d)?|[A-Z][a-z]{2} \d\d? [A-Z][a-z]{2}|\d\d?:\d\d|0\d+-\d+-\d+)"
    r"|[々ァ-ヶー一-龠]+(?:・[々ァ-ヶー一-龠]+)+"
)
SIZES = (17, 16, 15, 14, 13, 12, 11, 10)
WIDTH, HEIGHT, POINT, LEADING, BETWEEN = 84, 91, 0.353, 1.4, 1
"""In millimetres: of the words on a postcard, beside heading and number."""


def sentences(text: str) -> list[str]:
    return [one.strip() for one in SENTENCE_ENDS.split(text) if one.strip()]


def kept_together(sentence: str) -> Markup:
    """What one must not misread is fat, and it and names are not broken at the end of a line."""
    parts, end = [], 0
    for found in IN_ONE_PIECE.finditer(sentence):
        tag = "b" if found["fat"] else "span"
        piece = Markup(f'<{tag} class="nowrap">{{}}</{tag}>').format(found[0])  # noqa: S704 -- our two tags
        parts += [escape(sentence[end : found.start()]), piece]
        end = found.end()
    return Markup("").join([*parts, escape(sentence[end:])])


def card_size(says: Sequence[str]) -> int:
    return next((size for size in SIZES if _height(says, size) <= HEIGHT), SIZES[-1])


def _height(says: Sequence[str], size: int) -> float:
    """A line loses up to three letters where a date is kept in one piece."""
    line = WIDTH / (size * POINT) - 3
    lines = sum(ceil(_width(one) / line) for one in says)
    return lines * size * POINT * LEADING + len(says) * BETWEEN


def _width(text: str) -> float:
    """In square letters; a Latin one takes a little more than half."""
    return sum(1 if east_asian_width(one) in "WFA" else 0.58 for one in text)
