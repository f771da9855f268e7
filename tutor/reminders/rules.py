"""Which reminder of a lesson is due, before it or after it, for whom, and until when it is of use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tutor.errors import Refused
from tutor.local_time import at, local_date
from tutor.messaging.hours import CLOSES, OPENS
from tutor.messaging.purposes import HOMEWORK, QUESTION


class Whom(StrEnum):
    LEARNERS = "learners"
    NOT_RUNG = "not_rung"
    """Learners whom no machine rings: by a text, or by staff."""
    RUNG = "rung"
    """Learners with a telephone at home only: a machine rings in the evening, when they are in."""
    MISSED = "missed"
    """Learners who missed a lesson lately."""
    TUTORS = "tutors"
    CAME = "came"
    """Learners who were there: after the lesson."""
    PRACTISE = "practise"
    """Learners whose homework of that lesson is still open: after it."""


AFTERWARDS = frozenset({Whom.CAME, Whom.PRACTISE})


@dataclass(frozen=True)
class Reminder:
    """`name` is what staff change. Two of one purpose are never both sent to one person."""

    name: str
    purpose: str
    whom: Whom
    days: int
    """Before the lesson, or after it."""
    wall: time
    fewest: int
    most: int
    active: bool = True

    def changed(self, *, days: int, wall: time, active: bool) -> "Reminder":
        if not self.fewest <= days <= self.most:
            raise Refused(
                "日数は %(fewest)d から %(most)d までにしてください。", fewest=self.fewest, most=self.most
            )
        if not OPENS <= wall < CLOSES:
            raise Refused("時刻は 9:00 から 19:59 までにしてください。")
        return replace(self, days=days, wall=wall, active=active)


SHIPPED = (
    Reminder("first", "lesson_reminder_3", Whom.LEARNERS, 3, time(10), fewest=3, most=14),
    Reminder("day_before", "lesson_reminder_1", Whom.NOT_RUNG, 1, time(10), fewest=1, most=2),
    Reminder("evening", "lesson_reminder_1", Whom.RUNG, 1, time(18), fewest=1, most=2),
    Reminder("third", "lesson_reminder_0", Whom.MISSED, 0, time(9), fewest=0, most=0),
    Reminder("tutors", "staffing_reminder_1", Whom.TUTORS, 1, time(17), fewest=1, most=7),
    Reminder("question", QUESTION, Whom.CAME, 0, time(18), fewest=0, most=3),
    Reminder("homework_1", HOMEWORK, Whom.PRACTISE, 1, time(16), fewest=1, most=2),
    Reminder("homework_2", HOMEWORK, Whom.PRACTISE, 3, time(16), fewest=3, most=6),
    Reminder("homework_3", HOMEWORK, Whom.PRACTISE, 7, time(16), fewest=7, most=13),
    Reminder("homework_4", HOMEWORK, Whom.PRACTISE, 14, time(16), fewest=14, most=30),
)
# Whoever was told the time by one of these needs no reminder whose moment had passed by then.
TELLS_LEARNERS = (
    *("lesson_booked", "lesson_moved", "lesson_tutor_changed"),
    *("lesson_reminder_3", "lesson_reminder_1", "lesson_reminder_0"),
)
TELLS_TUTORS = ("staffing_booked", "staffing_moved", "staffing_changed", "staffing_reminder_1")
MISSED_LATELY = timedelta(days=183)
DAY = timedelta(days=1)
NOON = time(12)


@dataclass(frozen=True)
class Plan:
    """One city's reminders that are in use, and the days on which its office is closed."""

    reminders: tuple[Reminder, ...] = SHIPPED
    closed: frozenset[date] = frozenset()

    @classmethod
    def of(cls, changed: Mapping[str, Reminder], closed: frozenset[date]) -> "Plan":
        all_of_them = (changed.get(one.name, one) for one in SHIPPED)
        return cls(tuple(one for one in all_of_them if one.active), closed)

    @property
    def rings(self) -> bool:
        return any(one.whom is Whom.RUNG for one in self.reminders)

    @property
    def ahead(self) -> timedelta:
        """How far a lesson may lie ahead and one of its reminders be due: closed days bring it forward."""
        longest = max((one.days for one in self.reminders if one.whom not in AFTERWARDS), default=0)
        return timedelta(days=longest + 1 + len(self.closed))

    def days_due(self, reminder: Reminder, now: datetime) -> set[date]:
        """Of which days' lessons it may be said now, when it comes afterwards."""
        today = local_date(now)
        days = (today - DAY * n for n in range(reminder.days + 2 + len(self.closed)))
        return {
            day
            for day in days
            if self.moment(reminder, at(day, NOON)) <= now < self.until(reminder, at(day, NOON))
        }

    def moment(self, reminder: Reminder, starts_at: datetime) -> datetime:
        """On a day on which the office answers the telephone: whoever reads it may have to ring."""
        away = DAY if reminder.whom in AFTERWARDS else -DAY
        day = local_date(starts_at) + away * reminder.days
        while reminder.days and day in self.closed:
            day += away
        return at(day, reminder.wall)

    def until(self, reminder: Reminder, starts_at: datetime) -> datetime:
        """The first gives way to the one on the day before; the others are of use until it begins.

        What comes afterwards is of use for a day, if the next of its sort leaves it that.
        """
        if reminder.whom in AFTERWARDS:
            same = [one for one in self.reminders if one.whom is reminder.whom and one.days > reminder.days]
            end = self.moment(reminder, starts_at) + DAY
            return min([end, *(self.moment(one, starts_at) for one in same)])
        if reminder.whom is not Whom.LEARNERS:
            return starts_at
        later = (one for one in self.reminders if one.whom in {Whom.NOT_RUNG, Whom.RUNG})
        return min([starts_at, *(self.moment(one, starts_at) for one in later)])

    def is_due(self, reminder: Reminder, *, starts_at: datetime, told_at: datetime, now: datetime) -> bool:
        """`told_at` is when this person last heard the present time: by the booking, a move, a reminder."""
        moment = self.moment(reminder, starts_at)
        return told_at < moment <= now < self.until(reminder, starts_at)
