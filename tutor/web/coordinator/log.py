"""The call log: one form, one list, and what became of each call."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock, local_time
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.inquiries import actions, queries
from tutor.inquiries.models import Inquiry, Purpose, Unmet
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.log_form import PURPOSES, UNMET, WAYS, LogForm
from tutor.web.guards import allowed
from tutor.web.sign_in import actor

WORDS = {"purposes": PURPOSES, "reasons": UNMET, "ways": WAYS}


@pages.get("/log")
@allowed(Role.COORDINATOR)
def log() -> str:
    return _list(LogForm({"person": request.args.get("person", "")}, actor=actor(), now=clock.now()))


@pages.post("/log")
@allowed(Role.COORDINATOR)
def log_write() -> Response | tuple[str, int]:
    """「申込を入れる」 goes on to the request's form with what was typed here."""
    form = LogForm(request.form, actor=actor(), now=clock.now())
    heard = form.heard()
    if heard is None:
        return _list(form), 422
    call, until = heard
    written = actions.write_down(call, ring_back=until, by=actor(), now=clock.now())
    db.session.commit()
    if call.purpose is Purpose.REQUEST and call.unmet is None and until is None:
        return redirect(url_for("coordinator.requests_new", call=written.code), code=303)
    flash(gettext("電話を記録しました。"), "good")
    return redirect(url_for("coordinator.log"), code=303)


def _list(form: LogForm) -> str:
    asked = request.args.get("purpose", "")
    purpose = Purpose(asked) if asked in set(Purpose) else None
    found = queries.newest(actor(), purpose=purpose)
    return render_template(
        "coordinator/log.html",
        form=form,
        inquiries=found,
        promises=queries.promises(found),
        chosen=purpose,
        now=clock.now(),
        **_unmet_this_month(),
        **WORDS,
    )


def _unmet_this_month() -> dict[str, Any]:
    today = local_time.local_date(clock.now())
    start, _ = local_time.day_span(today.replace(day=1))
    _, end = local_time.day_span(today)
    return {"month": today, "unmet": queries.unmet(actor=actor(), start=start, end=end)}


@pages.get("/log/<code>")
@allowed(Role.COORDINATOR)
def log_one(code: str) -> str:
    found = queries.inquiry(code, actor=actor())
    return _one(found, LogForm({}, actor=actor(), now=clock.now()))


def _one(found: Inquiry, form: LogForm) -> str:
    promise = queries.promises([found]).get(found.id)
    return render_template(
        "coordinator/log_one.html", inquiry=found, promise=promise, form=form, now=clock.now(), **WORDS
    )


@pages.post("/log/<code>/promise")
@allowed(Role.COORDINATOR)
def log_promise(code: str) -> Response | tuple[str, int]:
    found = queries.inquiry(code, actor=actor())
    form = LogForm(request.form, actor=actor(), now=clock.now())
    until = form.take("ring_time", form.ring_back)
    if until is None:
        form.errors.setdefault("ring_time", gettext("かけ直す時刻を入れてください。"))
        return _one(found, form), 422
    actions.promise(found, until=until, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("かけ直す約束を記録しました。"), "good")
    return redirect(url_for("coordinator.log_one", code=code), code=303)


@pages.post("/log/<code>/nothing")
@allowed(Role.COORDINATOR)
def log_nothing(code: str) -> Response:
    found = queries.inquiry(code, actor=actor())
    reason = request.form.get("unmet", "")
    if reason not in set(Unmet):
        raise Refused("申込にならなかったわけを、えらんでください。")
    actions.became_nothing(found, because=Unmet(reason), by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("申込にならなかったわけを記録しました。"), "good")
    return redirect(url_for("coordinator.log_one", code=code), code=303)
