"""What the files of a curriculum say, line by line with the place where it stands. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.curriculum.content import Curriculum, Unit
from tutor.curriculum.source.files import Files, unit_name
from tutor.curriculum.source.main_file import MAIN
from tutor.curriculum.source.sections import Passage, sections_of, visible
from tutor.curriculum.source.text_file import read_text
from tutor.curriculum.source.unit_body import TUTOR_NOTE
from tutor.curriculum.source.unit_file import FENCE
from tutor.curriculum.source.unit_parts import EVIDENCE

_STEP = re.compile(r"\s*(?:\d+[.)]|[-*+])\s+(?!\[)")
_ANSWER = re.compile(r"- \[[ xX]\]")


@dataclass(frozen=True, slots=True)
class Line:
    file: str
    number: int
    written: str
    tutor: bool = False
    """Of the note that learners do not see."""

    @property
    def text(self) -> str:
        """Without marks of lists, readings, stars and pictures."""
        return visible(self.written)

    @property
    def is_answer(self) -> bool:
        return _ANSWER.match(self.written) is not None

    @property
    def is_step(self) -> bool:
        return _STEP.match(self.written) is not None


@dataclass(frozen=True, slots=True)
class Written:
    """A unit in one language, as its file says it."""

    unit: Unit
    language: str
    file: str
    lines: tuple[Line, ...]

    @property
    def shown(self) -> list[Line]:
        """What a learner reads or hears."""
        return [line for line in self.lines if not line.tutor]


def units_written(read: Curriculum, files: Files) -> list[Written]:
    """Each unit in each of its languages, in the order of the curriculum."""
    return [_written(unit, language, files) for unit in read.units for language in unit.languages]


def of_main(files: Files, name: str = MAIN) -> list[Line]:
    """The words of the curriculum itself, its stages and skills."""
    return _fields(name, lines_in(files, name), "title|theme|text")


def lines_in(files: Files, name: str) -> list[str]:
    text = read_text(files, name, _say_nothing) or ""
    return [line.rstrip() for line in text.split("\n")]


def _say_nothing(_number: int, _sentence: str) -> None:
    """What cannot be read was said by whoever read it before."""


def _written(unit: Unit, language: str, files: Files) -> Written:
    name = unit_name(unit.number, unit.key, language)
    lines = lines_in(files, name)
    end = lines.index(FENCE, 1)
    sections = sections_of(lines[end + 1 :], end + 2, _say_nothing)
    body = [line for section in sections for line in _of_section(name, section)]
    return Written(unit, language, name, (*_fields(name, lines[:end], "title|why"), *body))


def _fields(name: str, lines: list[str], keys: str) -> list[Line]:
    """The values of TOML that people read."""
    field = re.compile(rf'\s*(?:{keys})\s*=\s*"(.*)"\s*')
    found = ((number, field.fullmatch(line)) for number, line in enumerate(lines, 1))
    return [Line(name, number, value[1]) for number, value in found if value]


def _of_section(name: str, section: Passage) -> Iterator[Line]:
    for passage in (section, *section.parts):
        for number, line in ((passage.line, passage.title), *passage.numbered()):
            if line.strip() and not EVIDENCE.match(line):
                yield Line(name, number, line, tutor=section.kind == TUTOR_NOTE)
