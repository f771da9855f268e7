"""One homework as a row of small pages: the unit's pages, the exercise, the questions, one's own line."""

from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext

from tutor.curriculum.content import PHONES, Choice, Page, Question, Unit
from tutor.curriculum.page_html import page_html

Kind = Literal["page", "exercise", "question", "own"]


@dataclass(frozen=True)
class Sheet:
    """`html` is Markdown of ours made harmless by page_html."""

    kind: Kind
    title: str
    html: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    """Name of the telephone and what to do on it: one's own only, or all when nobody knows which."""
    trouble: str = ""
    question: Question | None = None

    def choice(self, typed: str) -> Choice | None:
        """The choice that was pressed, counted from 0."""
        choices = self.question.choices if self.question else ()
        return dict(zip(map(str, range(len(choices))), choices, strict=True)).get(typed)


def sheets(unit: Unit, *, phone: str) -> list[Sheet]:
    pages = [
        Sheet(
            "page",
            page.title,
            html=page_html(page.text),
            steps=steps_of(page, phone),
            trouble=page_html(page.trouble),
        )
        for page in unit.pages
    ]
    exercise = Sheet("exercise", unit.exercise.title, html=page_html(unit.exercise.text))
    questions = [Sheet("question", one.text, question=one) for one in unit.questions]
    own = Sheet("own", gettext("じぶんの手順"), html=page_html(unit.own_steps))
    return [*pages, exercise, *questions, own]


def steps_of(page: Page, phone: str) -> tuple[tuple[str, str], ...]:
    known = phone in PHONES.values()
    kinds = [(name, kind) for name, kind in PHONES.items() if kind == phone or not known]
    return tuple((name, page_html(page.steps_for(kind))) for name, kind in kinds if page.steps_for(kind))


def sheet_number(typed: str | None, *, otherwise: int, count: int) -> int:
    """Whatever stands in the address, a sheet that exists."""
    number = int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 4 else otherwise
    return max(0, min(number, count - 1))
