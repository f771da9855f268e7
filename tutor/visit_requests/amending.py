"""What the office hears later, by telephone, is filled into a request that is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.local_time import local_date
from tutor.people import actions as people
from tutor.people.models import PhoneKind
from tutor.places.models import Town, Venue
from tutor.visit_requests import queries, rules
from tutor.visit_requests.actions import wish_for
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.rules import HalfDay


@dataclass(frozen=True)
class Told:
    """All that stands in the request from now on. Town and address, or a venue, or neither yet."""

    phone_kind: PhoneKind
    goal: str
    wishes: Sequence[HalfDay]
    town: Town | None = None
    address: str = ""
    postcode: str | None = None
    way_note: str = ""
    venue: Venue | None = None
    why_home: str = ""
    wishes_text: str = ""
    note: str = ""
    wants_woman: bool = False
    minutes: int = 60


def amend(request: VisitRequest, told: Told, *, version: int, by: Actor, now: datetime) -> None:
    """`version` is what the page showed. It rises, so that a plan made before is known to be stale."""
    db.session.execute(select(VisitRequest.id).where(VisitRequest.id == request.id).with_for_update())
    db.session.refresh(request)
    if request.version != version:
        raise Refused(
            "この申込は、ほかの人がさきに直しました。何も変わっていません。"
            "画面を開き直して、今の内容をお確かめください。"
        )
    if request.withdrawn_at is not None or queries.lesson_of(request) is not None:
        raise Refused("この申込は、取り下げになったか、もうレッスンになっています。内容は直せません。")
    new = [wish for wish in told.wishes if wish not in {one.half_day for one in request.wishes}]
    rules.check_wishes(new, today=local_date(now))
    rules.check_number_of(told.wishes)
    _settle_place(request, told, by=by, now=now)
    _write(request, told)
    # Also when only the half-days changed: they are rows of their own and raise no version.
    flag_modified(request, "goal")
    db.session.flush()
    record("amend_request", request, by=by, now=now, municipality_id=request.programme.municipality_id)


def _write(request: VisitRequest, told: Told) -> None:
    for field in ("phone_kind", "wants_woman", "minutes"):
        setattr(request, field, getattr(told, field))
    for field in ("goal", "why_home", "wishes_text", "note"):
        setattr(request, field, getattr(told, field).strip())
    request.wishes = [wish_for(half) for half in told.wishes]


def _settle_place(request: VisitRequest, told: Told, *, by: Actor, now: datetime) -> None:
    """A home that has not changed stays the row it is; a new one also becomes its people's home."""
    if told.venue is not None or told.town is None:
        request.household, request.venue = None, told.venue
        return
    old, request.venue = request.household, None
    if old and (old.town_id, old.address) == (told.town.id, told.address):
        old.postcode, old.way_note = told.postcode, told.way_note
        return
    home = people.enter_household(
        told.town, address=told.address, postcode=told.postcode, way_note=told.way_note, by=by, now=now
    )
    for row in request.people:
        if row.person.household is None or row.person.household is old:
            row.person.household = home
    request.household = home
