"""What is written down at the door: who came, how it went, what comes next, and that it is over."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.lessons import attendance as attendances
from tutor.lessons import queries
from tutor.lessons.attendance import TICKS
from tutor.lessons.models import LessonState
from tutor.web.guards import allowed
from tutor.web.tutors import closing, written
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.post("/lessons/<code>/attendance")
@allowed(Role.TUTOR)
def attendance(code: str) -> Response:
    found, by, now = queries.lesson(code, actor=as_tutor()), as_tutor(), clock.now()
    ticked = written.ticks(found, request.form)
    if not ticked:
        flash(gettext("「来た」か「来なかった」をえらんでください。"), "wrong")
    for row, came, cause in ticked:
        attendances.tick(row, came, cause=cause, by=by, now=now)
        closing.begin(row, by=by, now=now)
    db.session.commit()
    left = next((row.learner.person.code for row in found.attendances if row.came not in TICKS), "")
    return _back(code, "attendance" if left else "marks", anchor=left and f"p-{left}")


@pages.post("/lessons/<code>/marks")
@allowed(Role.TUTOR)
def marks(code: str) -> Response:
    found = queries.lesson(code, actor=as_tutor())
    kept = closing.keep(found, request.form, by=as_tutor(), now=clock.now())
    db.session.commit()
    also = request.form.getlist("also")
    if kept:
        flash(gettext("見立てを受け取りました。"), "good")
    elif not also:
        flash(gettext("見立てが一つもえらばれていません。丸をえらんでから送ってください。"), "wrong")
    return _back(code, "marks" if also or not kept else "homework", also=also)


@pages.post("/lessons/<code>/homework")
@allowed(Role.TUTOR)
def homework(code: str) -> Response:
    found, by, now = queries.lesson(code, actor=as_tutor()), as_tutor(), clock.now()
    closing.keep(found, request.form, by=by, now=now)
    given = closing.give(found, request.form, by=by, now=now)
    db.session.commit()
    if given:
        flash(gettext("つぎまでにすることを決めました。"), "good")
    else:
        flash(gettext("つぎまでにすることは、なしにしました。"), "info")
    one_of_many = "page" in request.form
    return _back(code, "marks", whole=True) if one_of_many else _back(code, "finish")


@pages.post("/lessons/<code>/note")
@allowed(Role.TUTOR)
def note(code: str) -> Response:
    found = queries.lesson(code, actor=as_tutor())
    closing.keep(found, request.form, by=as_tutor(), now=clock.now())
    db.session.commit()
    return _back(code, "finish")


@pages.post("/lessons/<code>/finish")
@allowed(Role.TUTOR)
def finish(code: str) -> Response:
    found = queries.lesson(code, actor=as_tutor())
    if found.state is LessonState.FINISHED:
        flash(gettext("この記録は、もう終わっています。"), "info")
        return _back(code, "")
    closing.finish(found, request.form, by=as_tutor(), now=clock.now())
    db.session.commit()
    flash(gettext("記録を終えました。おつかれさまでした。"), "good")
    return redirect(url_for("tutors.today"), code=303)


def _back(
    code: str, part: str, *, anchor: str = "", also: Sequence[str] = (), whole: bool = False
) -> Response:
    """To the page the form stood on: the lesson, or one learner of it; and there to its next part."""
    person = request.form.get("page", "")
    to: dict[str, Any] = {"at": part or None, "also": list(also), "_anchor": anchor or part or None}
    if person and not whole:
        return redirect(url_for("tutors.learner", code=code, person_code=person, **to), code=303)
    return redirect(url_for("tutors.lesson", code=code, **to), code=303)
