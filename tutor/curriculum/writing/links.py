"""Links in what learners read: whether an address can be one at all. Pure; nobody is asked."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from tutor.curriculum.source.problems import Problem
from tutor.curriculum.source.sections import LINK
from tutor.curriculum.writing.lines import Written

_HOST = re.compile(r"(?:[\w-]+\.)+\w{2,}")
_TELEPHONE = re.compile(r"tel:\+?[\d#*-]{3,}")


class Link(NamedTuple):
    file: str
    line: int
    target: str


def links_of(units: Iterable[Written]) -> Iterator[Link]:
    for unit in units:
        for line in unit.lines:
            for _, target in LINK.findall(line.written):
                yield Link(line.file, line.number, target.strip())


def malformed(units: Iterable[Written]) -> Iterator[Problem]:
    for link in links_of(units):
        if not _is_possible(link.target):
            mend = "開いたページの住所を、始めから終わりまで写してください。"
            sentence = f"「{link.target}」は、開けない形です。{mend}"
            yield Problem(link.file, link.line, sentence)


def _is_possible(target: str) -> bool:
    if target.lower().startswith("tel:"):
        return _TELEPHONE.fullmatch(target) is not None
    try:
        parts = urlsplit(target)
        host, _port = parts.hostname, parts.port
    except ValueError:  # brackets of an address that is none, a port that is no number
        return False
    return not re.search(r"\s", target) and _HOST.fullmatch(host or "") is not None
