"""TOML read strictly: a missing, wrong or unknown key becomes a problem with its line number."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from tutor.curriculum.source.problems import MOST, Complain

T = TypeVar("T")
D = TypeVar("D")
KEY = re.compile(r"[a-z0-9-]{1,40}")
LONGEST_TEXT = 400
INVISIBLE = re.compile(r"[\x00-\x1f\x7f]")
_KINDS: dict[type, str] = {
    str: '"..." でかこんだ文',
    int: "数字",
    bool: "true か false",
    list: "[ ... ] の並び",
    dict: "表",
    date: "日付 (2027-04-01 の形)",
}


def parse_toml(text: str, first_line: int, complain: Complain) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets in brackets
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else max(len(text.rstrip().split("\n")), 1)
        complain(
            line + first_line - 1, '書き方がTOMLの形になっていません。「"」や「=」のぬけをお確かめください。'
        )
    return None


@dataclass(frozen=True)
class Block:
    """The lines of one table in its file, because tomllib does not say where a value stood."""

    header: str
    first_line: int
    lines: tuple[str, ...]

    def line_of(self, key: str) -> int:
        pattern = re.compile(rf'\s*(?:[\w-]+\.)*"?{re.escape(key)}"?\s*[.=]')
        found = (n for n, line in enumerate(self.lines, self.first_line) if pattern.match(line))
        return next(found, self.first_line)


def blocks_of(text: str, first_line: int = 1) -> list[Block]:
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if n == 0 or re.match(r"\s*\[", line)]
    ends = [*starts[1:], len(lines)]
    return [
        Block(lines[start].strip(" []"), start + first_line, tuple(lines[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def tables_of(
    top: "Table", name: str, blocks: list[Block], complain: Complain
) -> Iterator[tuple["Table", Block]]:
    """Each `[[name]]` of the file; it is finished when the next one is asked for."""
    places = [block for block in blocks if block.header == name]
    for number, values in enumerate(top.list_of(name, dict)):
        block = places[number] if number < len(places) else blocks[0]
        table = Table(values, block, complain)
        yield table, block
        table.finish()


class Table:
    """One table being read. Each reading takes its key out; `finish` complains of what is left."""

    def __init__(self, values: dict[str, Any], block: Block, complain: Complain) -> None:
        self._left = dict(values)
        self._block = block
        self._complain = complain

    def line_of(self, key: str) -> int:
        return self._block.line_of(key)

    def complain(self, key: str, sentence: str) -> None:
        self._complain(self.line_of(key), sentence)

    def take(self, key: str, kind: type[T], default: D) -> T | D:
        if key not in self._left:
            self.complain(key, f"「{key}」がありません。{_KINDS[kind]}で書いてください。")
            return default
        value = self._left.pop(key)
        # Not isinstance: true is an int in Python, and a moment is a date.
        if type(value) is not kind:
            self.complain(key, f"「{key}」は{_KINDS[kind]}で書いてください。")
            return default
        return value

    def text(self, key: str) -> str:
        text = self.take(key, str, "?").strip()
        if not text:
            self.complain(key, f"「{key}」が空です。文を書いてください。")
        if INVISIBLE.search(text):
            self.complain(key, f"「{key}」に、目に見えない文字か改行があります。消してください。")
        if len(text) > LONGEST_TEXT:
            self.complain(key, f"「{key}」が{len(text)}字あります。{LONGEST_TEXT}字までにしてください。")
        return text

    def key(self) -> str:
        key = self.text("key")
        if key != "?" and not KEY.fullmatch(key):
            self.complain("key", f"key「{key}」に使えるのは、半角の a-z、0-9、- だけです（40字まで）。")
        return key

    def number(self, key: str, *, low: int, high: int) -> int:
        number = self.take(key, int, low)
        if not low <= number <= high:
            self.complain(key, f"「{key}」は{low}から{high}までの数字にしてください。")
        return number

    def list_of(self, key: str, kind: type[T]) -> tuple[T, ...]:
        values = self.take(key, list, [])
        if any(type(value) is not kind for value in values):
            self.complain(key, f"「{key}」の中は、どれも{_KINDS[kind]}で書いてください。")
        return tuple(value for value in values if type(value) is kind)

    def table(self, key: str) -> "Table":
        return Table(self.take(key, dict, {}), self._block, self._complain)

    def has(self, key: str) -> bool:
        return key in self._left

    def text_or_none(self, key: str) -> str:
        """A text that may be left out."""
        return self.text(key) if self.has(key) else ""

    def day(self, key: str) -> date | None:
        """A day that may be left out."""
        return self.take(key, date, None) if self.has(key) else None

    def pairs(self, key: str, allowed: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """A table of texts that may be left out, and so may each of its entries."""
        if not self.has(key):
            return ()
        inner = self.table(key)
        found = tuple((name, inner.text(name)) for name in allowed if inner.has(name))
        inner.finish()
        return found

    def finish(self) -> None:
        for key in islice(self._left, MOST):  # each one's line is looked for in the whole table
            self.complain(key, f"「{key}」という項目はありません。つづりを直すか、消してください。")
