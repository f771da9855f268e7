"""What all pages of tutors share."""

from typing import Any

from flask import Blueprint

from tutor import clock
from tutor.actor import Actor, Role
from tutor.database import db
from tutor.office.models import Municipality
from tutor.phone import shown
from tutor.web import sign_in

pages = Blueprint("tutors", __name__, url_prefix="/tutor")


def as_tutor() -> Actor:
    """Who also coordinates sees here only the lessons he or she gives."""
    actor = sign_in.actor()
    own = frozenset(grant for grant in actor.grants if grant.role is Role.TUTOR)
    return Actor(actor.kind, actor.person_id, own)


@pages.context_processor
def home_office() -> dict[str, Any]:
    """The office that is rung when no lesson says which."""
    if not db.session.is_active:
        db.session.rollback()  # the page says what went wrong, and its foot still has to be read
    if not as_tutor().grants:
        return {}
    tutor = sign_in.person().tutor
    return office(tutor.household.town.municipality) if tutor else {}


@pages.context_processor
def moment() -> dict[str, Any]:
    """A page that is read without signal must say how old it is."""
    return {"now": clock.now()}


def office(place: Municipality) -> dict[str, Any]:
    return {"contact_telephone": shown(place.telephone), "contact_hours": place.hours}
