"""TOML as this program writes it; the standard library only reads it."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

Value = str | int | date | tuple["Value", ...]


def toml_table(values: Mapping[str, Value], name: str = "") -> str:
    """The lines of a file's own keys, or of one `[[name]]`."""
    head = [f"[[{name}]]"] if name else []
    return "\n".join([*head, *(f"{key} = {toml_value(value)}" for key, value in values.items())])


def toml_file(tables: Iterable[str]) -> str:
    return "\n\n".join(tables) + "\n"


def toml_value(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return _string(value) if isinstance(value, str) else json.dumps(value)


def _string(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    # Whoever reads the file puts its letters together (NFC); what must stay in two parts is numbers.
    if unicodedata.is_normalized("NFC", text):
        return quoted
    return "".join(letter if letter.isascii() else f"\\U{ord(letter):08x}" for letter in quoted)
