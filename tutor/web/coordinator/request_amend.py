"""Filling in what a request did not say, or says differently since."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.local_time import local_date
from tutor.visit_requests import queries
from tutor.visit_requests.amending import amend
from tutor.web.coordinator.amend_form import AmendForm, as_it_stands
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/requests/<code>/amend")
@allowed(Role.COORDINATOR)
def requests_amend(code: str) -> str:
    found, today = queries.request(code, actor=actor()), local_date(clock.now())
    return _page(AmendForm(MultiDict(as_it_stands(found, today=today)), found, today=today))


@pages.post("/requests/<code>/amend")
@allowed(Role.COORDINATOR)
def requests_amended(code: str) -> Response | tuple[str, int]:
    now, found = clock.now(), queries.request(code, actor=actor())
    form = AmendForm(request.form, found, today=local_date(now))
    told = form.told()
    if told is None:
        return _page(form), 422
    amend(found, told, version=form.version, by=actor(), now=now)
    db.session.commit()
    flash(gettext("申込の内容を直しました。"), "good")
    return redirect(url_for("coordinator.requests_one", code=code), code=303)


def _page(form: AmendForm) -> str:
    return render_template("coordinator/request_amend.html", form=form, request_=form.request)
