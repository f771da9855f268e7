"""A tutor's lessons in the phone's own calendar. The address is a key: shown once, renewed, ended."""

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from tutor import clock
from tutor.access import actions, queries
from tutor.actor import Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.lessons.calendar import calendar_file, staffings_to_show
from tutor.local_time import local_date, monday_of
from tutor.matching.load_queries import load_of
from tutor.web import sign_in
from tutor.web.guards import allowed, open_to_all
from tutor.web.papers.letter import qr_code
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.get("/calendar")
@allowed(Role.TUTOR)
def calendar() -> str:
    person, now = sign_in.person(), clock.now()
    current = queries.current_calendar(person, now=now)
    load = load_of(person.id, monday_of(local_date(now)))
    return render_template("tutors/calendar.html", since=current.created_at if current else None, load=load)


@pages.post("/calendar")
@allowed(Role.TUTOR)
def calendar_made() -> str:
    """Shown in the answer to the press itself: only its hash is kept."""
    secret = actions.issue_calendar(sign_in.person(), by=as_tutor(), now=clock.now())
    db.session.commit()
    base = current_app.extensions["settings"].public_url or request.host_url
    path = url_for("tutors.calendar_ics", code=secret)
    address = f"{base.rstrip('/')}{path}"
    subscribe = f"webcal://{address.partition('://')[2]}"
    qr = qr_code(subscribe)
    return render_template("tutors/calendar_made.html", address=address, subscribe=subscribe, qr=qr)


@pages.post("/calendar/end")
@allowed(Role.TUTOR)
def calendar_end() -> Answer:
    actions.end_calendar(sign_in.person(), by=as_tutor(), now=clock.now())
    db.session.commit()
    flash(gettext("カレンダーのアドレスを止めました。スマホのカレンダーからも消してください。"), "good")
    return redirect(url_for("tutors.calendar"), code=303)


@pages.get("/calendar/<code>.ics")
@open_to_all("the address itself is the key")
def calendar_ics(code: str) -> Response:
    now = clock.now()
    found = queries.calendar(code, now=now)
    if found is None:
        raise nothing_here()
    rows = staffings_to_show(found.person_id, now=now)
    answer = Response(calendar_file(rows, name=gettext("スマホ訪問レッスン")), mimetype="text/calendar")
    answer.cache_control.private = answer.cache_control.no_cache = True
    answer.add_etag()
    answer.make_conditional(request)
    return answer
