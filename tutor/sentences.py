"""A sentence for a person that has no language yet: what a feature says, and `web.saying` translates."""

import json
from datetime import date, datetime
from typing import Any

from tutor.local_time import clock_time, local_date, short_date


class Said:
    """`message` is the Japanese sentence as it stands in the catalogue, with named places like %(name)s.

    `fields` fills them: words, numbers, days, moments, sentences again, or a list of those.
    As a string it is Japanese: for the command line, and for tests.
    """

    def __init__(self, message: str = "", /, **fields: Any) -> None:
        self.message, self.fields = message, fields

    def __str__(self) -> str:
        if not self.fields:
            return self.message
        return self.message % {name: in_japanese(value) for name, value in self.fields.items()}

    def __bool__(self) -> bool:
        return bool(self.message)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.message!r}, {self.fields!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Said) or type(other) is not type(self):
            return False
        return (other.message, other.fields) == (self.message, self.fields)

    def __hash__(self) -> int:
        return hash(self.message)


class Counted(Said):
    """A sentence about %(num)d things: English has one form for one, another for several."""

    def __init__(self, message: str, num: int, /, **fields: Any) -> None:
        super().__init__(message, num=num, **fields)


EMPTY = Said()
WEEKDAYS = (
    Said("月曜日"),
    Said("火曜日"),
    Said("水曜日"),
    Said("木曜日"),
    Said("金曜日"),
    Said("土曜日"),
    Said("日曜日"),
)
"""0 is Monday."""


def in_japanese(value: object) -> object:
    match value:
        case datetime():
            return f"{short_date(local_date(value))} {clock_time(value)}"
        case date():
            return short_date(value)
        case list() | tuple():
            return ("" if are_sentences(value) else "、").join(str(in_japanese(one)) for one in value)
    return str(value) if isinstance(value, Said) else value


def are_sentences(several: list[Any] | tuple[Any, ...]) -> bool:
    """They follow one another; words are listed."""
    return bool(several) and isinstance(several[0], Said) and str(several[0]).endswith("。")


def together(*said: Said) -> Said:
    """Sentences one after the other, or words in a row."""
    return Said("%(several)s", several=said)


def written(said: Said) -> str:
    """As a row or a file keeps it."""
    return json.dumps(_plain(said), ensure_ascii=False)


def read(stored: str) -> Said:
    """Nothing was said: EMPTY."""
    found = _read(json.loads(stored)) if stored else EMPTY
    assert isinstance(found, Said), "only sentences are written"
    return found


def _plain(value: Any) -> Any:
    match value:
        case Said():
            kind = "count" if isinstance(value, Counted) else "say"
            return {kind: value.message, "with": {name: _plain(one) for name, one in value.fields.items()}}
        case list() | tuple():
            return [_plain(one) for one in value]
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
    return value


def _read(value: Any) -> Any:
    match value:
        case {"say": str(message), "with": fields}:
            return Said(message, **_read_fields(fields))
        case {"count": str(message), "with": fields}:
            known = _read_fields(fields)
            return Counted(message, known.pop("num"), **known)
        case {"moment": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case list():
            return tuple(_read(one) for one in value)
    return value


def _read_fields(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _read(one) for name, one in fields.items()}
