"""A request at the counter: the form, the paper to take home, and what became of it."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.visit_requests import queries
from tutor.visit_requests.intake import take_call
from tutor.web.guards import allowed
from tutor.web.reception.counter_form import MOST_NAMES, CounterForm
from tutor.web.sign_in import actor

pages = Blueprint("reception", __name__, url_prefix="/reception")


@pages.get("/new")
@allowed(Role.RECEPTION)
def new_request() -> str:
    return _page(CounterForm({}, actor=actor(), now=clock.now()))


@pages.post("/new")
@allowed(Role.RECEPTION)
def take_request() -> Response | tuple[str, int]:
    by, now = actor(), clock.now()
    form = CounterForm(request.form, actor=by, now=now)
    call = form.call()
    if call is None:
        return _page(form), 422
    taken = take_call(call, by=by, now=now)
    db.session.commit()
    return redirect(url_for("reception.receipt", code=taken.code), code=303)


def _page(form: CounterForm) -> str:
    return render_template("reception/new.html", form=form, most_names=MOST_NAMES)


@pages.get("/")
@allowed(Role.RECEPTION)
def requests() -> str:
    return render_template("reception/requests.html", requests=queries.taken_by(actor()))


@pages.get("/<code>")
@allowed(Role.RECEPTION)
def receipt(code: str) -> str:
    return render_template("reception/receipt.html", request_=queries.request(code, actor=actor()))
