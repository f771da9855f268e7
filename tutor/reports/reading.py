"""What was read and answered of a unit, as plain values. Nobody is named. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from tutor.curriculum.content import Unit
from tutor.reports import rules
from tutor.reports.rules import Label, Shown
from tutor.sentences import Said
from tutor.study.rules import Sheet, sheets

Guard = Callable[[Mapping[Label, int]], list[tuple[Label, Shown]]]
Choice = tuple[Sheet, int]


@dataclass
class Counts:
    """Of one unit in one version: those who read with a name, or those who came by a shared code."""

    began: int = 0
    finished: int = 0
    seen: Counter[int] = field(default_factory=Counter)
    """By sheet, how many have opened it."""
    stopped: Counter[int] = field(default_factory=Counter)
    """By sheet, for how many of those who did not finish it is the last one that they have seen."""
    first_tries: Counter[Choice] = field(default_factory=Counter)


@dataclass(frozen=True)
class Asked:
    """A question or survey, and what was pressed on it first. `percent` is None where nothing may be said."""

    text: str
    tried: Shown
    choices: Sequence[tuple[str, bool, Shown]]
    """What it says, whether it is right, how many pressed it."""
    percent: int | None = None


@dataclass(frozen=True)
class Read:
    began: Shown
    finished: Shown
    sheets: Sequence[tuple[Label, Shown, Shown]]
    """Its name, how many have opened it, how many stopped there."""
    questions: Sequence[Asked]
    """The one that goes wrong most often first: it is mended next."""
    surveys: Sequence[Asked]


def whole(counts: Mapping[Label, int]) -> list[tuple[Label, Shown]]:
    """For who may know each number."""
    return [(label, Shown(number, str(number))) for label, number in counts.items()]


def read(unit: Unit, counts: Counts, *, guard: Guard) -> Read:
    began, finished = _each([counts.began], guard)[0], _each([counts.finished], guard)[0]
    row = sheets(unit)
    seen = _each([counts.seen[n] for n in range(len(row))], guard)
    stopped = _each([counts.stopped[n] for n in range(len(row))], guard)
    names = [_name(unit, sheet) for sheet in row]
    asked = partial(_asked, unit, counts.first_tries, guard)
    questions = [asked(sheet) for sheet in row if sheet.kind == "question"]
    return Read(
        began=began,
        finished=finished,
        sheets=list(zip(names, seen, stopped, strict=True)),
        questions=sorted(questions, key=lambda one: 101 if one.percent is None else one.percent),
        surveys=[asked(sheet) for sheet in row if sheet.kind == "survey"],
    )


def _each(numbers: Sequence[int], guard: Guard) -> list[Shown]:
    """Numbered, because two sheets of a unit may have one name."""
    return [shown for _, shown in guard({str(n): number for n, number in enumerate(numbers)})]


def _name(unit: Unit, sheet: Sheet) -> Label:
    number = sheet.n + 1
    match sheet.kind:
        case "page":
            return f"{number} {unit.pages[sheet.n].title}"
        case "question":
            return Said("しつもん%(number)d", number=number)
        case "survey":
            return Said("アンケート%(number)d", number=number)
        case "exercise":
            return Said("れんしゅう")
    return Said("じぶんの手順")


def _asked(unit: Unit, tries: Counter[Choice], guard: Guard, sheet: Sheet) -> Asked:
    text, choices = _words(unit, sheet)
    numbers = [tries[sheet, n] for n in range(len(choices))]
    shown = _each(numbers, guard)
    return Asked(
        text=text,
        tried=_each([sum(numbers)], guard)[0],
        choices=[(said, right, number) for (said, right), number in zip(choices, shown, strict=True)],
        percent=_percent([right for _, right in choices], numbers, shown),
    )


def _words(unit: Unit, sheet: Sheet) -> tuple[str, list[tuple[str, bool]]]:
    if sheet.kind == "survey":
        survey = unit.surveys[sheet.n]
        return survey.text, [(one, False) for one in survey.choices]
    question = unit.questions[sheet.n]
    return question.text, [(one.text, one.right) for one in question.choices]


def _percent(rights: Sequence[bool], numbers: Sequence[int], shown: Sequence[Shown]) -> int | None:
    """With the rate one could work out what is hidden, so it is hidden too."""
    hidden = any(str(said) != str(number) for said, number in zip(shown, numbers, strict=True))
    if hidden or not any(rights) or not sum(numbers):
        return None
    right = sum(number for is_right, number in zip(rights, numbers, strict=True) if is_right)
    return round(100 * right / sum(numbers))


def lowest(questions: Sequence[tuple[str, Asked]], most: int) -> list[tuple[str, Asked]]:
    """Of many units, those to mend first; one that nobody got wrong is not among them."""
    wrong = [one for one in questions if one[1].percent is not None and one[1].percent < 100]
    return sorted(wrong, key=lambda one: (one[1].percent, -one[1].tried))[:most]


GUARDED: Guard = rules.guarded
