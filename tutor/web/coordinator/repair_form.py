"""What is chosen when a day goes wrong, read into plain values."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from tutor.actor import Actor
from tutor.disruptions.proposals import Choice, RepairKind
from tutor.disruptions.rules import Absence, Part
from tutor.errors import Refused
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson
from tutor.local_time import local_date
from tutor.people import queries as people
from tutor.web.coordinator.lesson_forms import read_day
from tutor.web.intake_form import Form

LONGEST_VERSION = 9


class AbsenceForm(Form):
    """Today, the whole day, unless something else is said."""

    def absence(self) -> Absence | None:
        first = self.take("first", read_day, self.values.get("first", ""))
        last = self.take("last", read_day, self.values.get("last") or self.values.get("first", ""))
        part = self.take("part", read_part, self.values.get("part", ""))
        if first is None or last is None or part is None:
            return None
        return Absence(first, last, part)

    @classmethod
    def fresh(cls, today: date) -> "AbsenceForm":
        return cls({"first": today.isoformat(), "last": today.isoformat(), "part": Part.WHOLE.value})


def read_part(typed: str) -> Part:
    if typed not in set(Part):
        raise Refused("一日か、午前か、午後かをえらんでください。")
    return Part(typed)


def read_choice(typed: str) -> Choice:
    """Kind, minute in UTC and the tutors' codes, as Repair.value says them."""
    kind, _, rest = typed.partition(" ")
    minute, _, codes = rest.partition(" ")
    starts_at = read_moment(minute)
    if kind not in set(RepairKind):
        raise Refused("どう直すか、えらび直してください。")
    day = local_date(starts_at)
    return Choice(RepairKind(kind), starts_at, [people.tutor(code, on=day) for code in codes.split()])


def read_moment(typed: str) -> datetime:
    """20261124T0500, in UTC: as our own pages write it."""
    try:
        return datetime.strptime(typed, "%Y%m%dT%H%M").replace(tzinfo=UTC)
    except ValueError as wrong:
        raise Refused("どう直すか、えらび直してください。") from wrong


def read_version(typed: str) -> int:
    """No version, no idea what the page showed: treated like an old page."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_VERSION else -1


def read_shown(typed: Sequence[str], *, actor: Actor) -> dict[Lesson, int]:
    """CODE-VERSION of each lesson, so that one that has changed since is seen."""
    parts = [one.partition("-") for one in typed]
    versions = {code: read_version(version) for code, _, version in parts}
    return {one: versions[one.code] for one in lessons.by_codes(list(versions), actor=actor)}


class TogetherForm(Form):
    """One repair for each lesson; none for those that are left open for now."""

    def __init__(self, values: Mapping[str, str], *, actor: Actor) -> None:
        super().__init__(values)
        self.shown = read_shown(self.all("lesson"), actor=actor)

    @property
    def picked(self) -> dict[str, str]:
        """By the lesson's code, as typed."""
        return {one.code: self.values.get(f"choice-{one.code}", "") for one in self.shown}

    def chosen(self) -> dict[Lesson, Choice]:
        """In order of time."""
        in_order = sorted(self.shown, key=lambda one: (one.starts_at, one.id))
        found = {one: read_choice(typed) for one in in_order if (typed := self.picked[one.code])}
        if not found:
            raise Refused("直し方を、一つ以上えらんでください。")
        return found
