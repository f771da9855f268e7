"""Papers as pages to print, and as PDF files made outside the request."""

import json
from datetime import timedelta

from flask import Blueprint, current_app, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from tutor import clock, paper
from tutor.actor import Role
from tutor.database import db, new_code
from tutor.errors import Refused, nothing_here
from tutor.jobs import actions as jobs
from tutor.jobs import queries as job_queries
from tutor.jobs.models import Job, JobState
from tutor.local_time import local_date, monday_of
from tutor.office import queries as office
from tutor.web.guards import allowed
from tutor.web.papers.asking import asked
from tutor.web.papers.kinds import draw
from tutor.web.papers.making import KIND, path_of
from tutor.web.sign_in import actor

pages = Blueprint("papers", __name__, url_prefix="/office/papers")
DAYS, WEEKS = 7, 3
"""How far ahead the list of papers offers days and weeks; an address may name any."""


@pages.get("/")
@allowed(Role.COORDINATOR)
def index() -> str:
    today = local_date(clock.now())
    return render_template(
        "papers/index.html",
        cities=office.municipalities(actor(), Role.COORDINATOR),
        today=today,
        days=[today + timedelta(days=n) for n in range(DAYS)],
        mondays=[monday_of(today) + timedelta(weeks=n) for n in range(-1, WEEKS)],
        on=paper.is_on(),
        install=paper.INSTALL,
    )


@pages.get("/<name>")
@allowed(Role.COORDINATOR)
def show(name: str) -> str:
    """To be printed by the browser, with a button for the file."""
    now, by = clock.now(), actor()
    what = asked(name, request.args, base=_base(), by=by, now=now)
    tools = render_template("papers/tools.html", name=name, asked=what, pdf=paper.is_on())
    return draw(name, what, by=by, now=now, static=url_for("static", filename=""), tools=tools)


@pages.post("/<name>")
@allowed(Role.COORDINATOR)
def make(name: str) -> Response:
    """The same paper asked for twice while it is being made is one file."""
    now, by = clock.now(), actor()
    what = asked(name, request.form, base=_base(), by=by, now=now)
    person = what.learner.person.code if what.learner else ""
    lesson = what.lesson.code if what.lesson else ""
    share = what.share.code if what.share else ""
    job = jobs.ask(
        KIND,
        dedupe=f"{name}:{what.city.id}:{what.day}:{person}{lesson}{what.message}{share}",
        arguments={
            "paper": name,
            "day": what.day.isoformat(),
            "city": what.city.code5,
            "person": person,
            "lesson": lesson,
            "message": what.message,
            "share": share,
            "card": request.form.get("card") == "new",
            "seen": request.form.get("seen", "")[:40],
            "base": _base(),
            "file": new_code(20),
            "municipality": what.city.id,
        },
        municipality_id=what.city.id,
        by=by,
        now=now,
    )
    db.session.commit()
    return redirect(url_for("papers.progress", code=job.code), code=303)


@pages.get("/jobs/<code>")
@allowed(Role.COORDINATOR)
def progress(code: str) -> str:
    job = _job(code)
    part = request.headers.get("HX-Request") == "true"
    return render_template("papers/job_part.html" if part else "papers/job.html", job=job)


@pages.get("/files/<code>.pdf")
@allowed(Role.COORDINATOR)
def file(code: str) -> Response:
    job = _job(code)
    path = path_of(json.loads(job.arguments)["file"])
    if job.state is not JobState.DONE or not path.exists():
        raise Refused("このPDFは、もうありません。一日たつと消えます。もう一度作ってください。")
    return send_file(path, mimetype="application/pdf", download_name=f"{code}.pdf", max_age=0)


def _base() -> str:
    return str(current_app.extensions["settings"].public_url or request.host_url)


def _job(code: str) -> Job:
    found = job_queries.job(code, actor=actor())
    if found.kind != KIND:
        raise nothing_here()
    return found
