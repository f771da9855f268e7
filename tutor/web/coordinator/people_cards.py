"""A learner's card: its code is shown once, on the page that is printed."""

import segno
from flask import current_app, render_template, request
from markupsafe import Markup

from tutor import clock
from tutor.access.actions import issue_card
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.office import queries as office
from tutor.people import queries
from tutor.people.models import Person
from tutor.reports import one_person
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.post("/people/<code>/card")
@allowed(Role.COORDINATOR)
def people_card(code: str) -> str:
    """Shown in the answer to the press itself: an address of its own would show the code again."""
    person = queries.learner(code, actor=actor()).person
    seen = request.form.get("seen", "")
    check_seen(person, seen)
    secret = issue_card(person, by=actor(), now=clock.now())
    db.session.commit()
    places = office.municipalities(actor(), Role.COORDINATOR)
    return render_template(
        "coordinator/card.html",
        person=person,
        replaced=bool(seen),
        secret=f"{secret[:5]}-{secret[5:]}",
        qr=qr_code(card_address(secret)),
        city=next((one for one in places if one.id == person.learner.municipality_id), None),  # type: ignore[union-attr]
    )


def check_seen(person: Person, seen: str) -> None:
    """A second press would end the card that is just being printed."""
    since = one_person.card_since(person)
    if seen != (since.isoformat() if since else ""):
        raise Refused(
            "この方の会員カードは、たった今作られました。印刷できなかったときは、"
            "この方のページを開き直して、もう一度作ってください。"
        )


def card_address(secret: str) -> str:
    """Capitals make a smaller picture; only the path tells /c/ from /C/."""
    base = current_app.extensions["settings"].public_url or request.host_url
    return f"{base.rstrip('/').upper()}/c/{secret}"


def qr_code(address: str) -> Markup:
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(scale=4, border=4, omitsize=True))  # noqa: S704 -- segno's own drawing
