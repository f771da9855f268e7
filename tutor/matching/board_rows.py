"""What the reads of the board bring: one value a tutor, a request, a lesson."""

from dataclasses import dataclass
from datetime import date, datetime, time

from tutor.matching.models import PlanState


@dataclass(frozen=True)
class Head:
    """The plan that counts, what waits beside it, and `mark`: it changes when anything on the board does."""

    plan_id: int | None
    plan_code: str
    state: PlanState | None
    step_id: int
    proposed: str
    job: str
    mark: str

    @property
    def is_draft(self) -> bool:
        return self.state is PlanState.DRAFT


@dataclass(frozen=True)
class TutorRow:
    id: int
    code: str
    family_name: str
    given_name: str
    reading: str
    most: int
    starts_on: date
    until: date

    @property
    def name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def initials(self) -> str:
        return f"{self.family_name[:1]}{self.given_name[:1]}"


@dataclass(frozen=True)
class WishRow:
    """Like visit_requests.models.Wish."""

    day: date | None
    weekday: int | None
    begins: time
    ends: time


@dataclass(frozen=True)
class VisitRow:
    code: str
    version: int
    starts_at: datetime | None
    minutes: int
    place: str
    town: str
    programme: str
    programme_name: str
    reasons: str
    pinned: bool
    waived: str
    stale: bool
    withdrawn: bool
    booked: bool
    held_because: str
    held_by: str
    held_since: datetime | None
    tutor_ids: tuple[int, ...]
    people: tuple[str, ...]
    wishes: tuple[WishRow, ...]


@dataclass(frozen=True)
class LessonRow:
    code: str
    version: int
    starts_at: datetime
    ends_at: datetime
    wanted: int
    municipality_id: int
    programme: str
    programme_name: str
    place: str
    town: str
    tutor_ids: tuple[int, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A visit of the draft, or a booked lesson. `elsewhere`: another city's, of which only the time shows."""

    code: str
    version: int
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    town: str = ""
    people: tuple[str, ...] = ()
    tutor_ids: tuple[int, ...] = ()
    programme: str = ""
    is_lesson: bool = False
    proposed: bool = False
    """Of a booked class: the draft would send this tutor."""
    elsewhere: bool = False
    lacks: int = 0
    pinned: bool = False
    waived: bool = False
    stale: bool = False
    out_of_hours: bool = False
