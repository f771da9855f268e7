"""Dates, times, weekdays and years as people write them: 令和8年11月25日, R8.11.25, 10時半, 午後2時."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from typing import Final

from tutor import sentences
from tutor.errors import Refused

WEEKDAYS: Final = "月火水木金土日"
OLDEST_BIRTH: Final = 1900
# The letter on forms, the year before the first of each era, and its last year.
ERAS: Final = {
    "明治": ("M", 1867, 45),
    "大正": ("T", 1911, 15),
    "昭和": ("S", 1925, 64),
    "平成": ("H", 1988, 31),
    "令和": ("R", 2018, 99),
}
ERA: Final = r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR])\.?"
YEAR: Final = rf"(?:{ERA}(?P<n>元|\d{{1,2}})|(?P<year>\d{{4}}))"
BIRTH: Final = re.compile(rf"{YEAR}(?:年|$|[./-])[\d./月日生まれ-]*")
DATE: Final = re.compile(
    rf"(?:{YEAR}[年./-])?(?P<month>\d{{1,2}})[月./-](?P<day>\d{{1,2}})日?"
    rf"(?:\((?P<weekday>[{WEEKDAYS}])曜?日?\))?(?:0?0:00(?::00)?)?"
)
MONTH: Final = re.compile(rf"{YEAR}[年./-](?P<month>\d{{1,2}})月?")
DIGITS: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
TIME: Final = re.compile(
    r"(?P<half>午前|午後|AM|PM)?(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::00)?|時(?:(?P<spoken>\d{1,2})分|(?P<mid>半))?)"
    r"(?P<after>AM|PM)?"
)
RANGE: Final = re.compile(rf"([{WEEKDAYS}])曜?日?[~-]([{WEEKDAYS}])曜?日?")


def folded(typed: str) -> str:
    """Half-width, capitals, no spaces: 昭和 １９ 年 is 昭和19年, and 一 long dash is a dash."""
    half = unicodedata.normalize("NFKC", typed).upper()
    return re.sub(r"[‐-―−ー]", "-", "".join(half.split())).replace("〜", "~")


def day(typed: str) -> date:
    """With its year or era. A weekday written behind it must be the right one."""
    read = _written(typed)
    if read is None:
        raise Refused(
            "日にち「%(typed)s」が読み取れません。2026-11-25 か 令和8年11月25日 のように入れてください。",
            typed=typed,
        )
    return read


def _written(typed: str) -> date | None:
    plain = folded(typed)
    if digits := DIGITS.fullmatch(plain):
        return _real(*(int(part) for part in digits.groups()))
    read = DATE.fullmatch(plain)
    year = year_of(read) if read else None
    found = _real(year, int(read["month"]), int(read["day"])) if read and year else None
    if read and found:
        _check_weekday(read, found)
    return found


def next_day(typed: str, *, after: date) -> date | None:
    """Without a year, the next such day after that one. None for what cannot be read."""
    read = DATE.fullmatch(folded(typed))
    if read is None:
        return None
    said = bool(read["year"] or read["era"])
    years = [year_of(read)] if said else [after.year, after.year + 1]
    days = [_real(year, int(read["month"]), int(read["day"])) for year in years if year]
    known = [one for one in days if one]
    found = next((one for one in known if one > after), known[0] if known else None)
    if found:
        _check_weekday(read, found)
    return found


def _check_weekday(read: re.Match[str], found: date) -> None:
    if read["weekday"] and read["weekday"] != WEEKDAYS[found.weekday()]:
        raise Refused(
            "%(day)sは%(right)sです。日にちか曜日を直してください。",
            day=found.isoformat(),
            right=sentences.WEEKDAYS[found.weekday()],
        )


def month(typed: str) -> date | None:
    """The first day of 2028年3月 or R10.3; None for anything else."""
    read = MONTH.fullmatch(folded(typed))
    year = year_of(read) if read else None
    return _real(year, int(read["month"]), 1) if read and year else None


def _real(year: int, month_: int, day_: int) -> date | None:
    try:
        return date(year, month_, day_)
    except ValueError:
        return None


def born_year(typed: str, *, today: date | None = None) -> int | None:
    """1944, 昭和19, S19, S19.3.3; the day is not kept. Nothing typed is not known."""
    plain = folded(typed)
    if not plain:
        return None
    read = BIRTH.fullmatch(plain)
    year = year_of(read) if read else None
    latest = today.year if today else 9999
    if year is None or not OLDEST_BIRTH <= year <= latest:
        raise Refused("生まれた年が読み取れません。1944 か 昭和19 のように入れてください。")
    return year


def year_of(read: re.Match[str]) -> int | None:
    """Of the era if one was said; None for a year that the era never had."""
    if read["year"]:
        return int(read["year"])
    if not read["era"]:
        return None
    n = 1 if read["n"] == "元" else int(read["n"])
    for name, (letter, before, last) in ERAS.items():
        if read["era"] in {name, letter}:
            return before + n if 1 <= n <= last else None
    return None


def clock_time(typed: str) -> time:
    """10:00, 10時半, 10時30分, 午後2時, 14:00:00. Noon and midnight must not be mistaken for each other."""
    plain = folded(typed)
    read = TIME.fullmatch("12:00" if plain == "正午" else plain)
    if read is None or (read["half"] and read["after"]):
        raise _no_time(typed)
    half, hour = read["half"] or read["after"], int(read["hour"])
    if half and hour == 12:
        raise Refused(
            "「%(typed)s」は、昼の12時とも夜中の0時とも読めます。12:00 か 0:00 のように入れてください。",
            typed=typed,
        )
    if half and hour > 12:
        raise _no_time(typed)
    minute = 30 if read["mid"] else int(read["minute"] or read["spoken"] or 0)
    hour += 12 if half in {"午後", "PM"} else 0
    if hour > 23 or minute > 59:
        raise _no_time(typed)
    return time(hour, minute)


def _no_time(typed: str) -> Refused:
    return Refused(
        "時刻「%(typed)s」が読み取れません。10:00、10時半、午後2時 のように入れてください。", typed=typed
    )


def weekdays(typed: str) -> list[int]:
    """月, 月曜日, 月・水, 月水金, 月～金, 平日. 0 is Monday."""
    plain = folded(typed)
    if read := RANGE.fullmatch(plain):
        first, last = (WEEKDAYS.index(one) for one in read.groups())
        return _rising(typed, range(first, last + 1))
    plain = plain.replace("平日", "月火水木金").replace("毎日", WEEKDAYS)
    plain = re.sub(rf"(?<=[{WEEKDAYS}])曜日?", "", plain)
    letters = re.sub(r"[・、,/()]", "", plain)
    if not letters or set(letters) - set(WEEKDAYS):
        raise _no_weekday(typed)
    return _rising(typed, (WEEKDAYS.index(one) for one in letters))


def _rising(typed: str, found: Iterable[int]) -> list[int]:
    days = sorted(set(found))
    if not days:
        raise _no_weekday(typed)
    return days


def _no_weekday(typed: str) -> Refused:
    return Refused("曜日「%(typed)s」が読み取れません。月 か 月曜日 のように入れてください。", typed=typed)
