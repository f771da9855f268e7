"""Japanese wall time, dates and eras. Columns are UTC; people read what is written here."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import jpholiday

TOKYO = ZoneInfo("Asia/Tokyo")
WEEKDAYS = "月火水木金土日"
# The first day of each era, newest first (Cabinet orders; 令和 from 2019-05-01).
ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
)


def local(moment: datetime) -> datetime:
    return moment.astimezone(TOKYO)


def local_date(moment: datetime) -> date:
    return local(moment).date()


def at(day: date, wall: time) -> datetime:
    """The UTC moment at which the clocks in Japan show `wall` on `day`."""
    return datetime.combine(day, wall, tzinfo=TOKYO).astimezone(UTC)


def at_minute(day: date, minute: int) -> datetime:
    """`minute` counts from 00:00 of `day` and may pass midnight."""
    return at(day, time(0)) + timedelta(minutes=minute)


def day_span(day: date) -> tuple[datetime, datetime]:
    return at(day, time(0)), at(day + timedelta(days=1), time(0))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def era_year(day: date) -> str:
    for first, name in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def long_date(day: date) -> str:
    """令和8年11月25日(水)"""
    return f"{era_year(day)}{day.month}月{day.day}日({weekday(day)})"


def short_date(day: date) -> str:
    """11月25日(水)"""
    return f"{day.month}月{day.day}日({weekday(day)})"


def month_name(day: date) -> str:
    """11月"""
    return f"{day.month}月"


def spoken_time(moment: datetime) -> str:
    """午前10時30分, as one says it on the telephone."""
    wall = local(moment)
    half, hour = ("午前", wall.hour) if wall.hour < 12 else ("午後", wall.hour - 12)
    return f"{half}{hour}時" + (f"{wall.minute}分" if wall.minute else "")


def clock_time(moment: datetime) -> str:
    """10:30"""
    return local(moment).strftime("%H:%M")


def is_holiday(day: date) -> bool:
    return bool(jpholiday.is_holiday(day))


def fiscal_year(day: date) -> int:
    """The Japanese fiscal year begins on 1 April."""
    return day.year if day.month >= 4 else day.year - 1
