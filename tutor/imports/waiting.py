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
from tutor.sentences import Said, read, written
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
        "headings": [written(one) for one in checked.headings],
        "rows": [[_cell(one) for one in row] for row in checked.rows],
        "faults": [_plain(one) for one in checked.faults],
        "notes": [_plain(one) for one in checked.notes],
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
    shown["headings"] = [read(one) for one in shown["headings"]]
    shown["rows"] = [
        [one if isinstance(one, str) else read(one["said"]) for one in row] for row in shown["rows"]
    ]
    return Checked(**shown)


def _cell(one: str | Said) -> str | dict[str, str]:
    return {"said": written(one)} if isinstance(one, Said) else one


def _plain(one: Fault) -> dict[str, Any]:
    return {
        "place": one.place,
        "heading": one.heading,
        "value": one.value,
        "why": written(one.why),
    }


def _read_fault(one: Mapping[str, Any]) -> Fault:
    return Fault(one["place"], one["heading"], one["value"], read(one["why"]))


def _write(path: Path, content: bytes, now: datetime) -> None:
    """Never readable by others, not even for a moment."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    files.date(path, now)
