"""What is said of one sheet of a unit, for a browser's voice and for audio made ahead. Pure."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tutor.curriculum.content import LANGUAGES, PHONES, Choice, Curriculum, Page, Unit
from tutor.curriculum.spoken import plain_sentences, sentences
from tutor.sentences import Said
from tutor.study.rules import Sheet, sheets

Name = Callable[[Said], str]
"""Puts a heading of ours into the language of the page."""

JAPANESE = LANGUAGES[:2]
"""The languages of units that a Japanese voice reads."""


def said(unit: Unit, sheet: Sheet, *, phone: str, name: Name = str) -> list[str]:
    """In the order of the page. `phone` is the reader's own, or empty when nobody knows it."""
    match sheet.kind:
        case "page":
            return _page(unit.pages[sheet.n], phone, name)
        case "exercise":
            head = Said("れんしゅう"), Said("では、ためしてみましょう。")
            return [
                name(head[0]),
                *plain_sentences(unit.exercise.title),
                name(head[1]),
                *sentences(unit.exercise.text),
            ]
        case "question":
            asked = unit.questions[sheet.n]
            return _asking(name(Said("しつもん")), asked.text, [one.text for one in asked.choices])
        case "survey":
            wanted = unit.surveys[sheet.n]
            return _asking(name(Said("アンケート")), wanted.text, wanted.choices)
        case "own":
            return [name(Said("じぶんの手順")), *sentences(unit.own_steps)]


def because(choice: Choice) -> list[str]:
    """After an answer: the kind word to it."""
    return plain_sentences(choice.because)


def _page(page: Page, phone: str, name: Name) -> list[str]:
    if page.narration:
        return sentences(page.narration)
    steps = page.steps_shown(phone)
    found = [*plain_sentences(page.title), *sentences(page.text)]
    for telephone, text in steps:
        found += [telephone] if len(steps) > 1 else []
        found += sentences(text)
    for head, text in ((Said("お手元の紙"), page.paper), (Said("こまったとき"), page.trouble)):
        found += [name(head), *sentences(text)] if text else []
    return found


def _asking(head: str, asked: str, choices: Iterable[str]) -> list[str]:
    return [head, *plain_sentences(asked), *(part for one in choices for part in plain_sentences(one))]


@dataclass
class Part:
    """One text that is spoken; `phones` are the telephones it is for, none when it is for all."""

    title: str
    lines: list[str]
    phones: list[str]

    @property
    def hash(self) -> str:
        return text_hash(self.lines)


def parts(unit: Unit) -> list[Part]:
    """All that can be heard of a unit, for each kind of telephone, in its order."""
    found: dict[str, Part] = {}
    for sheet in sheets(unit):
        for phone, name in (("", ""), *((kind, name) for name, kind in PHONES.items())):
            lines = said(unit, sheet, phone=phone)
            part = found.setdefault(text_hash(lines), Part(_title(unit, sheet), lines, []))
            part.phones += [name] if name and _has_steps(unit, sheet) else []
        if sheet.kind == "question":
            choices = unit.questions[sheet.n].choices
            words = [Part(one.text, because(one), []) for one in choices]
            found |= {one.hash: one for one in words if one.lines}
    return list(found.values())


def _has_steps(unit: Unit, sheet: Sheet) -> bool:
    return sheet.kind == "page" and bool(unit.pages[sheet.n].steps)


def _title(unit: Unit, sheet: Sheet) -> str:
    match sheet.kind:
        case "page":
            return unit.pages[sheet.n].title
        case "exercise":
            return unit.exercise.title
        case "question":
            return unit.questions[sheet.n].text
        case "survey":
            return unit.surveys[sheet.n].text
        case "own":
            return str(Said("じぶんの手順"))


def every(unit: Unit) -> dict[str, list[str]]:
    return {part.hash: part.lines for part in parts(unit)}


@lru_cache(maxsize=16)
def hashes(read: Curriculum) -> frozenset[str]:
    """Of a whole curriculum, in the languages that a Japanese voice reads; worked out once."""
    units = [unit for language in JAPANESE for unit in read.in_language(language).units]
    return frozenset(text for unit in units for text in every(unit))


def text_hash(lines: Sequence[str]) -> str:
    """What is written, before names get their readings: a page that stays the same keeps its audio."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
