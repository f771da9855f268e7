"""Reading one value of a document at a time; whatever is not as it should be is refused by its place."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tutor.errors import Refused

T = TypeVar("T")

_OBJECT = "%(where)s は { } で囲んだ項目の集まりにしてください（今は %(value)s）。"
_LIST = "%(where)s は [ ] で囲んだ並びにしてください（今は %(value)s）。"
_INTEGER = "%(where)s は整数にしてください（今は %(value)s）。"
_TOO_SMALL = "%(where)s は %(least)s 以上の整数にしてください（今は %(value)s）。"
_NUMBER = "%(where)s は数か null にしてください（今は %(value)s）。"
_TEXT = "%(where)s は文字列にしてください（今は %(value)s）。"
_NAME = "%(where)s は空でない文字列にしてください（今は %(value)s）。"


def record(value: Any, where: str, keys: Iterable[str]) -> dict[str, Any]:
    """An object with exactly these keys; more are allowed if they start with x_, and are left out."""
    found, wanted = mapping(value, where), list(keys)
    for key in wanted:
        if key not in found:
            raise Refused("%(where)s に「%(key)s」がありません。加えてください。", where=where, key=key)
    for key in found:
        if key not in wanted and not key.startswith("x_"):
            raise Refused(
                "%(where)s に知らない項目「%(key)s」があります。消すか、名前を x_ で始めてください。",
                where=where,
                key=key,
            )
    return {key: found[key] for key in wanted}


def mapping(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(_OBJECT, where, value)
    for key in value:
        text(key, where)
    return value


def items(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(_LIST, where, value)
    return value


def each(value: Any, where: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
    return tuple(read(item, f"{where}[{number}]") for number, item in enumerate(items(value, where)))


def integer(value: Any, where: str, *, least: int | None = None) -> int:
    if type(value) is not int:
        raise _wrong(_INTEGER, where, value)
    if least is not None and value < least:
        raise _wrong(_TOO_SMALL, where, value, least=least)
    return value


def number_or_null(value: Any, where: str) -> float | None:
    if value is None:
        return None
    if type(value) not in (int, float) or abs(value) > 1e300:
        raise _wrong(_NUMBER, where, value)
    return float(value)


def text(value: Any, where: str) -> str:
    """A string that UTF-8 can carry (no half of a surrogate pair)."""
    if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _wrong(_TEXT, where, value)
    return value


def name(value: Any, where: str) -> str:
    if text(value, where) == "":
        raise _wrong(_NAME, where, value)
    return str(value)


def different(values: tuple[T, ...], where: str) -> tuple[T, ...]:
    seen: set[T] = set()
    for value in values:
        if value in seen:
            raise Refused(
                "%(where)s に「%(value)s」が2度あります。片方を消してください。", where=where, value=value
            )
        seen.add(value)
    return values


def _wrong(message: str, where: str, value: Any, **fields: Any) -> Refused:
    shown = ascii(value)
    return Refused(message, where=where, value=shown if len(shown) <= 40 else shown[:40] + "…", **fields)
