"""When two students and a household could meet."""

from datetime import date, time
from types import SimpleNamespace

import pytest

from tutor.demo.history import PAIRS
from tutor.demo.meeting import Calendar
from tutor.demo.written import written
from tutor.local_time import is_holiday, local, local_date

KEYS = [one["key"] for one in written("tutors")["tutors"]]


@pytest.fixture
def calendar():
    always = SimpleNamespace(starts_on=date(2020, 4, 1), until=date(2030, 3, 31))
    return Calendar(dict.fromkeys(KEYS, always))


def test_meeting_lies_in_hours_without_lectures(calendar):
    # Wednesdays both have from 14:30 (Sasaki) and from 13:00 (Oikawa).
    found = local(calendar.meet(("sasaki", "oikawa"), date(2026, 9, 30)))

    assert (found.date(), found.time()) == (date(2026, 9, 30), time(15))


def test_nobody_is_at_two_places(calendar):
    found = [calendar.meet(("sasaki", "abe"), date(2026, 6, 15)) for _ in range(6)]

    assert len(set(found)) == 6


def test_no_lesson_on_a_holiday(calendar):
    # 21 to 23 September 2026 are holidays.
    for pair in (*PAIRS["midorino"], *PAIRS["shiokaze"]):
        assert not is_holiday(local_date(calendar.meet(pair, date(2026, 9, 21))))


def test_student_who_has_not_begun_is_not_sent(calendar):
    calendar.tutors["abe"] = SimpleNamespace(starts_on=date(2026, 10, 1), until=date(2030, 3, 31))

    with pytest.raises(LookupError):
        calendar.meet(("sasaki", "abe"), date(2026, 6, 15))
