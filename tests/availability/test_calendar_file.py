"""A student's calendar: on which days, by the clocks in Japan, he or she is busy."""

from datetime import date, time

import pytest

from tests.availability.calendars import calendar, event, weekly
from tutor.availability.calendar_file import Busy, busy, is_calendar
from tutor.errors import Refused

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
MONDAYS = [date(2026, 10, day) for day in (5, 12, 19, 26)]


def read(*events) -> list[Busy]:
    return busy(calendar(*events), first=FIRST, last=LAST)


def test_weekly_lecture_falls_on_each_of_its_days():
    assert read(weekly("20261005")) == [Busy(day, time(9), time(10, 30)) for day in MONDAYS]


def test_lecture_that_began_before_the_term_goes_on_in_it():
    assert [one.day for one in read(weekly("20260907"))] == MONDAYS


def test_day_left_out_is_free():
    found = read(weekly("20261005", "090000", "103000", "EXDATE;TZID=Asia/Tokyo:20261012T090000"))

    assert [one.day for one in found] == [MONDAYS[0], *MONDAYS[2:]]


def test_one_lecture_of_a_series_is_moved():
    moved = [
        "BEGIN:VEVENT",
        "UID:a@test",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261012T090000",
        "DTSTART;TZID=Asia/Tokyo:20261013T140000",
        "DTEND;TZID=Asia/Tokyo:20261013T153000",
        "END:VEVENT",
    ]
    series = [line if not line.startswith("UID") else "UID:a@test" for line in weekly("20261005")]

    assert read(series, moved)[1] == Busy(date(2026, 10, 13), time(14), time(15, 30))


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("DTSTART:20261005T000000Z", "DTEND:20261005T013000Z"),
        ("DTSTART:20261005T090000", "DTEND:20261005T103000"),
        ("DTSTART;TZID=America/New_York:20261004T200000", "DTEND;TZID=America/New_York:20261004T213000"),
        ("DTSTART;TZID=Asia/Tokyo:20261005T090000", "DURATION:PT1H30M"),
    ],
)
def test_other_time_zones_are_read_by_the_clocks_in_japan(begins, ends):
    assert read(event(begins, ends)) == [Busy(MONDAYS[0], time(9), time(10, 30))]


def test_all_day_is_the_whole_day_and_its_last_day_is_not_counted():
    found = read(event("DTSTART;VALUE=DATE:20261005", "DTEND;VALUE=DATE:20261007"))

    assert [(one.day.day, one.begins, one.ends) for one in found] == [
        (5, time(0), time.max),
        (6, time(0), time.max),
    ]


def test_what_goes_over_midnight_is_two_days():
    found = read(event("DTSTART;TZID=Asia/Tokyo:20261005T220000", "DTEND;TZID=Asia/Tokyo:20261006T013000"))

    assert found == [Busy(MONDAYS[0], time(22), time.max), Busy(date(2026, 10, 6), time(0), time(1, 30))]


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_cancelled_and_free_entries_take_no_time(line):
    assert read(event("DTSTART:20261005T000000Z", "DTEND:20261005T013000Z", line)) == []


def test_outside_the_term_nothing_counts():
    assert read(event("DTSTART:20261105T000000Z", "DTEND:20261105T013000Z")) == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "読み取れ"),
        (calendar(), "予定が一つもありません"),
        (calendar(event("DTSTART:nonsense")), "読み取れ"),
        (calendar(event("DTSTART:20261005T000000Z", "RRULE:FREQ=SECONDLY")), "細かすぎて"),
        (calendar(event("DTSTART:20261005T000000Z", "RRULE:FREQ=DAILY;BYMINUTE=1,2,3")), "細かすぎて"),
        (calendar(*[event(f"DTSTART:20261005T0000{n % 60:02}Z") for n in range(1001)]), "多すぎて"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(data, says):
    with pytest.raises(Refused, match=says):
        busy(data, first=FIRST, last=LAST)


def test_calendar_is_known_by_its_first_line():
    assert is_calendar(b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n")
    assert not is_calendar("学生,曜日\n".encode())
