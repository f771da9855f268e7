"""Columns found by their headings, in any order; then rows that are read cell by cell."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import jaconv

from tutor.errors import Refused
from tutor.sentences import Said
from tutor.table_files.sheets import Fault, Line, Sheet

P = ParamSpec("P")
T = TypeVar("T")

Headings = Mapping[str, tuple[str, ...]]
"""Of each field, the usual names of its column; the first is the one we write ourselves."""
TOP = 20
"""A heading stands among the first rows; above it are titles and dates."""
ENOUGH = 2


class Row:
    """One row of the file. What cannot be read is noted with its cell, and the next cell is read."""

    def __init__(self, table: "Table", line: Line) -> None:
        self.table, self.line = table, line
        self.faults: list[Fault] = []

    @property
    def sheet(self) -> str:
        return self.table.sheet.name

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """Of all columns with that heading, the empty ones left out."""
        cells = (self._cell(column) for column in self.table.columns.get(name, ()))
        return [cell for cell in cells if cell]

    def _cell(self, column: int) -> str:
        return self.line.cells[column] if column < len(self.line.cells) else ""

    def take(self, name: str, reader: Callable[P, T], *args: P.args, **options: P.kwargs) -> T | None:
        """What the reader makes of it; a Refused becomes a fault of that cell."""
        try:
            return reader(*args, **options)
        except Refused as why:
            self.refuse(name, why)
            return None

    def refuse(self, name: str, why: Refused) -> None:
        self.faults.append(self.remark(name, why))

    def remark(self, name: str, why: Refused) -> Fault:
        """About the first filled cell of that column; about the row, where there is no such column."""
        columns = self.table.columns.get(name, [0])
        column = next((one for one in columns if self._cell(one)), columns[0])
        value = self._cell(column) if name in self.table.columns else ""
        return Fault(
            self.table.sheet.place(column, self.line.number), self.table.heading(name), value, why.said
        )

    def limited(self, name: str, most: int) -> str:
        """Too long is said, not cut."""
        words = self.text(name)
        if len(words) > most:
            self.refuse(name, Refused("長すぎます。%(most)d文字までにしてください。", most=most))
        return words


@dataclass(frozen=True)
class Table:
    """One sheet whose heading was found."""

    sheet: Sheet
    head: Line
    columns: Mapping[str, list[int]]
    lines: tuple[Line, ...]
    headings: Headings
    unread: tuple[str, ...]
    """Headings that mean nothing to us."""

    def heading(self, name: str) -> str:
        return self.headings[name][0]

    def rows(self) -> Iterator[Row]:
        """Those with something in a column we read."""
        wanted = [column for columns in self.columns.values() for column in columns]
        for line in self.lines:
            if any(line.cells[column] for column in wanted if column < len(line.cells)):
                yield Row(self, line)


@dataclass
class Tables:
    found: list[Table] = field(default_factory=list)
    unread_sheets: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        for table in self.found:
            yield from table.rows()

    @property
    def unread(self) -> list[str]:
        return list(dict.fromkeys(name for table in self.found for name in table.unread))


def tables(
    sheets: Iterable[Sheet],
    headings: Headings,
    *,
    needed: Iterable[tuple[str, ...]],
    many: Iterable[str] = (),
) -> Tables:
    """`needed`: of each group one column must be there. `many`: fields that may have several columns."""
    needed, many = list(needed), set(many)
    result = Tables()
    for sheet in sheets:
        table = _table(sheet, headings)
        if table is None:
            result.unread_sheets.append(sheet.name)
            continue
        result.found.append(table)
        result.faults += [*sheet.faults, *_head_faults(table, needed, many)]
    if not result.found:
        names = [headings[group[0]][0] for group in needed]
        raise Refused(
            "見出しの行が見つかりません。1行目に「%(names)s」などの見出しを入れてください。", names=names
        )
    return result


def _table(sheet: Sheet, headings: Headings) -> Table | None:
    """The heading is the row in which most columns are known."""
    names = {_plain(text): name for name, texts in headings.items() for text in texts}
    best: dict[str, list[int]] = {}
    at = 0
    for n, line in enumerate(sheet.lines[:TOP]):
        columns: dict[str, list[int]] = {}
        for column, cell in enumerate(line.cells):
            if known := names.get(_plain(cell)):
                columns.setdefault(known, []).append(column)
        if len(columns) > len(best):
            best, at = columns, n
    if len(best) < ENOUGH:
        return None
    head, taken = sheet.lines[at], {column for columns in best.values() for column in columns}
    unread = tuple(cell for column, cell in enumerate(head.cells) if cell and column not in taken)
    return Table(sheet, head, best, sheet.lines[at + 1 :], headings, unread)


def _plain(heading: str) -> str:
    """お名前（必須） and オナマエ※ are both おなまえ... as far as letters go."""
    half = unicodedata.normalize("NFKC", heading)
    bare = re.sub(r"\(.*?\)|\[.*?\]|【.*?】|[\s※*★●:・]", "", half)
    return str(jaconv.kata2hira(bare)).lower()


def _head_faults(table: Table, needed: Iterable[tuple[str, ...]], many: set[str]) -> Iterator[Fault]:
    place, number = table.sheet.place, table.head.number
    for group in needed:
        if not any(name in table.columns for name in group):
            name = table.heading(group[0])
            why = Said("「%(name)s」の列がありません。見出しを足してください。", name=name)
            yield Fault(place(0, number), name, "", why)
    for field_, columns in table.columns.items():
        if len(columns) > 1 and field_ not in many:
            name = table.head.cells[columns[1]]
            why = Said(
                "「%(name)s」と読める列が二つあります。一つにしてください。", name=table.heading(field_)
            )
            yield Fault(place(columns[1], number), name, name, why)
