"""By which version somebody learns, and going on by the newest."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.curriculum import queries
from tutor.curriculum.differences import Change, differences
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.learning.queries import open_enrolments
from tutor.people.models import Learner
from tutor.people.queries import person as person_of
from tutor.study.taking_over import take_over
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/people/<code>/version")
@allowed(Role.COORDINATOR)
def people_version(code: str) -> str:
    person = person_of(code, actor=actor())
    newest = {one.curriculum_id: one for one in queries.newest_of_all()}
    learns = [
        (one, newest[one.curriculum_id], _changes(one.version, newest[one.curriculum_id]))
        for one in (open_enrolments(person.learner) if person.learner else [])
    ]
    return render_template("coordinator/person_version.html", person=person, learns=learns)


def _changes(old: CurriculumVersion, new: CurriculumVersion) -> list[Change]:
    if old is new:
        return []
    return differences(queries.content_of(old), queries.content_of(new))


@pages.post("/people/<code>/version")
@allowed(Role.COORDINATOR)
def people_take_over(code: str) -> Response:
    person = person_of(code, actor=actor())
    newest = queries.newest(request.form.get("curriculum", ""))
    if person.learner is None or newest is None:
        raise nothing_here()
    if request.form.get("number") != str(newest.number):
        raise Refused("見ている間に、もっと新しい版ができました。もう一度お確かめください。")
    _take_over(person.learner, newest)
    db.session.commit()
    flash(
        gettext("第%(number)d版で続けます。できたことの記録は、そのままです。", number=newest.number), "good"
    )
    return redirect(url_for("coordinator.people_version", code=code), code=303)


def _take_over(learner: Learner, newest: CurriculumVersion) -> None:
    enrolments = [one for one in open_enrolments(learner) if one.curriculum_id == newest.curriculum_id]
    if not enrolments:
        raise nothing_here()
    take_over(enrolments[0], newest, by=actor(), now=clock.now())
