"""A unit as a row of sheets, and how far one may go: a question holds until it is answered. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.curriculum.content import Unit
from tutor.learning.rules import WITH_WORDS

Kind = Literal["page", "exercise", "question", "survey", "own"]
STOPS = ("question", "survey")
AFTER_A_MISS = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing on one screen; `n` counts within its kind."""

    kind: Kind
    n: int = 0

    @property
    def stops(self) -> bool:
        """Must it be answered before one goes on?"""
        return self.kind in STOPS


def sheets(unit: Unit) -> tuple[Sheet, ...]:
    """Its pages, the exercise, the questions, what is asked without right or wrong, one's own line."""
    pages = [Sheet("page", n) for n in range(len(unit.pages))]
    questions = [Sheet("question", n) for n in range(len(unit.questions))]
    surveys = [Sheet("survey", n) for n in range(len(unit.surveys))]
    return (*pages, Sheet("exercise"), *questions, *surveys, Sheet("own"))


def is_read_alike(old: Unit, new: Unit) -> bool:
    """The same questions on as many sheets: what was read of the one holds for the other."""
    asked = (old.questions, old.surveys) == (new.questions, new.surveys)
    return asked and sheets(old) == sheets(new)


def rights(unit: Unit, sheet: Sheet) -> tuple[bool | None, ...]:
    """Of each choice of a sheet whether it is right; None where nothing is. No choices: it asks nothing."""
    if sheet.kind == "question" and sheet.n < len(unit.questions):
        return tuple(choice.right for choice in unit.questions[sheet.n].choices)
    if sheet.kind == "survey" and sheet.n < len(unit.surveys):
        return (None,) * len(unit.surveys[sheet.n].choices)
    return ()


def furthest(row: Sequence[Sheet], answered: Collection[Sheet]) -> int:
    """The last sheet that may be opened: the first that asks and has no answer, or the end."""
    open_ = (n for n, one in enumerate(row) if one.stops and one not in answered)
    return next(open_, len(row) - 1)


def within(wanted: int, row: Sequence[Sheet], answered: Collection[Sheet]) -> int:
    return max(0, min(wanted, furthest(row, answered)))


def quiz_value(right: bool) -> int:
    """Of the first try: what a right answer is worth, and what a wrong one still shows."""
    return WITH_WORDS if right else AFTER_A_MISS
