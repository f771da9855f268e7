"""Japanese wall time, eras and holidays."""

from datetime import UTC, date, datetime, time

import pytest

from tutor import local_time


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 25), "令和8年11月25日(水)"),
        (date(2019, 5, 1), "令和元年5月1日(水)"),
        (date(2019, 4, 30), "平成31年4月30日(火)"),
        (date(1989, 1, 7), "昭和64年1月7日(土)"),
        (date(1926, 12, 25), "昭和元年12月25日(土)"),
        (date(1912, 7, 29), "1912年7月29日(月)"),
    ],
)
def test_long_date_names_the_era(day, text):
    assert local_time.long_date(day) == text


def test_midnight_in_japan_is_the_afternoon_before_in_utc():
    assert local_time.at(date(2026, 11, 25), time(0)) == datetime(2026, 11, 24, 15, tzinfo=UTC)


def test_late_evening_in_utc_is_the_next_day_in_japan():
    assert local_time.local_date(datetime(2026, 11, 24, 15, tzinfo=UTC)) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("hour", "minute", "text"), [(1, 30, "午前10時30分"), (3, 0, "午後0時"), (6, 5, "午後3時5分")]
)
def test_time_is_spoken_by_half_days(hour, minute, text):
    assert local_time.spoken_time(datetime(2026, 11, 24, hour, minute, tzinfo=UTC)) == text


def test_minutes_of_a_day_may_pass_midnight():
    assert local_time.at_minute(date(2026, 11, 23), 1440 + 600) == local_time.at(date(2026, 11, 24), time(10))


def test_monday_begins_the_week_and_april_the_year():
    assert local_time.monday_of(date(2026, 11, 29)) == date(2026, 11, 23)
    assert local_time.fiscal_year(date(2027, 3, 31)) == 2026


def test_labour_thanksgiving_is_a_holiday():
    assert local_time.is_holiday(date(2026, 11, 23))
    assert not local_time.is_holiday(date(2026, 11, 24))
