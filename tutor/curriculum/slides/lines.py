"""Lines of a slide as lines of a page: no longer than a telephone shows in large letters."""

import re
from collections.abc import Iterable, Iterator

from tutor.curriculum.source.sections import LONGEST_LINE, visible, width

_PIECE = re.compile(r"\[[^\]]*\]\([^)]*\)|[!-&*-Z^-~]+|.")
_SENTENCE = re.compile(r"[^。！？]*[。！？]*[」』）]*")
_GOOD_AFTER = "、，。）」』 　・"
_NEW_WORD = re.compile(r"[ぁ-ん][\u3400-\u9fff々ァ-ヶA-Za-z0-9]")
"""A phrase of Japanese mostly begins where kana end."""


def page_text(lines: Iterable[str]) -> str:
    """Points stay a list; between it and what stands around it is an empty line."""
    made: list[str] = []
    was_point = False
    for line in lines:
        is_point = line.startswith("- ")
        if made and is_point != was_point:
            made.append("")
        first, *others = wrapped(line.removeprefix("- ")) or [""]
        made += [f"- {first}", *(f"  {one}" for one in others)] if is_point else [first, *others]
        was_point = is_point
    return "\n".join(made)


def wrapped(line: str) -> list[str]:
    """What is short stays one line; else each sentence begins a new one."""
    # A number sign at the front would be a heading of ours.
    line = re.sub(r"^([#＃])", "番号\\1", line.strip())
    if width(visible(line)) <= LONGEST_LINE:
        return [line] if line else []
    return [one for sentence in _sentences(line) for one in _cut(sentence)]


def _sentences(line: str) -> Iterator[str]:
    links = iter(re.findall(r"\[[^\]]*\]\([^)]*\)", line))
    bare = re.sub(r"\[[^\]]*\]\([^)]*\)", "\0", line)
    for found in _SENTENCE.findall(bare):
        if found.strip():
            yield re.sub("\0", lambda _: next(links), found).strip()


def _cut(sentence: str) -> Iterator[str]:
    row: list[str] = []
    for piece in _PIECE.findall(sentence):
        if row and width(visible("".join([*row, piece]))) > LONGEST_LINE:
            at = _good_place(row, piece)
            yield "".join(row[:at]).strip()
            row = row[at:]
        row.append(piece)
    if rest := "".join(row).strip():
        yield rest


def _good_place(row: list[str], following: str) -> int:
    """Before which piece the line ends; in its second half, so that no line is a stump."""
    whole = [*row, following]
    for at in range(len(row), len(row) // 2, -1):
        before, after = whole[at - 1], whole[at]
        if before[-1] in _GOOD_AFTER or _NEW_WORD.fullmatch(before[-1] + after[0]):
            return at
    return len(row)
