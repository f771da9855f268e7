"""What is typed when a lesson is moved, or a class made by hand."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext

from tutor import local_time
from tutor.actor import Actor, Role
from tutor.errors import Refused
from tutor.lessons.actions import Booking
from tutor.lessons.models import Lesson, LessonKind
from tutor.office import queries as office
from tutor.office.models import Programme
from tutor.people import queries as people
from tutor.people.models import Learner, Tutor
from tutor.places import queries as places
from tutor.places.models import Venue
from tutor.web.intake_form import Form

LENGTHS = (60, 90, 120)


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


class ClassForm(MoveForm):
    """A class, a desk opening or a community lesson: k tutors, n learners, a venue."""

    def __init__(self, values: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
        super().__init__(values, now=now)
        self.actor = actor
        today = local_time.local_date(now)
        self.programmes = office.running_programmes(actor, Role.COORDINATOR, today=today)
        self.tutors = people.tutors_on(today)

    @classmethod
    def fresh(cls, *, actor: Actor, now: datetime) -> "ClassForm":
        return cls({"form_key": str(uuid.uuid4())}, actor=actor, now=now)

    def booking(self) -> Booking | None:
        day = self.take("day", read_day, self.values.get("day", ""))
        wall = self.take("time", read_time, self.values.get("time", ""))
        programme = self.take("programme", self._programme)
        venue = self.take("venue", self._venue, programme)
        tutors, learners = self.take("tutors", self._tutors), self.take("learners", self._learners, programme)
        minutes = self.take("minutes", self._minutes)
        if self.errors or day is None or wall is None or programme is None:
            return None
        start = local_time.at(day, wall)
        return Booking(
            programme=programme,
            kind=LessonKind.CLASS,
            title=self.values.get("title", "").strip()[:80] or gettext("スマホ教室"),
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes or LENGTHS[0]),
            tutors=tutors or [],
            learners=learners or [],
            venue=venue,
            form_key=self.values.get("form_key", "")[:36] or None,
        )

    def _minutes(self) -> int:
        typed = self.values.get("minutes", "")
        if typed not in {str(length) for length in LENGTHS}:
            raise Refused("長さを、えらび直してください。")
        return int(typed)

    def _programme(self) -> Programme:
        code = self.values.get("programme", "")
        found = [one for one in self.programmes if one.code == code]
        if not found:
            raise Refused("どの事業の教室か、えらんでください。")
        return found[0]

    def _venue(self, programme: Programme | None) -> Venue | None:
        if programme is None:
            return None
        if not self.values.get("venue"):
            raise Refused("会場をえらんでください。")
        return places.venue(self.values["venue"], municipality_id=programme.municipality_id)

    def _tutors(self) -> list[Tutor]:
        wanted = set(self.all("tutor"))
        found = [one for one in self.tutors if one.person.code in wanted]
        if not found or len(found) != len(wanted):
            raise Refused("学生講師を一人以上えらんでください。")
        return found

    def _learners(self, programme: Programme | None) -> list[Learner]:
        codes = dict.fromkeys(self.all("learner"))
        if not codes:
            raise Refused("受講者を一人以上えらんでください。")
        found = [people.learner(code, actor=self.actor) for code in codes]
        if programme and any(one.municipality_id != programme.municipality_id for one in found):
            raise Refused("ほかの市町の受講者がえらばれています。")
        return found


def class_choices(form: ClassForm) -> dict[str, Any]:
    cities = {one.municipality_id for one in form.programmes}
    return {
        "programmes": [(one.code, f"{one.municipality.name} {one.name}") for one in form.programmes],
        "venues": [(place.code, place.name) for city in cities for place in places.venues(city)],
        "learners": people.learners(form.actor),
        "lengths": LENGTHS,
    }
