"""Dates and times as a page says them, in the language it speaks."""

from datetime import date, datetime

from babel.dates import format_date, format_time

from tutor import local_time
from tutor.web.language import current


def day_of(when: date | datetime) -> date:
    return local_time.local_date(when) if isinstance(when, datetime) else when


def long_date(when: date | datetime) -> str:
    """令和8年11月25日(水); Wednesday 25 November 2026"""
    return _english(when, "EEEE d MMMM y") or local_time.long_date(day_of(when))


def dated(when: date | datetime) -> str:
    """令和8年11月25日; 25 November 2026: as one signs"""
    day = day_of(when)
    return _english(when, "d MMMM y") or f"{local_time.era_year(day)}{day.month}月{day.day}日"


def short_date(when: date | datetime) -> str:
    """11月25日(水); Wed 25 Nov"""
    return _english(when, "EEE d MMM") or local_time.short_date(day_of(when))


def month_name(month: date) -> str:
    """4月; April"""
    return _english(month, "MMMM") or local_time.month_name(month)


def weekday(when: date | datetime) -> str:
    """水; Wed"""
    return _english(when, "EEE") or local_time.weekday(day_of(when))


def weekday_name(number: int) -> str:
    """0 is Monday."""
    return weekday(date(2024, 1, 1 + number))


def spoken_time(moment: datetime) -> str:
    """午前10時30分; 10:30 am"""
    if current() == "en":
        return format_time(local_time.local(moment).time(), "h:mm a", locale="en_GB")
    return local_time.spoken_time(moment)


def _english(when: date | datetime, pattern: str) -> str:
    return format_date(day_of(when), pattern, locale="en_GB") if current() == "en" else ""
