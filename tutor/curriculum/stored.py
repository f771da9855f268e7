"""A curriculum as one JSON text, the form in which a version is kept and compared."""

import dataclasses
import hashlib
import json
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from tutor.curriculum.content import Curriculum


def as_json(curriculum: Curriculum) -> str:
    """Canonical: equal curricula give equal texts."""
    return json.dumps(
        _plain(curriculum), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
    )


def _plain(value: Any) -> Any:
    """What is at its default is left out: a field added later must not make a new version of old text."""
    if dataclasses.is_dataclass(value):
        fields = {
            field.name: (field.default, getattr(value, field.name)) for field in dataclasses.fields(value)
        }
        return {name: _plain(held) for name, (default, held) in fields.items() if held != default}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def from_json(text: str) -> Curriculum:
    built = rebuilt(Curriculum, json.loads(text))
    assert isinstance(built, Curriculum)
    return built


def content_hash(curriculum: Curriculum) -> str:
    return hashlib.sha256(as_json(curriculum).encode()).hexdigest()


def rebuilt(kind: Any, value: Any) -> Any:
    """A value of the type `kind`, from what JSON keeps of it."""
    if dataclasses.is_dataclass(kind):
        return _built_dataclass(kind, value)
    if get_origin(kind) is tuple:
        return _built_tuple(get_args(kind), value)
    if kind is date or date in get_args(kind):
        return None if value is None else date.fromisoformat(value)
    return value


def _built_dataclass(kind: Any, values: dict[str, Any]) -> Any:
    # A field that a version stored earlier does not know takes its default.
    return kind(**{name: rebuilt(hint, values[name]) for name, hint in _hints(kind) if name in values})


@cache
def _hints(kind: Any) -> list[tuple[str, Any]]:
    return list(get_type_hints(kind).items())


def _built_tuple(kinds: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(rebuilt(kinds[0], value) for value in values)
    return tuple(rebuilt(kind, value) for kind, value in zip(kinds, values, strict=True))
