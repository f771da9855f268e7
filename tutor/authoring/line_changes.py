"""Two texts of one file, line by line: what went, what came, and a little of what stayed around it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

AROUND = 2
MOST = 300
"""Matching takes the cube of the lines between the first change and the last: 0.2 seconds for these."""


@dataclass(frozen=True)
class Line:
    kind: Literal["same", "gone", "new", "gap"]
    text: str = ""


def changed_lines(old: str, new: str) -> list[Line]:
    before, after = old.rstrip("\n").split("\n"), new.rstrip("\n").split("\n")
    same = _equal(before, after)
    rest = _equal(before[same:][::-1], after[same:][::-1])
    head, tail = after[max(0, same - AROUND) : same], after[len(after) - rest :][:AROUND]
    gone, came = before[same : len(before) - rest], after[same : len(after) - rest]
    if not gone and not came:
        return []
    if max(len(gone), len(came)) > MOST:
        both = [Line("gone", text) for text in gone], [Line("new", text) for text in came]
        return [line for part in both for line in part]
    return list(_lines([*head, *gone, *tail], [*head, *came, *tail]))


def _equal(before: list[str], after: list[str]) -> int:
    """How many lines at the front are the same."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(before), len(after)))


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND)
    for n, group in enumerate(groups):
        if n:
            yield Line("gap")
        for kind, a, b, c, d in group:
            if kind == "equal":
                yield from (Line("same", text) for text in after[c:d])
                continue
            yield from (Line("gone", text) for text in before[a:b])
            yield from (Line("new", text) for text in after[c:d])
