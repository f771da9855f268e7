"""What all pages of the public form share: the half-filled request of this browser, and whom to ring."""

from typing import Any

from flask import Blueprint, abort, g, redirect, session, url_for

from tutor import clock
from tutor.database import db
from tutor.local_time import local_date
from tutor.office.queries import public_programmes
from tutor.phone import shown
from tutor.visit_requests import drafts
from tutor.visit_requests.models import OwnRequestDraft
from tutor.web.families.asking import Asking

pages = Blueprint("families", __name__, url_prefix="/ask")
TOKEN = "ask"  # noqa: S105 -- the name of a cookie's value


def draft() -> OwnRequestDraft | None:
    return drafts.find(session.get(TOKEN, ""), now=clock.now())


def current() -> Asking:
    """The half-filled request; without one the first page, after sending the last."""
    found = draft()
    if found is None:
        abort(redirect(url_for("families.start"), code=303))
    if found.request_id is not None:
        abort(redirect(url_for("families.done"), code=303))
    asking = g.asking = Asking(found, now=clock.now())
    return asking


@pages.context_processor
def telephone() -> dict[str, Any]:
    """At the foot of every page: of the chosen city, or of the only one."""
    if not db.session.is_active:
        db.session.rollback()  # the page says what went wrong, and its foot still has to be read
    asking: Asking | None = g.get("asking")
    city = asking.city if asking else None
    if city is None:
        cities = {one.municipality for one in public_programmes(today=local_date(clock.now()))}
        city = cities.pop() if len(cities) == 1 else None
    return {"contact_telephone": shown(city.telephone), "contact_hours": city.hours} if city else {}
