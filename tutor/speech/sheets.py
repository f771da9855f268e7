"""What is said of one sheet of a unit, for a browser's voice and for audio made ahead. Pure."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from tutor.curriculum.content import LANGUAGES, PHONES, Choice, Page, Unit
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
            head = Said("れんしゅう"), Said("スマホを手に持って、ためしてみましょう。")
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


def every(unit: Unit) -> dict[str, list[str]]:
    """All that can be heard of a unit, for each kind of telephone, by its hash."""
    found = [said(unit, sheet, phone=phone) for sheet in sheets(unit) for phone in ("", *PHONES.values())]
    found += [because(choice) for asked in unit.questions for choice in asked.choices]
    return {text_hash(one): one for one in found if one}


def text_hash(lines: Sequence[str]) -> str:
    """What is written, before names get their readings: a page that stays the same keeps its audio."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
