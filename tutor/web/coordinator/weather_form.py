"""Which lessons the weather touches, and what is to become of them: read into plain values."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tutor.actor import Actor, Role
from tutor.disruptions.queries import Area
from tutor.disruptions.rules import Part
from tutor.disruptions.weather import Act, Order
from tutor.errors import Refused
from tutor.lessons.models import Lesson, LessonKind
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.places import queries as places
from tutor.places.models import Town
from tutor.web.coordinator.lesson_forms import read_day
from tutor.web.coordinator.repair_form import read_shown
from tutor.web.intake_form import Form

WEEK = timedelta(days=7)


class AreaForm(Form):
    """Today and the whole first city, unless something else is asked for."""

    def __init__(self, values: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
        super().__init__(values)
        self.today = local_date(now)
        self.cities = office.municipalities(actor, Role.COORDINATOR)

    def area(self) -> Area | None:
        if not self.cities:
            return None
        code = self.values.get("city", "")
        city = next((one for one in self.cities if one.code5 == code), self.cities[0])
        part, kind = self.values.get("part", ""), self.values.get("kind", "")
        return Area(
            city,
            self._day(),
            Part(part) if part in set(Part) else Part.WHOLE,
            frozenset(self.all("town")) & {one.name for one in places.towns(city.id)},
            LessonKind(kind) if kind in set(LessonKind) else None,
        )

    def _day(self) -> date:
        try:
            return date.fromisoformat(self.values.get("day", ""))
        except ValueError:
            return self.today

    def towns(self, area: Area | None) -> list[Town]:
        return places.towns(area.municipality.id) if area else []


class OrderForm(Form):
    def __init__(self, values: Mapping[str, str], *, actor: Actor) -> None:
        super().__init__(values)
        self.actor = actor

    def shown(self) -> dict[Lesson, int]:
        if not self.all("chosen"):
            raise Refused("レッスンを、一つ以上えらんでください。")
        return read_shown(self.all("chosen"), actor=self.actor)

    def order(self) -> Order:
        act, day = self.values.get("act", ""), self.values.get("to_day", "")
        if act not in set(Act):
            raise Refused("取りやめるか、動かすか、えらんでください。")
        reason = self.values.get("reason", "").strip()[:200]
        return Order(Act(act), reason, read_day(day) if Act(act) is Act.MOVE else None)
