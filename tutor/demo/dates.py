"""When the fictional town lives: always in the same weeks, whatever the real date.

So the town is the same on every machine and in every picture: no holiday falls into the planned week,
half the fiscal year is used, and two tutors are months, not days, from graduating.
"""

from datetime import date, datetime, time, timedelta

from tutor.local_time import at

MONDAY = date(2026, 11, 9)
"""The week that is planned and published when the demo opens; the next one is left to be planned."""
NEXT_MONDAY = MONDAY + timedelta(days=7)
START = at(MONDAY, time(9, 5))
PLANNED_ON = MONDAY - timedelta(days=3)
PLANNED_AT = at(PLANNED_ON, time(16))
CLASS_BOOKED_AT = at(PLANNED_ON, time(11))
HISTORY_FROM = date(2026, 6, 8)
HISTORY_UNTIL = date(2026, 10, 30)
ASKED_FROM = date(2026, 10, 26)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return at(day, time(hour, minute))
