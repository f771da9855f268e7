"""A request that must wait: who said so, and why."""

from datetime import datetime

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.matching import visit_queries
from tutor.matching.models import RequestHold
from tutor.visit_requests.models import VisitRequest


def hold(request: VisitRequest, *, because: str, by: Actor, now: datetime) -> RequestHold:
    if not because.strip():
        raise Refused("計画に入れないわけを、一言入れてください。")
    if visit_queries.open_hold(request.id) is not None:
        raise Refused("この申込は、もう止めてあります。")
    made = RequestHold(created_at=now, request=request, because=because.strip()[:200], by_id=by.person_id)
    db.session.add(made)
    db.session.flush()
    record("hold_request", request, by=by, now=now, municipality_id=request.programme.municipality_id)
    return made


def release(request: VisitRequest, *, by: Actor, now: datetime) -> None:
    """Released twice, it is released."""
    found = visit_queries.open_hold(request.id)
    if found is None:
        return
    found.released_at, found.released_by_id = now, by.person_id
    record("release_request", request, by=by, now=now, municipality_id=request.programme.municipality_id)
