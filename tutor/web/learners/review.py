"""「きょうのおさらい」: each is tried on the telephone, and one press says how it went."""

import uuid

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.study import reviewing
from tutor.web import sign_in
from tutor.web.guards import allowed
from tutor.web.language import wanted
from tutor.web.learners.blueprint import me, pages


@pages.get("/review")
@allowed(Role.LEARNER)
def review() -> str:
    learner = me()
    found = reviewing.tryings(learner, now=clock.now(), language=wanted(learner.person.language))
    return render_template("learners/review.html", tryings=found, form_key=uuid.uuid4().hex)


@pages.post("/review")
@allowed(Role.LEARNER)
def reviewed() -> Response:
    form = request.form
    reviewing.say(
        me(),
        form.get("skill", ""),
        did=form.get("did") == "1",
        form_key=form.get("form_key", "")[:32] or uuid.uuid4().hex,
        by=sign_in.actor(),
        now=clock.now(),
    )
    db.session.commit()
    return redirect(url_for("learners.review", _anchor=f"skill-{form.get('skill', '')[:40]}"), code=303)
