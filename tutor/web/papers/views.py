"""Papers as pages to print, and as PDF files made outside the request."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from flask import Blueprint, current_app, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from tutor import clock, paper
from tutor.actor import Role
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import FAMILIES, LEARNERS, PHONES
from tutor.database import db, new_code
from tutor.errors import Refused, nothing_here
from tutor.jobs import actions as jobs
from tutor.jobs import queries as job_queries
from tutor.jobs.models import Job, JobState
from tutor.lessons import queries as lessons
from tutor.local_time import local_date, monday_of
from tutor.office import queries as office
from tutor.people import queries as people
from tutor.people.languages import Language
from tutor.web.guards import allowed
from tutor.web.papers.asking import asked
from tutor.web.papers.handouts import material
from tutor.web.papers.kinds import draw, kind_of, units_on
from tutor.web.papers.lending import lend
from tutor.web.papers.making import KIND, path_of
from tutor.web.papers.wanted import Wanted
from tutor.web.sign_in import actor
from tutor.web.words import LANGUAGES

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


@pages.get("/teaching")
@allowed(Role.COORDINATOR)
def teaching() -> str:
    """The units and courses there are, for a person, a class or anybody, each a link to its paper."""
    by, person, code = actor(), request.args.get("person", ""), request.args.get("lesson", "")
    wanted = Wanted.of(request.args)
    learner = people.learner(person, actor=by) if person else None
    audiences = (LEARNERS, FAMILIES) if person or code else ()
    keys = [one.curriculum.key for one in curricula.newest_of_all(*audiences)]
    return render_template(
        "papers/teaching.html",
        wanted=wanted,
        learner=learner,
        lesson=lessons.lesson(code, actor=by) if code else None,
        kinds=[(kind, name) for name, kind in PHONES.items()],
        spoken=[(one.value, name) for one, name in LANGUAGES.items() if learner or one is not Language.JA],
        found=[material(replace(wanted, curriculum=key), learner) for key in keys],
    )


@pages.get("/<name>")
@allowed(Role.COORDINATOR)
def show(name: str) -> str:
    """To be printed by the browser, with a button for the file."""
    now, by = clock.now(), actor()
    what = asked(name, request.args, base=base(), by=by, now=now)
    tools = render_template("papers/tools.html", name=name, asked=what, pdf=paper.is_on())
    return draw(name, what, by=by, now=now, static=url_for("static", filename=""), tools=tools)


@pages.post("/<name>")
@allowed(Role.COORDINATOR)
def make(name: str) -> Response:
    """The same paper asked for twice while it is being made is one file."""
    now, by = clock.now(), actor()
    what = asked(name, request.form, base=base(), by=by, now=now)
    person = what.learner.person.code if what.learner else ""
    lesson = what.lesson.code if what.lesson else ""
    share = what.share.code if what.share else ""
    lend(units_on(what, kind_of(name)), what.wanted, what.city, by=by, now=now)
    about = (name, what.city.id, what.day, person, lesson, share, what.message, *what.wanted.named().values())
    job = jobs.ask(
        KIND,
        dedupe=sha256("|".join(map(str, about)).encode()).hexdigest(),
        arguments={
            "paper": name,
            "day": what.day.isoformat(),
            "city": what.city.code5,
            "person": person,
            "lesson": lesson,
            "message": what.message,
            "share": share,
            **what.wanted.named(),
            "card": request.form.get("card") == "new",
            "seen": request.form.get("seen", "")[:40],
            "base": base(),
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


def base() -> str:
    return str(current_app.extensions["settings"].public_url or request.host_url)


def _job(code: str) -> Job:
    found = job_queries.job(code, actor=actor())
    if found.kind != KIND:
        raise nothing_here()
    return found
