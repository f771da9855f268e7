"""What is typed at the telephone and at the counter, read into plain values."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Final, ParamSpec, TypeVar

from tutor import written_time
from tutor.errors import Refused
from tutor.people.actions import Name
from tutor.people.models import PhoneKind
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay
from tutor.web.saying import say

P = ParamSpec("P")
T = TypeVar("T")

HALVES: Final = {"am": MORNING, "pm": AFTERNOON}
MINUTES: Final = (30, 60, 90)
FARTHEST_WISH: Final = timedelta(days=366)
HALF: Final = re.compile(r"([0-6])-(am|pm)", re.ASCII)


class Form:
    """Values as typed, and one sentence for each field that could not be read."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.errors: dict[str, str] = {}

    def take(self, field: str, reader: Callable[P, T], *args: P.args, **options: P.kwargs) -> T | None:
        try:
            return reader(*args, **options)
        except Refused as why:
            self.errors.setdefault(field, say(why))
            return None

    def text(self, field: str, most: int, *, otherwise: Refused | None = None) -> str:
        """`otherwise` is said of an empty field that must not be empty."""
        return self.take(field, text, self.values.get(field, ""), most=most, otherwise=otherwise) or ""

    def all(self, field: str) -> list[str]:
        many = getattr(self.values, "getlist", None)
        if many is not None:
            return [str(value) for value in many(field)]
        return [self.values[field]] if field in self.values else []

    @property
    def version(self) -> int:
        """What the page showed. No version, no idea of that: treated like an old page."""
        typed = self.values.get("version", "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1

    def name(self, suffix: str = "") -> Name:
        """From family_1, given_1, family_reading_1 and given_reading_1, when the suffix is _1."""
        limits = {"family": 40, "given": 40, "family_reading": 60, "given_reading": 60}
        return Name(**{part: self.text(f"{part}{suffix}", most) for part, most in limits.items()})


def text(typed: str, *, most: int, otherwise: Refused | None = None) -> str:
    """Too long is said, not cut: half a note would look like a whole one."""
    words = typed.strip()
    if not words and otherwise:
        raise otherwise
    if len(words) > most:
        raise Refused("長すぎて記録できません。%(most)d文字までにしてください。", most=most)
    return words


def half_days(values: Iterable[str]) -> list[HalfDay]:
    """0-am is Monday morning, 6-pm Sunday afternoon."""
    return [_weekly(value) for value in dict.fromkeys(values)]


def half(wish: HalfDay) -> str:
    return "am" if wish.begins.hour < 12 else "pm"


def weekly(wish: HalfDay) -> str:
    """As `half_days` reads it."""
    return f"{wish.weekday}-{half(wish)}"


def _weekly(value: str) -> HalfDay:
    read = HALF.fullmatch(value)
    if read is None:
        raise Refused("来てほしい半日が読み取れません。曜日か日にちを、えらび直してください。")
    begins, ends = HALVES[read[2]]
    return HalfDay(begins, ends, weekday=int(read[1]))


def dated_half_day(day_text: str, half_text: str, *, today: date) -> HalfDay | None:
    """2026-12-01, 12/1, 12月1日, R8.12.1; without a year the next such day. Nothing typed is no wish."""
    if not day_text.strip():
        return None
    if half_text not in HALVES:
        raise Refused("「午前」か「午後」をえらんでください。")
    day = written_time.next_day(day_text, after=today)
    if day is None:
        raise Refused("日にち「%(typed)s」が読み取れません。12/1 のように入れてください。", typed=day_text)
    if not today < day <= today + FARTHEST_WISH:
        raise Refused("来てほしい日は、明日から一年先までの日にちにしてください。")
    begins, ends = HALVES[half_text]
    return HalfDay(begins, ends, day=day)


def phone_kind(typed: str) -> PhoneKind:
    """Nothing chosen: nobody knows yet."""
    if typed not in {"", *PhoneKind}:
        raise Refused("電話機の種類を、えらび直してください。")
    return PhoneKind(typed) if typed else PhoneKind.UNKNOWN


def minutes(typed: str) -> int:
    if typed not in {str(one) for one in MINUTES}:
        raise Refused("レッスンの長さは、30分、60分、90分からえらんでください。")
    return int(typed)
