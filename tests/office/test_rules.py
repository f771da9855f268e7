"""When the office last closed."""

from datetime import date

import pytest

from tutor.local_time import at, clock_time, local_date
from tutor.office.rules import CLOSES, last_closing

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 13)


@pytest.mark.parametrize(
    ("today", "closed", "says"),
    [
        (MONDAY, [], FRIDAY),
        (date(2026, 11, 15), [], FRIDAY),
        (date(2026, 11, 17), [], MONDAY),
        (MONDAY, [FRIDAY], date(2026, 11, 12)),
        # The 23rd is a holiday (勤労感謝の日): on that Tuesday it is Friday's evening.
        (date(2026, 11, 24), [], date(2026, 11, 20)),
    ],
)
def test_last_closing_is_that_of_the_last_working_day(today, closed, says):
    assert last_closing(today, closed) == at(says, CLOSES)


def test_office_closes_by_the_clocks_in_japan():
    closing = last_closing(MONDAY, [])

    assert (local_date(closing), clock_time(closing)) == (FRIDAY, "17:00")
