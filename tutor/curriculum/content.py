"""The content of one curriculum as plain values: what the reader makes and a stored version holds.

A field added later needs a default, because versions that are already stored do not have it.
"""

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

T = TypeVar("T", "Unit", "Curriculum")

# What a tutor writes above phone-specific steps, and the name the rest of the program uses.
PHONES = {"iPhone": "iphone", "Android": "android", "らくらくスマートフォン": "rakuraku"}
PRESSED = PHONES["らくらくスマートフォン"]
"""What others are tapped for, this one wants to be pressed for."""
TAP = re.compile(r"たた[いかきくけこ]|\btap", re.IGNORECASE)

# The language a curriculum is written in, then those that may stand beside it; やさしい日本語 is one.
LANGUAGES = ("ja", "ja-easy", "en")


SLIDES = "slides"

LEARNERS, TUTORS, FAMILIES = AUDIENCES = ("learners", "tutors", "families")

PASS_PERCENT = 85
"""Northstar's mark."""


@dataclass(frozen=True, slots=True)
class Stage:
    number: int
    title: str
    theme: str
    needed_before: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skill:
    """One can-do. `looks[0]` to `looks[3]` say what marks 1 to 4 look like; the key never changes."""

    key: str
    stage: int
    text: str
    core: bool
    looks: tuple[str, ...]
    crosswalk: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PhoneSteps:
    phone: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One idea. `steps` is empty, or has one entry for each kind of phone."""

    title: str
    text: str
    steps: tuple[PhoneSteps, ...]
    trouble: str
    paper: str = ""
    """Which line of the paper form on the desk this page is about."""
    narration: str = ""
    """What 聞く says instead of the page's own text, when that is not enough by itself."""

    def steps_for(self, phone: str) -> str:
        return next((steps.text for steps in self.steps if steps.phone == phone), "")

    def steps_shown(self, phone: str) -> list[tuple[str, str]]:
        """Name of the telephone and its steps: one's own only, or all when nobody knows which."""
        known = phone in PHONES.values()
        kinds = [(name, self.steps_for(kind)) for name, kind in PHONES.items() if kind == phone or not known]
        return [(name, steps) for name, steps in kinds if steps]

    def is_pressed_on(self, phone: str) -> bool:
        """It says たたく to all telephones, and does not say itself what that is on this one."""
        said = self.text + self.trouble
        return phone == PRESSED and bool(TAP.search(said)) and "らくらく" not in said


@dataclass(frozen=True, slots=True)
class Picture:
    """`path` is how texts name it; its bytes are kept apart, by their hash."""

    path: str
    hash: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Exercise:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    right: bool
    because: str


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    choices: tuple[Choice, ...]
    skill: str = ""
    """The key of the skill that a right answer is evidence of, if it is of any."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A question without a right answer."""

    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a unit says that ages: opening hours, a fee, a rule of an office."""

    text: str
    check_again_by: date
    source: str


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit's words in another language, in as many pages, questions and choices as the unit has."""

    language: str
    title: str
    why: str
    pages: tuple[Page, ...]
    exercise: Exercise
    own_steps: str
    questions: tuple[Question, ...]
    tutor_note: str
    surveys: tuple[Survey, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """`text` fields of a unit are Markdown for `page_html`; titles, questions and choices are plain."""

    key: str
    number: int
    stage: int
    title: str
    minutes: int
    skills: tuple[str, ...]
    why: str
    check_again_by: date | None
    pages: tuple[Page, ...]
    exercise: Exercise
    own_steps: str
    questions: tuple[Question, ...]
    tutor_note: str
    surveys: tuple[Survey, ...] = ()
    facts: tuple[Fact, ...] = ()
    texts: tuple[UnitText, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """Those of every language."""
    kind: str = ""
    """Empty, or SLIDES: made from a talk, whose pages are as many as its slides."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those it can be read in; whoever asks for another one gets Japanese."""
        return (LANGUAGES[0], *(text.language for text in self.texts))

    @property
    def ages(self) -> tuple[Fact, ...]:
        """All that must be looked at again; without words and source it is the unit as a whole."""
        whole = (Fact("", self.check_again_by, ""),) if self.check_again_by else ()
        return (*self.facts, *whole)


@dataclass(frozen=True, slots=True)
class Course:
    """Units in the order of lessons: `lessons[0]` are the keys of the first lesson's units."""

    key: str
    title: str
    lessons: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CurriculumText:
    """What `curriculum.toml` says, in another language."""

    language: str
    title: str
    stages: tuple[Stage, ...]
    skills: tuple[Skill, ...]
    courses: tuple[Course, ...] = ()


@dataclass(frozen=True, slots=True)
class Curriculum:
    key: str
    title: str
    language: str
    stages: tuple[Stage, ...]
    skills: tuple[Skill, ...]
    units: tuple[Unit, ...]
    courses: tuple[Course, ...] = ()
    licence: str = ""
    credit: str = ""
    """Who wrote it, as those who take it over must say."""
    texts: tuple[CurriculumText, ...] = ()
    audience: str = LEARNERS
    """One of AUDIENCES. Only what is for learners is learnt in lessons and counted in the town's figures."""
    pass_percent: int = PASS_PERCENT
    """Of all its questions so many must be right at the first try."""

    def in_language(self, language: str) -> "Curriculum":
        """The same curriculum as far as somebody has put it into that language, the rest in Japanese."""
        said = _said(self, self.texts, language)
        return replace(said, units=tuple(unit_in(unit, language) for unit in self.units))

    def skills_of(self, stage: int) -> tuple[Skill, ...]:
        return tuple(skill for skill in self.skills if skill.stage == stage)

    def units_of(self, stage: int) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.stage == stage)


def unit_in(unit: Unit, language: str) -> Unit:
    return _said(unit, unit.texts, language)


def _said(whole: T, texts: tuple[UnitText, ...] | tuple[CurriculumText, ...], language: str) -> T:
    """What a text leaves empty stays Japanese."""
    text = next((text for text in texts if text.language == language), None)
    if text is None:
        return whole
    said = {field.name: getattr(text, field.name) for field in fields(text) if field.name != "language"}
    return replace(whole, **{name: words for name, words in said.items() if words})
