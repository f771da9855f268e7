"""A request at the counter: the form, the paper to take home, and what became of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.inquiries import counter
from tutor.visit_requests import queries
from tutor.web.guards import allowed
from tutor.web.reception.correct_form import CorrectForm, as_it_stands
from tutor.web.reception.counter_form import MOST_NAMES, CounterForm
from tutor.web.sign_in import actor

pages = Blueprint("reception", __name__, url_prefix="/reception")


@pages.get("/new")
@allowed(Role.RECEPTION)
def new_request() -> str:
    return _new(CounterForm({}, actor=actor(), now=clock.now()))


@pages.post("/new")
@allowed(Role.RECEPTION)
def take_request() -> Response | tuple[str, int]:
    by, now = actor(), clock.now()
    form = CounterForm(request.form, actor=by, now=now)
    entry = form.entry()
    if entry is None:
        return _new(form), 422
    call, until = entry
    taken = counter.enter(call, ring_back=until, by=by, now=now)
    db.session.commit()
    return redirect(url_for("reception.receipt", code=taken.code), code=303)


def _new(form: CounterForm) -> str:
    return render_template("reception/new.html", form=form, most_names=MOST_NAMES)


@pages.get("/")
@allowed(Role.RECEPTION)
def requests() -> str:
    return render_template("reception/requests.html", requests=queries.entries(actor()))


@pages.get("/<code>")
@allowed(Role.RECEPTION)
def receipt(code: str) -> str:
    found = queries.entry(code, actor=actor())
    wished = counter.wished_call(found)
    return render_template(
        "reception/receipt.html",
        request_=found,
        wished=wished,
        may_correct=not counter.has_acted(found, wished),
    )


@pages.get("/<code>/correct")
@allowed(Role.RECEPTION)
def correct(code: str) -> Response | str:
    found = queries.entry(code, actor=actor())
    wished = counter.wished_call(found)
    if counter.has_acted(found, wished):
        return redirect(url_for("reception.receipt", code=code), code=303)
    until = wished.not_after if wished else None
    return _correct(_form(code, MultiDict(as_it_stands(found, wished_call=until))))


@pages.post("/<code>/correct")
@allowed(Role.RECEPTION)
def corrected(code: str) -> Response | tuple[str, int]:
    by, now = actor(), clock.now()
    form = _form(code, request.form)
    entry = form.entry()
    if entry is None:
        return _correct(form), 422
    call, until = entry
    counter.correct(form.request, call, ring_back=until, version=form.version, by=by, now=now)
    db.session.commit()
    flash(gettext("申込の内容を直しました。"), "good")
    return redirect(url_for("reception.receipt", code=code), code=303)


def _form(code: str, values: MultiDict[str, str]) -> CorrectForm:
    found = queries.entry(code, actor=actor())
    wished = counter.wished_call(found)
    until = wished.not_after if wished else None
    return CorrectForm(values, found, wished_call=until, actor=actor(), now=clock.now())


def _correct(form: CorrectForm) -> str:
    return render_template("reception/correct.html", form=form, most_names=MOST_NAMES, code=form.request.code)
