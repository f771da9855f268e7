"""Reads files of town points strictly: a CSV with a header, or the JSON of one city."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.errors import Refused

NEEDED = ("city", "town", "lat", "lng")
MORE = ("koaza", "reading", "pref", "postcode", "level")
MOST_LETTERS = 60


@dataclass(frozen=True)
class TownPoint:
    """One row: of a 小字 when `koaza` is not empty. `where` is the line or the entry, for people."""

    city: str
    town: str
    koaza: str
    lat: float
    lng: float
    where: str


@dataclass
class PointFile:
    points: list[TownPoint]
    without_point: int = 0
    """Rows that have no coordinates or no town: the sources contain a few of each."""


def read_points(path: Path, *, city: str) -> PointFile:
    """`city` names the city of a JSON file, which does not say it."""
    read = PointFile([])
    rows = _json_rows(path, city) if path.suffix.lower() == ".json" else csv_rows(path, NEEDED, MORE)
    for where, row in rows:
        if not row["town"] or row["lat"] in ("", None) or row["lng"] in ("", None):
            read.without_point += 1
            continue
        read.points.append(_point(where, row))
    _refuse_two_points(read.points)
    return read


def _point(where: str, row: dict[str, Any]) -> TownPoint:
    for field in ("town", "koaza"):
        if len(row.get(field) or "") > MOST_LETTERS:
            raise Refused("%(where)s の %(field)s が長すぎます。60文字までです。", where=where, field=field)
    lat = _degrees(where, row, "lat", 20, 46)
    lng = _degrees(where, row, "lng", 122, 154)
    return TownPoint(row["city"], row["town"], row.get("koaza") or "", lat, lng, where)


def _degrees(where: str, row: dict[str, Any], field: str, least: int, most: int) -> float:
    """Within Japan: a swapped pair is found here."""
    try:
        value = float(row[field])
    except (TypeError, ValueError):
        value = 0.0
    if not least <= value <= most:
        raise Refused(
            "%(where)s の %(field)s「%(value)s」は、日本の中の位置ではありません。"
            "%(least)s から %(most)s までの数です。",
            where=where,
            field=field,
            value=str(row[field])[:20],
            least=least,
            most=most,
        )
    return value


def csv_rows(
    path: Path, needed: tuple[str, ...], more: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with its line in words; the header must name what is needed and nothing unknown."""
    reader = csv.DictReader(_text(path).splitlines())
    header = reader.fieldnames or []
    missing = [name for name in needed if name not in header]
    if missing:
        raise Refused(
            "1行目に「%(missing)s」の列がありません。1行目は列の名前です。", missing="、".join(missing)
        )
    unknown = [name for name in header if name not in (*needed, *more)]
    if unknown:
        raise Refused(
            "1行目の「%(unknown)s」は、知らない列です。消してください。", unknown="、".join(unknown)
        )
    for row in reader:
        where = f"{reader.line_num}行目"
        if None in row or None in row.values():
            raise Refused("%(where)s の列の数が、1行目とちがいます。", where=where)
        yield where, {name: value.strip() for name, value in row.items()}


def _json_rows(path: Path, city: str) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        entries = json.loads(_text(path))
    except ValueError as why:
        raise Refused("JSON として読めません（%(why)s）。", why=str(why)) from why
    if not isinstance(entries, list):
        raise Refused("JSON のいちばん外は、町の並び [ ... ] でなければなりません。")
    for number, entry in enumerate(entries, start=1):
        where = f"{number}番目"
        if not isinstance(entry, dict) or not {"town", "koaza", "lat", "lng"} <= set(entry):
            raise Refused("%(where)s に town、koaza、lat、lng がそろっていません。", where=where)
        if not isinstance(entry["town"], str) or not isinstance(entry["koaza"], str | None):
            raise Refused("%(where)s の town か koaza が、文字ではありません。", where=where)
        yield where, {"city": city, **entry}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as why:
        raise Refused("文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。") from why


def _refuse_two_points(points: list[TownPoint]) -> None:
    """The same place twice with two points: nobody could say which holds."""
    known: dict[tuple[str, str, str], TownPoint] = {}
    for one in points:
        first = known.setdefault((one.city, one.town, one.koaza), one)
        if (first.lat, first.lng) != (one.lat, one.lng):
            raise Refused(
                "%(where)s の「%(name)s」は、%(first)s と位置がちがいます。どちらかを消してください。",
                where=one.where,
                name=one.town + one.koaza,
                first=first.where,
            )
