"""All answers on one page, the last press, and the number to keep."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import VISITOR
from tutor.database import db
from tutor.visit_requests import drafts, own_requests
from tutor.web.families import limits, questions, short_form, summary
from tutor.web.families.answering import OPEN, next_page
from tutor.web.families.asking import Asking
from tutor.web.families.blueprint import current, draft, pages
from tutor.web.guards import open_to_all


@pages.get("/check")
@open_to_all(OPEN)
def check() -> str | Response:
    asking = current()
    values, wrong = questions.read_all(asking)
    if wrong is not None or asking.none_left:
        return redirect(next_page(asking) if wrong is None else _page_of(wrong.name), code=303)
    return render_template("families/check.html", rows=summary.rows(values, asking), asking=asking)


@pages.post("/check")
@open_to_all(OPEN)
def send() -> Response:
    """Checked again: a half-day may have been taken since the page was opened."""
    asking = current()
    values, wrong = questions.read_for_office(asking)
    if wrong is not None or asking.none_left:
        return redirect(next_page(asking) if wrong is None else _page_of(wrong.name), code=303)
    return _take(values, asking)


@pages.get("/short")
@open_to_all(OPEN)
def short() -> str:
    asking = current()
    return _short_page(asking, short_form.as_known(asking))


@pages.post("/short")
@open_to_all(OPEN)
def send_short() -> Response | tuple[str, int]:
    """A name and a number are enough; whatever was answered before goes with them."""
    asking, form = current(), short_form.typed(request.form)
    values = short_form.read(form, asking)
    if form.errors:
        return _short_page(asking, form), 422
    drafts.keep(asking.draft, short_form.kept(request.form), now=asking.now)
    return _take(values, Asking(asking.draft, now=asking.now))


def _short_page(asking: Asking, form: Any) -> str:
    return render_template("families/short.html", asking=asking, form=form)


def _take(values: dict[str, Any], asking: Asking) -> Response:
    if request.form.get("website"):
        limits.refuse()  # no person sees that field
    with force_locale("ja"):
        call = summary.call(values, asking)
    limits.count_request(call, request.remote_addr, now=asking.now)
    own_requests.take_own(asking.draft, call, by=VISITOR, now=asking.now)
    db.session.commit()
    return redirect(url_for("families.done"), code=303)


def _page_of(name: str) -> str:
    return url_for("families.question", name=name)


@pages.get("/done")
@open_to_all(OPEN)
def done() -> str | Response:
    found = draft()
    if found is None or found.request is None:
        return redirect(url_for("families.start"), code=303)
    taken = found.request
    return render_template(
        "families/done.html",
        code=own_requests.shown_code(taken),
        ring=own_requests.must_ring(taken),
        taken_on=taken.created_at,
        city=taken.programme.municipality,
        now=clock.now(),
    )
