"""「先生に聞きたい」: a question waits for the next lesson, and is answered there."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.lessons.models import Lesson
from tutor.people.models import Learner
from tutor.study.models import TeacherQuestion

LONGEST = 300
MOST_OPEN = 20
"""What one lesson can answer, and more."""


def ask(
    learner: Learner, unit: UnitRow, *, page: int, text: str, form_key: str, by: Actor, now: datetime
) -> TeacherQuestion:
    """Words are not needed: the page says what it is about."""
    known = db.session.scalar(select(TeacherQuestion).where(TeacherQuestion.form_key == form_key))
    if known is not None:
        return known
    if len(text) > LONGEST:
        raise Refused("聞きたいことは、%(most)d文字までで書いてください。", most=LONGEST)
    if len(open_questions([learner.person_id])) >= MOST_OPEN:
        raise Refused("先生に聞くことが、たくさんたまりました。つぎのレッスンで、まとめて聞きましょう。")
    asked = TeacherQuestion(
        form_key=form_key, learner=learner, unit=unit, page=page, text=text.strip(), asked_at=now
    )
    db.session.add(asked)
    db.session.flush()
    record("ask_teacher", asked, by=by, now=now, municipality_id=learner.municipality_id)
    return asked


def settle_question(
    asked: TeacherQuestion, lesson: Lesson, *, answered: bool, by: Actor, now: datetime
) -> None:
    """One tap says it was answered in this lesson; another takes that back."""
    lesson_id = lesson.id if answered else None
    if asked.lesson_id == lesson_id:
        return
    asked.lesson_id = lesson_id
    verb = "answer_question" if answered else "reopen_question"
    record(verb, asked, by=by, now=now, municipality_id=asked.learner.municipality_id)


def open_questions(
    learner_ids: Collection[int], *, lesson: Lesson | None = None
) -> Sequence[TeacherQuestion]:
    """What waits, and what this lesson has answered; the oldest first, with units."""
    waits = TeacherQuestion.lesson_id.is_(None)
    found = (
        select(TeacherQuestion)
        .where(TeacherQuestion.learner_id.in_(learner_ids))
        .where(waits | (TeacherQuestion.lesson_id == lesson.id) if lesson else waits)
        .options(
            joinedload(TeacherQuestion.unit).joinedload(UnitRow.version).defer(CurriculumVersion.content)
        )
        .order_by(TeacherQuestion.asked_at, TeacherQuestion.id)
    )
    return db.session.scalars(found).all()


def question_of(lesson: Lesson, code: str) -> TeacherQuestion:
    """Of somebody in this lesson."""
    there = [row.learner_id for row in lesson.attendances]
    found = select(TeacherQuestion).where(TeacherQuestion.code == code, TeacherQuestion.learner_id.in_(there))
    asked = db.session.scalar(found)
    if asked is None:
        raise nothing_here()
    return asked
