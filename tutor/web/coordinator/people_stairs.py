"""How far one learner has come, what fades, and what he or she answered alone."""

from flask import render_template

from tutor import clock
from tutor.actor import Role
from tutor.people import queries
from tutor.reports.one_learner import learning
from tutor.web import seen
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/people/<code>/stairs")
@allowed(Role.COORDINATOR)
def people_stairs(code: str) -> str:
    learner, now = queries.learner(code, actor=actor()), clock.now()
    found = learning(learner, now=now)
    said = render_template("coordinator/person_stairs.html", person=learner.person, learning=found)
    if found.scores:
        seen.scores(learner.person, by=actor(), now=now)
    return said
