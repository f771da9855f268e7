"""Dates, times and weekdays as people write them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor import written_time
from tutor.errors import Refused

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("1944", 1944),
        ("１９４４年", 1944),
        ("1944/3/3", 1944),
        ("1944-03-03", 1944),
        ("昭和19", 1944),
        ("昭和 １９ 年", 1944),
        ("昭和19年3月3日生まれ", 1944),
        ("S19", 1944),
        ("s19", 1944),
        ("S.19", 1944),
        ("Ｓ１９．３．３", 1944),
        ("昭和元年", 1926),
        ("昭和64", 1989),
        ("大正14", 1925),
        ("T1", 1912),
        ("明治45", 1912),
        ("平成31", 2019),
        ("H元", 1989),
        ("令和2年", 2020),
        ("R2", 2020),
        ("", None),
        ("　", None),
    ],
)
def test_birth_year_is_read_in_any_calendar(typed, year):
    assert written_time.born_year(typed, today=TODAY) == year


@pytest.mark.parametrize(
    "typed",
    ["82", "去年", "昭和70", "昭和0", "1850", "2030", "R99", "99999", "S", "-5", "9" * 5000, "19 44年の春"],
)
def test_doubtful_birth_year_is_asked_again(typed):
    with pytest.raises(Refused, match="昭和19 のように"):
        written_time.born_year(typed, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-25",
        "2026/11/25",
        "２０２６．１１．２５",
        "20261125",
        "R8.11.25",
        "r8/11/25",
        "㋿8年11月25日",
        "令和8年11月25日",
        "令和 8年 11月 25日（水）",
        "2026年11月25日(水曜日)",
        "2026-11-25 00:00:00",
        "2026/11/25 0:00",
    ],
)
def test_day_is_read_in_any_writing(typed):
    assert written_time.day(typed) == DAY


@pytest.mark.parametrize("typed", ["", "11/25", "2026-02-29", "20261325", "R0.1.1", "H32.1.1", "あす"])
def test_what_is_no_day_is_said_with_two_examples(typed):
    with pytest.raises(Refused, match="令和8年11月25日 のように"):
        written_time.day(typed)


def test_weekday_that_does_not_belong_to_the_day_is_a_fault():
    with pytest.raises(Refused, match="2026-11-25は水曜日です"):
        written_time.day("令和8年11月25日(木)")
    with pytest.raises(Refused, match="水曜日です"):
        written_time.next_day("11/25(木)", after=TODAY)


@pytest.mark.parametrize(("typed", "first"), [("2028年3月", date(2028, 3, 1)), ("R10.3", date(2028, 3, 1))])
def test_month_alone_is_its_first_day(typed, first):
    assert written_time.month(typed) == first
    assert written_time.month("2028-03-31") is None
    assert written_time.month("2028年13月") is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("10:00", time(10)),
        ("１０：００", time(10)),
        ("9:05:00", time(9, 5)),
        ("10時", time(10)),
        ("10時半", time(10, 30)),
        ("10時5分", time(10, 5)),
        ("午後2時", time(14)),
        ("午後 2:30", time(14, 30)),
        ("2:30 pm", time(14, 30)),
        ("午前0時", time(0)),
        ("午後0時半", time(12, 30)),
        ("正午", time(12)),
        ("23:59", time(23, 59)),
    ],
)
def test_time_is_read_in_any_writing(typed, read):
    assert written_time.clock_time(typed) == read


@pytest.mark.parametrize("typed", ["", "10", "25:00", "10:60", "午後13時", "午前10時PM", "10時61分", "昼"])
def test_what_is_no_time_is_said(typed):
    with pytest.raises(Refused, match="10時半"):
        written_time.clock_time(typed)


@pytest.mark.parametrize("typed", ["午後12時", "12:00PM", "午前12:30"])
def test_twelve_with_a_half_of_the_day_could_be_noon_or_midnight(typed):
    with pytest.raises(Refused, match="夜中の0時"):
        written_time.clock_time(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("月", [0]),
        ("月曜", [0]),
        ("（日）", [6]),
        ("日曜日", [6]),
        ("月・水", [0, 2]),
        ("金水月", [0, 2, 4]),
        ("火曜日、木曜日", [1, 3]),
        ("月〜金", [0, 1, 2, 3, 4]),
        ("月曜-水曜", [0, 1, 2]),
        ("平日", [0, 1, 2, 3, 4]),
        ("平日・土", [0, 1, 2, 3, 4, 5]),
        ("毎日", [0, 1, 2, 3, 4, 5, 6]),
        ("月曜日・日", [0, 6]),
    ],
)
def test_weekdays_are_read_and_rise(typed, read):
    assert written_time.weekdays(typed) == read


@pytest.mark.parametrize("typed", ["", "曜日", "げつ", "金～月", "月曜の朝", "・"])
def test_what_is_no_weekday_is_said(typed):
    with pytest.raises(Refused, match="月曜日 のように"):
        written_time.weekdays(typed)


@given(st.text("0123456789年月日時分半午前後:/-.RSH()水月～・ 元令和昭", max_size=16))
def test_whatever_is_written_is_read_or_refused(typed):
    for read in (written_time.day, written_time.clock_time, written_time.weekdays, written_time.born_year):
        with suppress(Refused):
            read(typed)
    written_time.month(typed)
    written_time.next_day("11/25", after=TODAY)


@given(st.dates(date(1926, 12, 25), date(2099, 12, 31)))
def test_every_day_is_read_back(one):
    assert written_time.day(one.isoformat()) == one
    assert written_time.day(f"{one.year}年{one.month}月{one.day}日({'月火水木金土日'[one.weekday()]})") == one
