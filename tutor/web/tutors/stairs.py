"""How far a learner of one's own lesson has come, what fades, and what was answered alone."""

from flask import render_template

from tutor import clock
from tutor.actor import Role
from tutor.errors import nothing_here
from tutor.lessons import queries
from tutor.reports.one_learner import learning
from tutor.web import seen
from tutor.web.guards import allowed
from tutor.web.tutors.blueprint import as_tutor, pages


@pages.get("/lessons/<code>/<person_code>/stairs")
@allowed(Role.TUTOR)
def stairs(code: str, person_code: str) -> str:
    lesson, now = queries.lesson(code, actor=as_tutor()), clock.now()
    learners = (row.learner for row in lesson.attendances)
    learner = next((one for one in learners if one.person.code == person_code), None)
    if learner is None:
        raise nothing_here()
    found = learning(learner, now=now)
    said = render_template("tutors/stairs.html", lesson=lesson, person=learner.person, learning=found)
    if found.scores:
        seen.scores(learner.person, by=as_tutor(), now=now)
    return said
