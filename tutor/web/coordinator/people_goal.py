"""What somebody wishes to do, in own words; whether it came true."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.learning import goals
from tutor.people.queries import person as person_of
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.people_learning import learner_of
from tutor.web.guards import allowed
from tutor.web.sign_in import actor
from tutor.web.tutors.closing import GOALS


@pages.get("/people/<code>/goal")
@allowed(Role.COORDINATOR)
def people_goal(code: str) -> str:
    person = person_of(code, actor=actor())
    past = goals.goals_of(person.learner) if person.learner else []
    return render_template("coordinator/goal.html", person=person, past=past)


@pages.post("/people/<code>/goal")
@allowed(Role.COORDINATOR)
def people_goal_said(code: str) -> Response:
    """Two forms: another wish, and the answer to whether this one came true."""
    learner, by, now = learner_of(person_of(code, actor=actor())), actor(), clock.now()
    if (said := request.form.get("met", "")) in GOALS:
        goals.asked(learner, met=GOALS[said], because=request.form.get("because", ""), by=by, now=now)
    else:
        goals.wish(learner, request.form.get("goal", ""), by=by, now=now)
    db.session.commit()
    flash(gettext("願いを記録しました。"), "good")
    return redirect(url_for("coordinator.people_goal", code=code), code=303)
