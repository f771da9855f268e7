"""A unit on one's own telephone, one thing at a time, and what one wants to ask the teacher about it."""

import uuid
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.study import actions, asking, queries
from tutor.study.models import Study
from tutor.web import sign_in
from tutor.web.guards import allowed
from tutor.web.language import wanted
from tutor.web.learners.blueprint import me, pages
from tutor.web.study import showing
from tutor.web.study.reading import number

ONE = "/units/<curriculum>/<unit>"


@pages.get("/units")
@allowed(Role.LEARNER)
def units() -> str:
    """「ほかの単元」, by stage, with what was read of each."""
    found = queries.shelf(me(), language=wanted(me().person.language))
    return render_template("learners/units.html", shelf=found)


@pages.get(ONE)
@allowed(Role.LEARNER)
def unit(curriculum: str, unit: str) -> str:
    learner = me()
    row, study = queries.own_reading(learner, curriculum, unit)
    desk = showing.Desk(
        unit=row,
        study=study,
        at=partial(_at, curriculum, unit),
        layout="learners/base.html",
        phone=learner.phone_kind,
        language=wanted(learner.person.language),
        municipality_id=learner.municipality_id,
        may_ask=True,
    )
    return showing.show(desk)


def _at(curriculum: str, unit: str, verb: str = "", **more: Any) -> str:
    endpoint = f"learners.unit_{verb}" if verb else "learners.unit"
    return url_for(endpoint, curriculum=curriculum, unit=unit, **more)


def _study(curriculum: str, unit: str) -> Study:
    learner = me()
    row = queries.unit_of(learner, curriculum, unit)
    return actions.begin(learner, row, by=sign_in.actor(), now=clock.now())


@pages.post(f"{ONE}/turn")
@allowed(Role.LEARNER)
def unit_turn(curriculum: str, unit: str) -> Response:
    page = showing.turn(_study(curriculum, unit), now=clock.now())
    db.session.commit()
    return redirect(_at(curriculum, unit, page=page), code=303)


@pages.post(f"{ONE}/answer")
@allowed(Role.LEARNER)
def unit_answer(curriculum: str, unit: str) -> Response:
    page = showing.answer(_study(curriculum, unit), by=sign_in.actor(), now=clock.now())
    db.session.commit()
    return redirect(_at(curriculum, unit, page=page, _anchor="why"), code=303)


@pages.post(f"{ONE}/end")
@allowed(Role.LEARNER)
def unit_end(curriculum: str, unit: str) -> Response:
    how = request.form.get("how", "")
    showing.end(_study(curriculum, unit), how, by=sign_in.actor(), now=clock.now())
    db.session.commit()
    if how == "again":
        return redirect(_at(curriculum, unit), code=303)
    flash(gettext("おつかれさまでした。よくがんばりましたね。"), "good")
    return redirect(url_for("learners.home"), code=303)


@pages.get(f"{ONE}/ask")
@allowed(Role.LEARNER)
def unit_ask(curriculum: str, unit: str) -> str:
    row = queries.unit_of(me(), curriculum, unit)
    page = number(request.args.get("page"), otherwise=0)
    return render_template(
        "learners/ask.html",
        unit=row,
        page=page,
        at=partial(_at, curriculum, unit),
        form_key=uuid.uuid4().hex,
        longest=asking.LONGEST,
    )


@pages.post(f"{ONE}/ask")
@allowed(Role.LEARNER)
def unit_asked(curriculum: str, unit: str) -> Response:
    learner, form = me(), request.form
    asking.ask(
        learner,
        queries.unit_of(learner, curriculum, unit),
        page=number(form.get("page"), otherwise=0),
        text=form.get("text", ""),
        form_key=form.get("form_key", "")[:80] or uuid.uuid4().hex,
        by=sign_in.actor(),
        now=clock.now(),
    )
    db.session.commit()
    flash(gettext("先生に伝えました。つぎのレッスンで、いっしょに見ましょう。"), "good")
    return redirect(url_for("learners.home"), code=303)
