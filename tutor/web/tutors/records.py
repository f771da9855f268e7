"""A record is kept on the way as often as one likes, and finished once. Each is one press and one commit."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons import queries
from tutor.lessons.models import LessonState
from tutor.web.guards import allowed
from tutor.web.tutors import closing
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.post("/lessons/<code>/keep")
@allowed(Role.TUTOR)
def keep(code: str) -> Response:
    """What was tapped so far. Homework only where it was asked for: a proposal is not a decision."""
    found, by, now = queries.lesson(code, actor=as_tutor()), as_tutor(), clock.now()
    closing.keep(found, request.form, by=by, now=now)
    if "give" in request.form:
        closing.give(found, request.form, by=by, now=now)
    db.session.commit()
    if not {"quiet", "more", "open"} & request.form.keys():
        flash(gettext("ここまでを受け取りました。"), "good")
    return _next(code)


@pages.post("/lessons/<code>/finish")
@allowed(Role.TUTOR)
def finish(code: str) -> Response:
    """When the colleague was quicker, marks and sentence of this form are kept all the same."""
    found = queries.lesson(code, actor=as_tutor())
    was_finished = found.state is LessonState.FINISHED
    closing.finish(found, request.form, by=as_tutor(), now=clock.now())
    db.session.commit()
    if was_finished:
        flash(gettext("見立てと一言を受け取りました。この記録は、もう終わっています。"), "good")
    else:
        flash(gettext("記録を終えました。おつかれさまでした。"), "good")
    return _answer(url_for("tutors.today"))


def _next(code: str) -> Response:
    """To the learner whose page was asked for, else to where the form stood."""
    form = request.form
    if form.get("open"):
        return _answer(url_for("tutors.learner", code=code, person_code=form["open"]))
    more: dict[str, Any] = {"also": [*form.getlist("also"), *form.getlist("more")], "_anchor": _circles()}
    if form.get("page") and "give" not in form:
        return _answer(url_for("tutors.learner", code=code, person_code=form["page"], **more))
    return _answer(url_for("tutors.lesson", code=code, **more))


def _circles() -> str | None:
    """Those that were asked for; their name is that of the field."""
    person, skill = request.args.get("whose"), request.form.get("more")
    return f"field-mark-{person}-{skill}" if person and skill else None


def _answer(url: str) -> Response:
    """A script cannot read where a 303 leads without going there, so it is told."""
    if request.headers.get("X-From-Script"):
        return Response(status=204, headers={"Location": url})
    return redirect(url, code=303)
