"""What all pages of learners share: whose they are, and the telephone at their foot."""

from typing import Any

from flask import Blueprint

from tutor.database import db
from tutor.people.models import Learner
from tutor.people.queries import own_learner
from tutor.phone import shown
from tutor.web import sign_in

pages = Blueprint("learners", __name__, url_prefix="/me")


def me() -> Learner:
    return own_learner(sign_in.actor())


@pages.context_processor
def telephone() -> dict[str, Any]:
    """On pages that say "not found" as well: somebody to ring is needed there most."""
    if not db.session.is_active:
        db.session.rollback()  # the page says what went wrong, and its foot still has to be read
    place = sign_in.learners_city()
    return {"contact_telephone": shown(place.telephone), "contact_hours": place.hours} if place else {}
