"""The text of a draft, changed page by page. Pure; what it does not touch stays letter by letter."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.curriculum.content import Page, Question
from tutor.curriculum.source.sections import Passage, sections_of
from tutor.curriculum.source.unit_body import OWN_STEPS, PAGE, QUESTION, SURVEY
from tutor.curriculum.source.unit_file import FENCE
from tutor.curriculum.source.unit_parts import NARRATION, read_page
from tutor.curriculum.toml_text import Value, toml_file, toml_table
from tutor.curriculum.written_unit import question_text


@dataclass(frozen=True)
class PageText:
    """A page as its author writes it: `text` is all under its heading but what is read aloud."""

    title: str
    text: str
    narration: str
    first_line: int = 0
    """In the file, where problems are counted from 1."""
    last_line: int = 0


def pages_of(draft: str) -> list[PageText]:
    return [_page(draft.split("\n"), *place) for place in _places(draft, PAGE)]


def page_content(draft: str, at: int) -> Page:
    """As the reader takes it, whatever it has to say of it."""
    first, last = _places(draft, PAGE)[at]
    (section,) = sections_of(draft.split("\n")[first:last], first, _nothing)
    return read_page(section, _nothing)


def _nothing(_line: int, _sentence: str) -> None:
    """What is wrong is said by whoever reads the whole file."""


def with_page(draft: str, at: int, page: PageText) -> str:
    """Whatever stood on page `at`, counted from 0, now says this."""
    first, last = _places(draft, PAGE)[at]
    return _put(draft, first, last, _written(page))


def without_page(draft: str, at: int) -> str:
    return _put(draft, *_places(draft, PAGE)[at], [])


def moved(draft: str, at: int, by: int) -> str:
    places = _places(draft, PAGE)
    to = max(0, min(at + by, len(places) - 1))
    order = list(range(len(places)))
    order.insert(to, order.pop(at))
    lines = draft.split("\n")
    texts = [lines[first:last] for first, last in places]
    for (first, last), source in reversed(list(zip(places, order, strict=True))):
        lines[first:last] = texts[source]
    return "\n".join(lines)


def questions_of(draft: str) -> list[str]:
    lines = draft.split("\n")
    return [lines[first].partition("：")[2] or lines[first] for first, _ in _places(draft, QUESTION)]


def with_question(draft: str, question: Question) -> str:
    """After the last one, or before what comes after questions."""
    places = _places(draft, QUESTION)
    after = [first for kind in (SURVEY, OWN_STEPS) for first, _ in _places(draft, kind)]
    at = places[-1][1] if places else min(after, default=len(draft.split("\n")))
    return _put(draft, at, at, [*question_text(question, question.skill).split("\n"), ""])


def without_question(draft: str, at: int) -> str:
    return _put(draft, *_places(draft, QUESTION)[at], [])


def with_front(draft: str, **changed: Value) -> str:
    """What stands between the fences, with these values new."""
    front = front_of(draft) | changed
    facts = front.pop("facts", [])
    text = toml_file([toml_table(_fixed(front)), *(toml_table(_fixed(fact), "facts") for fact in facts)])
    return _put(draft, 1, _front_end(draft.split("\n")), text.rstrip("\n").split("\n"))


def front_of(draft: str) -> dict[str, Any]:
    """Empty when somebody broke it by hand."""
    lines = draft.split("\n")
    try:
        return tomllib.loads("\n".join(lines[1 : _front_end(lines)]))
    except tomllib.TOMLDecodeError:
        return {}


def _fixed(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _front_end(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if at and line.rstrip() == FENCE), 1)


def _places(draft: str, kind: str) -> list[tuple[int, int]]:
    """From the heading to before the next one, as places in the list of lines."""
    lines = draft.split("\n")
    below = _front_end(lines) + 1
    sections = sections_of(lines[below:], below, _nothing)
    ends = [section.line for section in sections[1:]] + [len(lines)]
    return [(section.line, end) for section, end in zip(sections, ends, strict=True) if section.kind == kind]


def _page(lines: list[str], first: int, last: int) -> PageText:
    (section,) = sections_of(lines[first:last], first, _nothing)
    said = next((part for part in section.parts if part.kind == NARRATION), None)
    others = [part for part in section.parts if part is not said]
    text = "\n\n".join(filter(None, [section.text, *map(_part, others)]))
    return PageText(section.title, text, said.text if said else "", first + 1, last)


def _part(part: Passage) -> str:
    return f"## {part.kind}\n{part.text}"


def _written(page: PageText) -> list[str]:
    said = f"\n\n## {NARRATION}\n\n{page.narration}" if page.narration else ""
    return f"# {PAGE}：{page.title}\n\n{page.text}{said}\n".split("\n")


def _put(draft: str, first: int, last: int, new: Sequence[str]) -> str:
    lines = draft.split("\n")
    return "\n".join([*lines[:first], *new, *lines[last:]])
