"""What is typed when a lesson is moved."""

from collections.abc import Mapping
from datetime import date, datetime, time

from tutor import local_time
from tutor.errors import Refused
from tutor.lessons.models import Lesson
from tutor.web.intake_form import Form


def read_day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as wrong:
        raise Refused("日にちを、カレンダーからえらんでください。") from wrong


def read_time(typed: str) -> time:
    try:
        return time.fromisoformat(typed.strip()).replace(tzinfo=None)
    except ValueError as wrong:
        raise Refused("時刻を、10:30 のように入れてください。") from wrong


class MoveForm(Form):
    def __init__(self, values: Mapping[str, str], *, now: datetime) -> None:
        super().__init__(values)
        self.now = now

    def times(self, lesson: Lesson) -> tuple[datetime, datetime] | None:
        """The new start and end in UTC, as long as before."""
        day = self.take("day", read_day, self.values.get("day", ""))
        wall = self.take("time", read_time, self.values.get("time", ""))
        if day is None or wall is None:
            return None
        start = local_time.at(day, wall)
        return start, start + (lesson.ends_at - lesson.starts_at)
