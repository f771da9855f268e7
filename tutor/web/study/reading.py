"""One sheet of a unit as a page shows it."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext

from tutor.curriculum.content import Choice, Page, Picture, Unit
from tutor.curriculum.page_html import BLANK_BOX, page_html
from tutor.study import rules
from tutor.study.rules import Kind


@dataclass(frozen=True)
class Sheet:
    """`html` is Markdown of ours made harmless by page_html."""

    kind: Kind
    title: str
    html: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    """Name of the telephone and what to do on it: one's own only, or all when nobody knows which."""
    trouble: str = ""
    paper: str = ""
    """Which line of the paper form on the desk it is about."""
    narration: str = ""
    """What is said aloud instead of the rest."""
    choices: tuple[str, ...] = ()
    answers: tuple[Choice, ...] = ()
    """What there is to say of each choice, where one of them is right."""
    is_pressed: bool = False
    """It says たたく to all, and this reader's telephone wants to be pressed."""

    @property
    def has_blank(self) -> bool:
        """A box in which the town has written nothing yet."""
        return BLANK_BOX in self.html + self.trouble + "".join(steps for _, steps in self.steps)


def sheet_of(unit: Unit, sheet: rules.Sheet, *, phone: str) -> Sheet:
    match sheet.kind:
        case "page":
            return page_sheet(unit.pages[sheet.n], unit.pictures, phone)
        case "exercise":
            return Sheet("exercise", unit.exercise.title, html=page_html(unit.exercise.text, unit.pictures))
        case "question":
            asked = unit.questions[sheet.n]
            return Sheet(
                "question",
                asked.text,
                choices=tuple(one.text for one in asked.choices),
                answers=asked.choices,
            )
        case "survey":
            wanted = unit.surveys[sheet.n]
            return Sheet("survey", wanted.text, choices=tuple(wanted.choices))
        case "own":
            return Sheet("own", gettext("じぶんの手順"), html=page_html(unit.own_steps, unit.pictures))


def page_sheet(page: Page, pictures: Collection[Picture], phone: str) -> Sheet:
    return Sheet(
        "page",
        page.title,
        html=page_html(page.text, pictures),
        steps=tuple((name, page_html(steps, pictures)) for name, steps in page.steps_shown(phone)),
        trouble=page_html(page.trouble, pictures),
        paper=page_html(page.paper, pictures),
        narration=page_html(page.narration),
        is_pressed=page.is_pressed_on(phone),
    )


def sheet_title(unit: Unit, at: int) -> str:
    """Of the sheet with this number, counted from 0."""
    row = rules.sheets(unit)
    return sheet_of(unit, row[max(0, min(at, len(row) - 1))], phone="").title


def number(typed: str | None, *, otherwise: int) -> int:
    """Whatever stands in an address or a form, a small number."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 4 else otherwise
