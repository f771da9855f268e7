"""Which reminder of a lesson is due, for whom, and until when it is of use."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from tutor.local_time import at, local_date


class Audience(StrEnum):
    LEARNERS = "learners"
    TUTORS = "tutors"


@dataclass(frozen=True)
class Reminder:
    purpose: str
    audience: Audience
    days_before: int
    wall: time
    until_days_before: int | None = None
    """From the wall time of that day on another reminder says it. None: of use until the lesson begins."""

    def moment(self, starts_at: datetime) -> datetime:
        return self._on(starts_at, self.days_before)

    def until(self, starts_at: datetime) -> datetime:
        if self.until_days_before is None:
            return starts_at
        return self._on(starts_at, self.until_days_before)

    def _on(self, starts_at: datetime, days: int) -> datetime:
        return at(local_date(starts_at) - timedelta(days=days), self.wall)


PLAN = (
    Reminder("lesson_reminder_3", Audience.LEARNERS, 3, time(10), until_days_before=1),
    Reminder("lesson_reminder_1", Audience.LEARNERS, 1, time(10)),
    Reminder("staffing_reminder_1", Audience.TUTORS, 1, time(17)),
)
# Whoever was told the time by one of these needs no reminder whose moment had passed by then.
SAYS_WHEN = {
    Audience.LEARNERS: ("lesson_booked", "lesson_moved", "lesson_tutor_changed"),
    Audience.TUTORS: ("staffing_booked", "staffing_moved", "staffing_changed"),
}
AHEAD = timedelta(days=max(reminder.days_before for reminder in PLAN) + 1)


def is_due(reminder: Reminder, *, starts_at: datetime, told_at: datetime, now: datetime) -> bool:
    """`told_at` is when this person last heard the present time: by the booking, a move, or this reminder."""
    moment = reminder.moment(starts_at)
    return told_at < moment <= now < min(reminder.until(starts_at), starts_at)
