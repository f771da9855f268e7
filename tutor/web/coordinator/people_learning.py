"""How somebody stands, and on what it rests; a mark is put right by a new one."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.database import db
from tutor.errors import nothing_here
from tutor.learning import actions
from tutor.learning.evidence import evidence, mark_by_key
from tutor.learning.models import Mark
from tutor.learning.rules import MarkSource
from tutor.people.models import Learner, Person
from tutor.people.queries import person as person_of
from tutor.web.coordinator.blueprint import pages
from tutor.web.guards import allowed
from tutor.web.sign_in import actor
from tutor.web.tutors.words import mark_word
from tutor.web.tutors.written import MARKS, press

SOURCES = {
    MarkSource.TUTOR: lazy_gettext("先生の見立て"),
    MarkSource.PLACEMENT: lazy_gettext("電話で聞いた目安"),
    MarkSource.QUIZ: lazy_gettext("自習の問題"),
    MarkSource.SELF: lazy_gettext("ご本人のことば"),
}


@pages.get("/people/<code>/learning")
@allowed(Role.COORDINATOR)
def people_learning(code: str) -> str:
    person = person_of(code, actor=actor())
    found = evidence(person.learner, now=clock.now()) if person.learner else []
    return render_template(
        "coordinator/learning.html",
        person=person,
        stages=found,
        talk=[one for _, skills in found for one in skills if one.differs],
        mark_word=mark_word,
        sources=SOURCES,
        values=[(value, mark_word(value)) for value in MARKS.values()],
    )


@pages.post("/people/<code>/learning")
@allowed(Role.COORDINATOR)
def people_put_right(code: str) -> Response:
    """The old mark stays to be read. Pressed twice, the same value is written once."""
    learner = learner_of(person_of(code, actor=actor()))
    wrong, value = mark_by_key(learner, request.form.get("key", "")), request.form.get("mark", "")
    if wrong is None or value not in MARKS:
        raise nothing_here()
    if MARKS[value] != wrong.value:
        _put_right(learner, wrong, MARKS[value])
        db.session.commit()
        flash(gettext("見立てを直しました。前の見立ても、記録に残ります。"), "good")
    return redirect(url_for("coordinator.people_learning", code=code), code=303)


def _put_right(learner: Learner, wrong: Mark, value: int) -> None:
    """Tutor, lesson and moment are those of the mark that it takes the place of."""
    by, now = actor(), clock.now()
    actions.mark(
        learner,
        skill_key=wrong.skill_key,
        value=value,
        source=wrong.source,
        lesson=None,
        by=by,
        now=now,
        client_key=press("put right", wrong.client_key, value),
        corrects=wrong,
    )
    actions.settle(learner, lesson=None, now=now)


def learner_of(person: Person) -> Learner:
    if person.learner is None:
        raise nothing_here()
    return person.learner
