"""What a file of an office holds: sheets of text, and what is wrong with a cell of them."""

from dataclasses import dataclass

from tutor.errors import Refused
from tutor.sentences import Said

MOST_ROWS = 5_000
MOST_COLUMNS = 100


@dataclass(frozen=True)
class Fault:
    place: str
    """B7, or 学生講師!B7 in a file of several sheets."""
    heading: str
    value: str
    why: Said
    """What is wrong and what would be right; the edge translates it."""


@dataclass(frozen=True)
class Line:
    """`number` as the office's own programme shows it; `cells` from column A on."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    """Empty when the file has only one."""
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()

    def place(self, column: int, number: int) -> str:
        """`column` counts from 0: (1, 7) is B7."""
        address = f"{letters(column)}{number}"
        return f"{self.name}!{address}" if self.name else address


def letters(column: int) -> str:
    """0 is A, 26 is AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def refuse_long(rows: int) -> None:
    if rows > MOST_ROWS:
        raise Refused(
            "一度に取り込めるのは%(most)d行までです。ファイルを分けて、もう一度お試しください。",
            most=MOST_ROWS,
        )
