"""What somebody wants to hear no more of, written down by staff, and taken back likewise."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.messaging import stops
from tutor.messaging.models import Meaning
from tutor.messaging.purposes import STOPPABLE
from tutor.people import queries
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

NAMES = (
    lazy_gettext("レッスンの前のお知らせ"),
    lazy_gettext("宿題のお知らせ"),
    lazy_gettext("レッスンのあとの質問"),
)
KINDS = tuple(zip(STOPPABLE, NAMES, strict=True))
# What an answer was taken for, and the kind of its tag.
MEANINGS = {
    Meaning.NOTED: (lazy_gettext("わかった"), "good"),
    Meaning.CANNOT_COME: (lazy_gettext("来られないとのこと"), "wrong"),
    Meaning.CALL_ME: (lazy_gettext("電話がほしい"), "waiting"),
    Meaning.AGAIN: (lazy_gettext("もう一度"), "plain"),
    Meaning.STOP: (lazy_gettext("止めてほしい"), "waiting"),
    Meaning.UNCLEAR: (lazy_gettext("職員が読みます"), "waiting"),
}


@pages.post("/people/<code>/stop")
@allowed(Role.COORDINATOR)
def people_stop(code: str) -> Response:
    person = queries.person(code, actor=actor())
    stops.stop(person, request.form.get("kind", ""), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("このお知らせを止めました。まだ出していない分も出しません。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)


@pages.post("/people/<code>/send-again")
@allowed(Role.COORDINATOR)
def people_send_again(code: str) -> Response:
    person = queries.person(code, actor=actor())
    stops.take_back(person, request.form.get("kind", ""), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("このお知らせを、次からまた出します。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)
