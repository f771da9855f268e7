"""What is typed when classes are made: a hall, seats, up to three dates."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext

from tutor import local_time
from tutor.actor import Actor, Role
from tutor.courses.rules import LEARNERS_A_TUTOR, MOST_DATES, tutors_for
from tutor.errors import Refused
from tutor.lessons.actions import Booking
from tutor.lessons.models import Lesson, LessonKind
from tutor.lessons.queries import known_form
from tutor.office import queries as office
from tutor.office.models import Programme
from tutor.people import queries as people
from tutor.people.models import Tutor
from tutor.places import queries as places
from tutor.places.models import Venue
from tutor.web.coordinator.lesson_forms import MoveForm, read_day, read_time
from tutor.web.intake_form import text

LENGTHS = (60, 90, 120)
MOST_TUTORS = 10
DAYS = tuple(f"day_{n}" for n in range(1, MOST_DATES + 1))


class ClassForm(MoveForm):
    """One class a date: the same hall, hour, seats and tutors. Learners are signed up afterwards."""

    def __init__(self, values: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
        super().__init__(values, now=now)
        today = local_time.local_date(now)
        self.programmes = office.running_programmes(actor, Role.COORDINATOR, today=today)
        self.tutors = people.tutors_on(today)

    @classmethod
    def fresh(cls, *, actor: Actor, now: datetime) -> "ClassForm":
        return cls({"form_key": uuid.uuid4().hex}, actor=actor, now=now)

    def known(self) -> Lesson | None:
        """The first class that this form has made already."""
        return known_form(self._key(0))

    def _key(self, n: int) -> str:
        return f"{self.values.get('form_key', '')[:32] or uuid.uuid4().hex}-{n}"

    def bookings(self) -> list[Booking]:
        """Empty when a field is wrong; `errors` then says which."""
        starts, programme = self._starts(), self.take("programme", self._programme)
        venue = self.take("venue", self._venue, programme)
        seats = self.take("seats", self._seats, venue)
        wanted = self.take("wanted", self._wanted, seats or 0)
        tutors, minutes = self.take("tutor", self._tutors), self.take("minutes", self._minutes)
        title = self.take("title", text, self.values.get("title", ""), most=80)
        if self.errors or programme is None or minutes is None:
            return []
        return [
            Booking(
                programme=programme,
                kind=LessonKind.CLASS,
                title=title or gettext("スマホ教室"),
                starts_at=start,
                ends_at=start + timedelta(minutes=minutes),
                tutors=tutors or [],
                learners=[],
                venue=venue,
                form_key=self._key(n),
                seats=seats,
                tutors_wanted=max(wanted or 0, len(tutors or [])),
            )
            for n, start in enumerate(starts)
        ]

    def _starts(self) -> list[datetime]:
        wall = self.take("time", read_time, self.values.get("time", ""))
        typed = [name for name in DAYS if self.values.get(name, "").strip()] or [DAYS[0]]
        days = {self.take(name, read_day, self.values.get(name, "")) for name in typed}
        return [] if wall is None else [local_time.at(day, wall) for day in sorted(d for d in days if d)]

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

    def _seats(self, venue: Venue | None) -> int | None:
        """Nothing typed: all that the hall has."""
        typed = self.values.get("seats", "").strip()
        if not typed:
            return venue.seats if venue else None
        return _whole(typed, gettext("席の数"), most=venue.seats if venue else 999)

    def _wanted(self, seats: int) -> int:
        """Nothing typed: by the number of seats."""
        typed = self.values.get("wanted", "").strip()
        return _whole(typed, gettext("学生講師の人数"), most=MOST_TUTORS) if typed else tutors_for(seats)

    def _tutors(self) -> list[Tutor]:
        """None is well: the week's plan finds them together with the visits."""
        wanted = set(self.all("tutor"))
        found = [one for one in self.tutors if one.person.code in wanted]
        if len(found) != len(wanted):
            raise Refused("学生講師を、えらび直してください。")
        return found


def _whole(typed: str, what: str, *, most: int) -> int:
    if not (typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= most):
        raise Refused("%(what)sは、1から%(most)dまでの数にしてください。", what=what, most=most)
    return int(typed)


def class_choices(form: ClassForm) -> dict[str, Any]:
    cities = list(dict.fromkeys(one.municipality_id for one in form.programmes))
    halls = [hall for city in cities for hall in places.venues(city)]
    return {
        "programmes": [(one.code, f"{one.municipality.name} {one.name}") for one in form.programmes],
        "venues": [(hall.code, _hall(hall)) for hall in halls],
        "tutors": [(one.person.code, one.person.name) for one in form.tutors],
        "days": DAYS,
        "lengths": LENGTHS,
        "share": LEARNERS_A_TUTOR,
    }


def _hall(hall: Venue) -> str:
    steps = gettext("段差なし") if hall.step_free else gettext("段差あり")
    shown: str = gettext("%(name)s（%(seats)d席・%(steps)s）", name=hall.name, seats=hall.seats, steps=steps)
    return shown
