"""Units lent by a code: made here, printed as a card, closed when the event is over."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import FAMILIES, LEARNERS
from tutor.database import db
from tutor.office import queries as office
from tutor.study import greeting, sharing
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.papers.share_card import unit_titles
from tutor.web.sign_in import actor


@pages.get("/shares")
@allowed(Role.COORDINATOR)
def shares() -> str:
    by = actor()
    cities = office.municipalities(by, Role.COORDINATOR)
    return render_template(
        "coordinator/shares.html",
        cities=cities,
        greetings=greeting.greetings([one.id for one in cities]),
        shares=sharing.shares(by),
        contents=curricula.published(LEARNERS, FAMILIES),
        titles=unit_titles(),
        base=current_app.extensions["settings"].public_url or request.host_url.rstrip("/"),
    )


@pages.post("/shares")
@allowed(Role.COORDINATOR)
def shares_make() -> Response:
    curriculum_key, _, unit_key = request.form.get("unit", "").partition("/")
    place = office.municipality(request.form.get("city", ""), actor=actor(), roles=(Role.COORDINATOR,))
    made = sharing.share(curricula.unit(curriculum_key, unit_key), place, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("教材の番号ができました。カードを印刷できます。"), "good")
    return redirect(url_for("coordinator.shares", _anchor=f"share-{made.code}"), code=303)


@pages.post("/shares/<code>/close")
@allowed(Role.COORDINATOR)
def shares_close(code: str) -> Response:
    sharing.close(sharing.share_of(code, actor=actor()), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("この番号の配布をおわりました。開いた方には、おわったことをお伝えします。"), "good")
    return redirect(url_for("coordinator.shares"), code=303)
