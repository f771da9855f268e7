"""What a voice says of a text: sentences, with readings in place of kanji and no sign of Markdown. Pure."""

import re
from collections.abc import Iterator

from tutor.curriculum.blanks import without_lines
from tutor.curriculum.page_html import paragraphs
from tutor.curriculum.spoken_signs import BLANK, with_signs_said

LONGEST = 80
"""About eleven seconds: voices of Android fall silent after fourteen."""
ENDS = "。！？"
OPEN, CLOSED = "「『（(", "」』）)"
BLANKS_AT_END = re.compile(rf"(?:{BLANK.pattern}[、，,と。.]?[^\S\n]*)+$", re.MULTILINE)


def sentences(text: str) -> list[str]:
    """Of Markdown as a page shows it: lists with their numbers, without pictures and a town's blanks."""
    found: list[str] = []
    for number, words in paragraphs(without_lines(text)):
        found += plain_sentences(_numbered(number, words) if words.strip() else "")
    return found


def plain_sentences(text: str) -> list[str]:
    """Of words without any Markdown. A line that ends with a blank ends what is said."""
    wholes = [with_signs_said(_in_one_line(piece)) for piece in BLANKS_AT_END.split(text)]
    ended = [one.strip() for whole in wholes for one in _ended(whole)]
    return [part for one in ended for part in _breaths(one) if any(map(str.isalnum, part))]


def _numbered(number: str, said: str) -> str:
    if not number:
        return said
    return f"{number}. {said}" if said.isascii() else f"{number}、{said}"


def _in_one_line(text: str) -> str:
    """A line of the file may end in the middle of a sentence."""
    whole = ""
    for line in text.splitlines():
        between = " " if whole[-1:].isascii() and line[:1].isascii() else ""
        whole += between + line.strip()
    return whole.strip()


def _ended(text: str) -> Iterator[str]:
    """Cut after each end of a sentence; what is said within quotes stays whole."""
    begin = depth = 0
    for at, sign in enumerate(text):
        depth += (sign in OPEN) - (sign in CLOSED)
        if depth <= 0 and _is_end(text, at):
            yield text[begin : at + 1]
            begin = at + 1
    yield text[begin:]


def _is_end(text: str, at: int) -> bool:
    sign, after = text[at], text[at + 1 : at + 2]
    if sign in ENDS:
        return after not in (*ENDS, *CLOSED) if after else True
    # "1." before its step is a number, no sentence.
    return sign in ".!?" and after in ("", " ") and not text[:at].isdigit()


def _breaths(sentence: str) -> Iterator[str]:
    """A sentence too long for one breath is cut at its commas."""
    while _length(sentence) > LONGEST:
        fits = next(n for n in range(len(sentence), 0, -1) if _length(sentence[:n]) <= LONGEST)
        comma = max(sentence.rfind(mark, 0, fits) for mark in ("、", ", ", "」"))
        cut = comma + 1 if comma > 0 else fits
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    yield sentence


def _length(sentence: str) -> float:
    """In Japanese syllables, roughly."""
    return sum(0.4 if sign.isascii() else 1 for sign in sentence)
