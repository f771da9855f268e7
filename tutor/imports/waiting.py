"""An uploaded file waits with its preview until it is taken in, or for a day; nobody else may read them."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tutor.errors import Refused
from tutor.imports.checked import Checked
from tutor.jobs import files
from tutor.table_files.sheets import Fault


def folder(instance: Path) -> Path:
    return files.folder(instance, "import")


def _preview(where: Path, code: str) -> Path:
    return where / f"{code}.json"


def keep(where: Path, code: str, data: bytes, *, now: datetime) -> None:
    _write(where / code, data, now)


def data(where: Path, code: str) -> bytes:
    try:
        return (where / code).read_bytes()
    except FileNotFoundError as gone:
        raise Refused("ファイルはもう残っていません。もう一度、ファイルをえらんでください。") from gone


def forget(where: Path, code: str) -> None:
    for path in (where / code, _preview(where, code)):
        path.unlink(missing_ok=True)


def keep_preview(where: Path, code: str, checked: Checked, *, now: datetime) -> None:
    """Beside the file, not in the database: it holds names and numbers."""
    shown = {
        "new": checked.new,
        "changed": checked.changed,
        "unchanged": checked.unchanged,
        "headings": list(checked.headings),
        "rows": [list(row) for row in checked.rows],
        "faults": [_fault(one) for one in checked.faults],
        "notes": [_fault(one) for one in checked.notes],
        "unread": [one for one in checked.unread if one],
    }
    _write(_preview(where, code), json.dumps(shown, ensure_ascii=False).encode(), now)


def preview(where: Path, code: str) -> Checked | None:
    """None when it is gone."""
    try:
        shown = json.loads(_preview(where, code).read_bytes())
    except FileNotFoundError:
        return None
    for name in ("faults", "notes"):
        shown[name] = [_read_fault(one) for one in shown[name]]
    return Checked(**shown)


def _fault(one: Fault) -> dict[str, Any]:
    return {
        "place": one.place,
        "heading": one.heading,
        "value": one.value,
        "message": one.why.message,
        "fields": one.why.fields,
    }


def _read_fault(one: Mapping[str, Any]) -> Fault:
    sentence: str = one["message"]
    return Fault(one["place"], one["heading"], one["value"], Refused(sentence, **one["fields"]))


def _write(path: Path, content: bytes, now: datetime) -> None:
    """Never readable by others, not even for a moment."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    files.date(path, now)
