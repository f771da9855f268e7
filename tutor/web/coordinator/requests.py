"""Requests for visits: typed in during the call, looked at, withdrawn."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock, local_time
from tutor.actor import Role
from tutor.changes.queries import history
from tutor.database import db
from tutor.inquiries import queries as inquiries
from tutor.inquiries.actions import became
from tutor.matching import queries as plans
from tutor.messaging.queries import messages_about
from tutor.people.models import Person
from tutor.people.queries import maybe_the_same
from tutor.people.searching import perhaps
from tutor.visit_requests import actions, queries
from tutor.visit_requests.intake import take_call
from tutor.visit_requests.models import Origin, VisitRequest
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.home_form import asking
from tutor.web.coordinator.request_form import RequestForm, begun, choices
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/requests")
@allowed(Role.COORDINATOR)
def requests() -> str:
    only_open = request.args.get("all") != "1"
    found = queries.newest(actor(), only_open=only_open)
    return render_template("coordinator/requests.html", requests=found, only_open=only_open)


@pages.get("/requests/new")
@allowed(Role.COORDINATOR)
def requests_new() -> str:
    """`call` or `person` names whom it is about: codes, never a name or a number."""
    asked, now = request.args, clock.now()
    call, person = asked.get("call", ""), asked.get("person", "")
    values = begun(call=call, person=person, actor=actor(), today=local_time.local_date(now))
    return _page(RequestForm(values, actor=actor(), now=now))


@pages.post("/requests/new")
@allowed(Role.COORDINATOR)
def requests_take() -> Response | tuple[str, int]:
    by, now = actor(), clock.now()
    form = RequestForm(request.form, actor=by, now=now)
    call = form.call()
    if call is None:
        return _page(form), 422
    if "same_1" not in form.values and _alike(form):
        return _page(form), 200
    taken = take_call(call, by=by, now=now)
    if code := form.values.get("call"):
        became(inquiries.inquiry(code, actor=by), taken, by=by, now=now)
    db.session.commit()
    flash(gettext("申込を受け付けました。番号は %(code)s です。", code=taken.code), "good")
    return redirect(url_for("coordinator.requests_one", code=taken.code), code=303)


def _page(form: RequestForm) -> str:
    return render_template("coordinator/request_form.html", form=form, alike=_alike(form), **choices(form))


@pages.post("/requests/known")
@allowed(Role.COORDINATOR)
def requests_known() -> str:
    """While the number or the reading is typed: who may be ringing, to be chosen with one key."""
    form = RequestForm(request.form, actor=actor(), now=clock.now())
    alike = perhaps(number=form.values.get("telephone", ""), reading=form.reading, actor=actor())
    return render_template("coordinator/request_alike.html", v=form.values, alike=alike)


def _alike(form: RequestForm) -> Sequence[Person]:
    """A hint while one speaks, never a block: the next press goes through either way."""
    chosen = [form.chosen] if form.chosen else []
    if not form.is_filled:
        return chosen
    found = maybe_the_same(
        family_reading=form.values.get("family_reading_1", ""),
        given_reading=form.values.get("given_reading_1", ""),
        typed_number=form.values.get("telephone", ""),
        actor=form.actor,
    )
    return list(dict.fromkeys([*chosen, *found]))


@pages.get("/requests/<code>")
@allowed(Role.COORDINATOR)
def requests_one(code: str) -> str:
    found, today = queries.request(code, actor=actor()), local_time.local_date(clock.now())
    lesson = queries.lesson_of(found)
    placeable = found.is_plannable and lesson is None and found.withdrawn_at is None
    since, city_id = local_time.monday_of(today), found.programme.municipality_id
    return render_template(
        "coordinator/request.html",
        request_=found,
        lesson=lesson,
        drafts=plans.drafts(city_id, since=since) if placeable else [],
        today=today,
        messages=messages_about("lesson", lesson.id, by=actor()) if lesson else [],
        history=history("visit_request", found.id),
        **asking(found.household),
        alike=_already_known(found) if found.origin_kind is Origin.FAMILY else [],
    )


def _already_known(asked: VisitRequest) -> list[Person]:
    """The public form never looks for people; whoever it entered may have been here before."""
    own = [row.person for row in asked.people]
    found = {
        other.id: other
        for one in own
        for number in [row.contact_point.e164 for row in one.contacts] or [""]
        for other in maybe_the_same(
            family_reading=one.family_reading,
            given_reading=one.given_reading,
            typed_number=number,
            actor=actor(),
        )
    }
    return [other for other in found.values() if other not in own]


@pages.post("/requests/<code>/withdraw")
@allowed(Role.COORDINATOR)
def requests_withdraw(code: str) -> Response:
    found = queries.request(code, actor=actor())
    actions.withdraw(found, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("申込を取り下げました。まちがえたときは「もとにもどす」を押してください。"), "good")
    return redirect(url_for("coordinator.requests_one", code=code), code=303)


@pages.post("/requests/<code>/reopen")
@allowed(Role.COORDINATOR)
def requests_reopen(code: str) -> Response:
    found = queries.request(code, actor=actor())
    actions.reopen(found, by=actor(), now=clock.now())
    db.session.commit()
    flash(gettext("申込をもとにもどしました。"), "good")
    return redirect(url_for("coordinator.requests_one", code=code), code=303)
