"""In which language somebody is written to."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.people import queries
from tutor.people.languages import write_in
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.post("/people/<code>/language")
@allowed(Role.COORDINATOR)
def people_language(code: str) -> Response:
    person = queries.person(code, actor=actor())
    write_in(person, request.form.get("language", ""), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("お知らせの言葉を記録しました。次に作るお知らせから変わります。"), "good")
    return redirect(url_for("coordinator.people_person", code=code), code=303)
