"""What to take in the next lesson: three units with their reasons, changed by one tap."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.curriculum import queries as curricula
from tutor.database import db
from tutor.learning import planning
from tutor.lessons import queries
from tutor.web.guards import allowed
from tutor.web.planned import CURRICULUM, wish_of
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.post("/lessons/<code>/plan")
@allowed(Role.TUTOR)
def change_plan(code: str) -> Response:
    """`old` is taken out and `new` comes in its place; without either the rule's proposal is back."""
    found, by, now = queries.lesson(code, actor=as_tutor()), as_tutor(), clock.now()
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if old or new:
        newest, wish = curricula.newest(CURRICULUM), wish_of(found)
        planning.swap(found, old=old, new=new, beginning=newest, wish=wish, by=by, now=now)
    else:
        planning.follow_proposal(found, by=by, now=now)
    db.session.commit()
    flash(gettext("計画を変えました。いっしょに行く人にも、同じ計画が見えます。"), "good")
    return redirect(url_for("tutors.lesson", code=code, _anchor="plan"), code=303)
