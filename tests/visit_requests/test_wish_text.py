"""Wished half-days in one cell, as offices write them."""

from datetime import date, time

import pytest

from tutor.errors import Refused
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay
from tutor.visit_requests.wish_text import wishes

TODAY = date(2026, 11, 22)
DAY = date(2026, 12, 1)


def weekly(weekday: int, hours) -> HalfDay:
    return HalfDay(*hours, weekday=weekday)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("月曜午前", [weekly(0, MORNING)]),
        ("月・水の午前中", [weekly(0, MORNING), weekly(2, MORNING)]),
        ("月、水の午前", [weekly(0, MORNING), weekly(2, MORNING)]),
        ("月午前、水", [weekly(0, MORNING), weekly(2, MORNING), weekly(2, AFTERNOON)]),
        ("火曜日 PM", [weekly(1, AFTERNOON)]),
        ("土", [weekly(5, MORNING), weekly(5, AFTERNOON)]),
        ("月～水の午後", [weekly(day, AFTERNOON) for day in range(3)]),
        ("木 13:30-16:00", [weekly(3, (time(13, 30), time(16)))]),
        ("木曜 10時半～12時", [weekly(3, (time(10, 30), time(12)))]),
        ("木 午後2時〜4時", [weekly(3, (time(14), time(16)))]),
        ("12/1午後", [HalfDay(*AFTERNOON, day=DAY)]),
        ("2026-12-01 10:00-12:00", [HalfDay(time(10), time(12), day=DAY)]),
        ("令和8年12月1日(火)の午前", [HalfDay(*MORNING, day=DAY)]),
        ("月午前、月午前", [weekly(0, MORNING)]),
    ],
)
def test_wish_is_read(typed, found):
    assert wishes([typed], today=TODAY) == found


def test_any_time_is_every_half_day_of_the_working_week():
    assert len(wishes(["いつでもよい"], today=TODAY)) == 10


def test_several_columns_are_read_each_for_itself():
    assert wishes(["月", "火午後"], today=TODAY) == [
        weekly(0, MORNING),
        weekly(0, AFTERNOON),
        weekly(1, AFTERNOON),
    ]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("なるべく早く", "月・水の午前、12/1 午後"),
        ("月 25:00-26:00", "読み取れません"),
        ("12/1(水)午後", "火曜日です"),
        ("2026-11-22 午前", "明日からの日にち"),
        ("毎日 10:00-11:00、毎日", "14つまで"),
        ("月 12:00-10:00", "半日が読み取れません"),
    ],
)
def test_wrong_wish_says_what_would_be_right(typed, says):
    with pytest.raises(Refused, match=says):
        wishes([typed], today=TODAY)
