"""A learner's card: its code is shown once, on the page that is printed."""

from flask import current_app, render_template, request

from tutor import clock
from tutor.access.actions import issue_card
from tutor.actor import Role
from tutor.database import db
from tutor.office import queries as office
from tutor.people import queries
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.papers.letter import card_of, check_seen
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
        card=card_of(secret, base=current_app.extensions["settings"].public_url or request.host_url),
        city=next((one for one in places if one.id == person.learner.municipality_id), None),  # type: ignore[union-attr]
    )
