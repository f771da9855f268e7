"""Strict JSON: no NaN, no key twice in an object, UTF-8; gzip when the name ends in .gz."""

import gzip
import io
import json
import zlib
from pathlib import Path
from typing import Any

from tutor.errors import Refused

_READ_AT_MOST = 256 * 1024 * 1024
"""Bytes after unpacking; a stress problem of 2,000 visits has 7 MB."""


def read_json(path: Path) -> Any:
    """Raises Refused with the file's name and what to do."""
    try:
        return parse_json(_read_bytes(path), path.name)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused(
            "ファイル「%(file)s」を読めません（%(detail)s）。ファイルの場所と、壊れていないかをお確かめください。",
            file=path.name,
            detail=str(error),
        ) from error


def parse_json(data: bytes, name: str) -> Any:
    """`name` is what to call the text in the sentence of a Refused."""
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise Refused(
            "「%(file)s」は UTF-8 ではありません（%(byte)s バイト目）。UTF-8 で保存し直してください。",
            file=name,
            byte=error.start + 1,
        ) from error
    except json.JSONDecodeError as error:
        raise Refused(
            "「%(file)s」の %(line)s 行目 %(column)s 文字目が JSON ではありません。"
            "その前後の記号を直してください。",
            file=name,
            line=error.lineno,
            column=error.colno,
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refused(
            "「%(file)s」に、大きすぎる数か、深すぎる入れ子があります。書き出した側をお確かめください。",
            file=name,
        ) from error


def one_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def write_bytes(path: Path, data: bytes) -> None:
    """Packed when the name ends in .gz, without a date, so that the same data are the same bytes."""
    if path.name.endswith(".gz"):
        buffer = io.BytesIO()
        with gzip.GzipFile("", "wb", compresslevel=9, fileobj=buffer, mtime=0) as packed:
            packed.write(data)
        data = buffer.getvalue()
    path.write_bytes(data)


def _read_bytes(path: Path) -> bytes:
    with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as file:
        data = file.read(_READ_AT_MOST + 1)
    if len(data) > _READ_AT_MOST:
        raise Refused(
            "ファイル「%(file)s」は大きすぎます（上限 256 MB）。問題を分けてください。", file=path.name
        )
    return data


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused("同じ項目「%(key)s」が1つの { } に2度あります。片方を消してください。", key=key)
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise Refused("%(value)s は JSON の数ではありません。数か null に直してください。", value=name)


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        return float(_no_constant(text))
    return value
