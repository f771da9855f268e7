"""What learners want to ask: it waits on the page of their next lesson, and one tap says it was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from tutor import clock
from tutor.actor import Role
from tutor.curriculum import queries as curricula
from tutor.database import db
from tutor.lessons import queries
from tutor.lessons.models import Lesson, LessonState
from tutor.people.models import Learner
from tutor.study import asking
from tutor.study.models import TeacherQuestion
from tutor.web.guards import allowed
from tutor.web.study.reading import sheet_title
from tutor.web.tutors.blueprint import as_tutor, pages


@dataclass(frozen=True)
class Waiting:
    """A question, and the sheet in front of which it came."""

    asked: TeacherQuestion
    sheet: str

    @property
    def is_answered(self) -> bool:
        return self.asked.lesson_id is not None


def waiting(lesson: Lesson, learners: Sequence[Learner]) -> list[Waiting]:
    """On a closed record only what was answered in it: the next lesson has the others."""
    found = asking.open_questions([one.person_id for one in learners], lesson=lesson)
    closed = lesson.state is LessonState.FINISHED
    return [
        Waiting(one, sheet_title(curricula.unit_content(one.unit), one.page))
        for one in found
        if one.lesson_id or not closed
    ]


@pages.post("/lessons/<code>/questions/<question>")
@allowed(Role.TUTOR)
def answered(code: str, question: str) -> Response:
    lesson = queries.lesson(code, actor=as_tutor())
    asked, form = asking.question_of(lesson, question), request.form
    asking.settle_question(
        asked, lesson, answered=form.get("answered") == "1", by=as_tutor(), now=clock.now()
    )
    db.session.commit()
    whose: dict[str, Any] = (
        {"person_code": form["page"]} if form.get("page") == asked.learner.person.code else {}
    )
    endpoint = "tutors.learner" if whose else "tutors.lesson"
    return redirect(url_for(endpoint, code=code, _anchor="questions", **whose), code=303)
