"""Brackets that are meant as a blank for the town, and would stand on the page as they are. Pure."""

from collections.abc import Iterable, Iterator

from tutor.curriculum.blanks import BLANK
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.lines import Written

_MARKS = set("{}*[]<>")


def misspelt(units: Iterable[Written]) -> Iterator[Problem]:
    for unit in units:
        for line in unit.lines:
            if sentence := _wrong(line.written):
                yield Problem(line.file, line.number, sentence)


def _wrong(text: str) -> str:
    """Nothing where all is well."""
    inside = BLANK.findall(text)
    if set("〔〕") & set(BLANK.sub("", text)):
        return "「〔 〕」は、「〔市で書く：…〕」の形でだけ使えます。形を直すか、（ ）にしてください。"
    if _MARKS & set("".join(inside)):
        return "「〔市で書く：…〕」の中に、ふりがなと飾りは使えません。かなで書いてください。"
    return "" if all(inside) else "「〔市で書く：…〕」の中に、何を書く所かを書いてください。"
