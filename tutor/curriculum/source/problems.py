"""What is wrong in the files of a curriculum, and where; all of it at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from tutor.errors import Refused

T = TypeVar("T")

# Line number and sentence, for a file that is already chosen.
Complain = Callable[[int, str], None]


class Problem(NamedTuple):
    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file} {self.line}行目: {self.sentence}"


class Found(NamedTuple, Generic[T]):
    """A value with the place it was read from, for what only the whole can show to be wrong."""

    value: T
    file: str
    line_of: Callable[[str], int]


class CurriculumError(Refused):
    """The files cannot be taken as they are; `problems` names every place to mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        listing = "\n".join(str(problem) for problem in problems)
        message = "教材に直すところが%(count)sか所あります。\n%(listing)s"
        super().__init__(message, count=len(problems), listing=listing)


class Wrong(Exception):
    """Why one thing cannot be taken, in a sentence; whoever knows the file and the line says these."""


MOST = 300
"""An author reads no more at once; a file of a megabyte can hold half a million mistakes."""


class Report:
    """Collects problems while reading goes on, so that an author sees all of them in one run."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, file: str, line: int, sentence: str) -> None:
        if len(self.problems) < MOST:
            self.problems.append(Problem(file, line, sentence))

    def add_at(self, found: Found[Any], key: str, sentence: str) -> None:
        self.add(found.file, found.line_of(key), sentence)

    def about(self, file: str) -> Complain:
        return partial(self.add, file)

    def raise_if_any(self) -> None:
        if self.problems:
            raise CurriculumError(sorted(self.problems))
