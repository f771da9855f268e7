"""Everybody of a programme goes on by the newest version: what changes, how many, then a job."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.authoring.queries import version as newest_seen
from tutor.curriculum import queries
from tutor.curriculum.differences import differences
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.jobs.queries import latest
from tutor.learning.older_versions import on_older, versions_in_use
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.office.models import Programme
from tutor.study import taking_over
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


def _programme(code: str) -> Programme:
    running = office.running_programmes(actor(), Role.COORDINATOR, today=local_date(clock.now()))
    found = next((one for one in running if one.code == code), None)
    if found is None:
        raise nothing_here()
    return found


@pages.get("/curricula/<key>/programmes/<code>")
@allowed(Role.COORDINATOR)
def curricula_programme(key: str, code: str) -> str:
    newest, programme = newest_seen(key, actor=actor()), _programme(code)
    job = latest(taking_over.KIND, taking_over.name_of(newest, programme))
    page = {"newest": newest, "programme": programme, "job": job}
    if request.headers.get("HX-Request") == "true" and job:
        return render_template("coordinator/curriculum_job.html", **page)
    concerned, content = on_older(newest, programme), queries.content_of(newest)
    old = versions_in_use(concerned)
    changes = [(one, number, differences(queries.content_of(one), content)) for one, number in old]
    return render_template(
        "coordinator/curriculum_programme.html", concerned=len(concerned), changes=changes, **page
    )


@pages.post("/curricula/<key>/programmes/<code>")
@allowed(Role.COORDINATOR)
def curricula_take_over(key: str, code: str) -> Response:
    newest, programme = newest_seen(key, actor=actor()), _programme(code)
    if request.form.get("number") != str(newest.number):
        raise Refused("見ている間に、もっと新しい版ができました。もう一度お確かめください。")
    taking_over.ask_for_all(newest, programme, by=actor(), now=clock.now())
    db.session.commit()
    return redirect(url_for("coordinator.curricula_programme", key=key, code=code), code=303)
