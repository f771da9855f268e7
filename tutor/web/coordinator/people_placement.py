"""Where somebody begins: a coordinator reads a question aloud and presses what was said."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.curriculum.queries import content_of
from tutor.database import db
from tutor.learning import placements, placing
from tutor.learning.models import Placement
from tutor.learning.odds import Answer
from tutor.people.queries import person as person_of
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.people_learning import learner_of
from tutor.web.guards import allowed
from tutor.web.planned import CURRICULUM
from tutor.web.sign_in import actor

WORDS = {
    Answer.ALONE: lazy_gettext("ひとりで"),
    Answer.WITH_WORDS: lazy_gettext("ことばがあれば"),
    Answer.NOT_YET: lazy_gettext("まだ・わからない"),
}


@pages.get("/people/<code>/placement")
@allowed(Role.COORDINATOR)
def people_placement(code: str) -> str:
    person = person_of(code, actor=actor())
    last = placements.last_placement(person.learner) if person.learner else None
    asked = placements.asked_now(last) if last else None
    return render_template(
        "coordinator/placement.html",
        person=person,
        placement=last,
        asked=asked,
        question=placing.question(asked) if asked else "",
        most=placing.MOST_QUESTIONS,
        words=WORDS,
        **_result(last),
    )


def _result(placement: Placement | None) -> dict[str, Any]:
    """What an ended one found: where to begin, and which skills are held by which word."""
    if placement is None or placement.ended_at is None:
        return {}
    content, found = content_of(placement.version), placements.found(placement)
    texts = {skill.key: skill.text for skill in content.skills}
    said = [(texts[key], WORDS[answer]) for key, answer in placement.answers.items() if key in texts]
    unasked = [texts[key] for key in found.marks if key not in placement.answers]
    start = next((stage for stage in content.stages if stage.number == found.start), None)
    return {"found": found, "start": start, "said": said, "unasked": unasked}


@pages.post("/people/<code>/placement")
@allowed(Role.COORDINATOR)
def people_placement_act(code: str) -> Response:
    """Each button says what it does; pressed twice, the second press finds nothing left to do."""
    person, by, now = person_of(code, actor=actor()), actor(), clock.now()
    act, learner = request.form.get("act", ""), learner_of(person)
    if act == "begin":
        placements.begin(learner, curriculum_key=CURRICULUM, by=by, now=now)
    elif placement := placements.last_placement(learner):
        _press(placement, act)
    db.session.commit()
    return redirect(url_for("coordinator.people_placement", code=code), code=303)


def _press(placement: Placement, act: str) -> None:
    by, now = actor(), clock.now()
    said = request.form.get("answer", "")
    if act == "answer" and said in {one.value for one in Answer}:
        placements.answer(placement, request.form.get("skill", ""), Answer(said), by=by, now=now)
    elif act == "back":
        placements.step_back(placement, by=by, now=now)
    elif act == "end":
        placements.end(placement, by=by, now=now)
    elif act == "undo":
        placements.undo(placement, by=by, now=now)
        flash(gettext("取り消しました。記録には、取り消したことが残ります。"), "good")
