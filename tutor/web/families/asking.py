"""One half-filled request: what was answered, and what its questions may offer."""

from datetime import datetime
from functools import cached_property

from werkzeug.datastructures import MultiDict

from tutor.local_time import local_date
from tutor.matching import reachable
from tutor.office import queries as office
from tutor.office.models import Municipality, Programme
from tutor.places import queries as places
from tutor.places.locating import locate_in
from tutor.places.models import Town
from tutor.visit_requests import drafts, queries
from tutor.visit_requests.models import OwnRequestDraft
from tutor.visit_requests.rules import HalfDay, visits_left
from tutor.web import intake_form
from tutor.web.intake_form import Form


class Asking:
    def __init__(self, draft: OwnRequestDraft, *, now: datetime) -> None:
        self.draft, self.now, self.today = draft, now, local_date(now)
        self.answers = drafts.answers(draft)

    def form(self, name: str) -> Form:
        """What was typed at that question, to be shown or read again."""
        return Form(MultiDict(self.answers.get(name, {})))

    def value(self, name: str, field: str) -> str:
        return next(iter(self.answers.get(name, {}).get(field, [])), "")

    @cached_property
    def programmes(self) -> list[Programme]:
        return office.public_programmes(today=self.today)

    @property
    def cities(self) -> list[Municipality]:
        return list(dict.fromkeys(one.municipality for one in self.programmes))

    @property
    def city(self) -> Municipality | None:
        """The only one, or the chosen one."""
        code5 = self.value("city", "city")
        found = [one for one in self.cities if len(self.cities) == 1 or one.code5 == code5]
        return found[0] if found else None

    @cached_property
    def programme(self) -> Programme | None:
        """Of the city, the first that still has visits; else the first, so that the wish is counted."""
        own = [one for one in self.programmes if one.municipality is self.city]
        return next((one for one in own if _left(one) > 0), own[0] if own else None)

    @property
    def none_left(self) -> bool:
        return self.programme is not None and _left(self.programme) <= 0

    @property
    def is_for_self(self) -> bool:
        return self.value("who", "who") == "self"

    @cached_property
    def towns(self) -> list[Town]:
        return places.towns(self.city.id) if self.city else []

    @property
    def town(self) -> Town | None:
        """None while it was not said, or will be said by telephone."""
        name = self.value("place", "town")
        return next((one for one in self.towns if one.name == name), None)

    @property
    def wants_woman(self) -> bool:
        return self.value("more", "wants_woman") == "1"

    @cached_property
    def offered(self) -> list[HalfDay]:
        """Dated half-days on which some pair can still come to that place."""
        if self.programme is None or self.town is None:
            return []
        point = locate_in(self.town, self.value("place", "address")).point
        if point is None:
            return []
        wanted = reachable.Wanted(
            at=point,
            phone_kind=intake_form.phone_kind(self.value("phone", "phone_kind")),
            wants_woman=self.wants_woman,
        )
        return reachable.half_days(self.programme, wanted, now=self.now)


def _left(programme: Programme) -> int:
    return visits_left(programme.visits_agreed, queries.visits_booked(programme.id))
