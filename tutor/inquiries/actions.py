"""A call is written down; a ring-back is promised; it becomes a request, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from tutor import phone
from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.inquiries import queries, rules
from tutor.inquiries.models import Inquiry, Purpose, Unmet, Way
from tutor.messaging.actions import promise_call
from tutor.messaging.models import Message
from tutor.people.actions import contact_point
from tutor.people.models import ContactPoint, Person
from tutor.visit_requests.models import VisitRequest


@dataclass(frozen=True)
class Heard:
    """One call as it was written down while it lasted."""

    form_key: str
    municipality_id: int
    purpose: Purpose
    way: Way = Way.IN
    person: Person | None = None
    name: str = ""
    number: str = ""
    note: str = ""
    unmet: Unmet | None = None


def write_down(heard: Heard, *, by: Actor, now: datetime, ring_back: datetime | None = None) -> Inquiry:
    """The same form pressed twice is one call, and one promise."""
    known = queries.known_form(heard.form_key)
    if known is not None:
        return known
    inquiry = Inquiry(
        created_at=now,
        form_key=heard.form_key,
        municipality_id=heard.municipality_id,
        way=heard.way,
        purpose=heard.purpose,
        person=heard.person,
        name=heard.name.strip(),
        number=heard.number.strip(),
        note=heard.note.strip(),
        unmet=heard.unmet,
        taken_by_id=by.person_id,
    )
    db.session.add(inquiry)
    db.session.flush()
    record("write_down_call", inquiry, by=by, now=now, municipality_id=heard.municipality_id)
    if ring_back is not None:
        promise(inquiry, until=ring_back, by=by, now=now)
    return inquiry


def promise(
    inquiry: Inquiry, *, until: datetime, by: Actor, now: datetime, occasion: str = ""
) -> Message | None:
    """We owe a call from here on: it stands on the ring list until somebody has rung.

    `occasion` tells a promise from an equal one that was taken back.
    """
    point = _point(inquiry, now)
    rules.check_promise(until, reachable=point is not None, now=now)
    owed = promise_call(
        [inquiry.person] if inquiry.person else [],
        point=point,
        about_kind="inquiry",
        about_id=inquiry.id,
        fields={"who": inquiry.who, "body": inquiry.note},
        municipality_id=inquiry.municipality_id,
        until=until,
        now=now,
        occasion=occasion,
    )
    record("promise_call", inquiry, by=by, now=now, municipality_id=inquiry.municipality_id)
    return owed


def _point(inquiry: Inquiry, now: datetime) -> ContactPoint | None:
    """The number that was given now, before the one we knew."""
    if inquiry.number:
        return contact_point(phone.read(inquiry.number), now)
    contacts = inquiry.person.contacts if inquiry.person else []
    return contacts[0].contact_point if contacts else None


def became(inquiry: Inquiry, request: VisitRequest, *, by: Actor, now: datetime) -> None:
    """Linking the same request twice changes nothing."""
    if inquiry.request is request:
        return
    if inquiry.request is not None:
        raise Refused("この電話からは、もう別の申込を受け付けています。")
    inquiry.request, inquiry.unmet = request, None
    record("call_became_request", inquiry, by=by, now=now, municipality_id=inquiry.municipality_id)


def became_nothing(inquiry: Inquiry, *, because: Unmet, by: Actor, now: datetime) -> None:
    if inquiry.request is not None:
        raise Refused("この電話は、もう申込になっています。")
    if inquiry.unmet is because:
        return
    inquiry.unmet = because
    record("call_became_nothing", inquiry, by=by, now=now, municipality_id=inquiry.municipality_id)
