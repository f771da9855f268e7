"""Somebody reads alone: begins, turns a page, answers, comes to the end."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Unit
from tutor.curriculum.models import UnitRow
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import actions as learning
from tutor.learning import homework_queries
from tutor.learning import queries as learning_queries
from tutor.learning.rules import MarkSource
from tutor.people.models import Learner, Tutor
from tutor.study import queries, rules
from tutor.study.models import Share, Study, StudyAnswer, StudyPage


def begin(learner: Learner, unit: UnitRow, *, by: Actor, now: datetime) -> Study:
    """One for each learner and unit; who comes back goes on in it."""
    # Two presses at once: the second waits here and then finds the study of the first.
    db.session.execute(
        select(Learner.person_id).where(Learner.person_id == learner.person_id).with_for_update()
    )
    known = queries.own_study(learner, unit)
    if known is not None:
        return known
    begun = Study(learner_id=learner.person_id, unit=unit)
    return add(begun, place=learner.municipality_id, by=by, now=now)


def add(begun: Study, *, place: int, by: Actor, now: datetime) -> Study:
    """With its first sheet seen."""
    begun.began_at = begun.seen_at = now
    db.session.add(begun)
    db.session.flush()
    db.session.add(StudyPage(study_id=begun.id, n=0, seen_at=now))
    record("begin_study", begun, by=by, now=now, municipality_id=place)
    return begun


def turn(study: Study, *, page: int, now: datetime) -> int:
    """Keep the sheet to open next, and that it was seen. An open question is not passed."""
    row = rules.sheets(curricula.unit_content(study.unit))
    study.page = rules.within(page, row, queries.answers(study).keys())
    study.seen_at = now
    if db.session.get(StudyPage, (study.id, study.page)) is None:
        db.session.add(StudyPage(study_id=study.id, n=study.page, seen_at=now))
    db.session.flush()
    return study.page


@dataclass(frozen=True)
class Pressed:
    """One choice on one sheet that asks; the key makes a second press of the same form harmless."""

    sheet: rules.Sheet
    choice: int
    form_key: str


def answer(study: Study, pressed: Pressed, *, by: Actor, now: datetime) -> None:
    """The first try of a round says what was known; every later one is kept as well."""
    if db.session.scalar(select(StudyAnswer.id).where(StudyAnswer.form_key == pressed.form_key)):
        return
    unit = curricula.unit_content(study.unit)
    right = _is_right(unit, pressed)
    is_first = pressed.sheet not in queries.answers(study)
    db.session.add(
        StudyAnswer(
            form_key=pressed.form_key,
            study_id=study.id,
            round=study.round,
            kind=pressed.sheet.kind,
            question=pressed.sheet.n,
            choice=pressed.choice,
            right=right,
            at=now,
        )
    )
    study.seen_at = now
    db.session.flush()
    if is_first and right is not None and study.learner_id is not None:
        _mark(study, unit, pressed.sheet.n, right, by=by, now=now)


def _is_right(unit: Unit, pressed: Pressed) -> bool | None:
    rights = rules.rights(unit, pressed.sheet)
    if not rights:
        raise Refused("この単元に、この質問はありません。ページを開き直してください。")
    if not 0 <= pressed.choice < len(rights):
        raise Refused("こたえを一つ、えらんでください。")
    return rights[pressed.choice]


def finish(study: Study, *, by: Actor, now: datetime) -> None:
    """「できた」: the homework of this unit is done, and the next time begins at the first page."""
    if study.done_at == study.seen_at:
        return  # pressed twice
    row = rules.sheets(curricula.unit_content(study.unit))
    if rules.furthest(row, queries.answers(study).keys()) < len(row) - 1:
        raise Refused("まだ、こたえていない質問があります。「つづきを読む」から、おこたえください。")
    again(study, now=now)
    study.done_at = now
    record("finish_study", study, by=by, now=now, municipality_id=_place(study))
    if study.learner_id is not None:
        _finish_homework(db.session.get_one(Learner, study.learner_id), study.unit, by=by, now=now)


def again(study: Study, *, now: datetime) -> None:
    """From the first page, and the questions are asked anew."""
    if study.page or queries.answers(study):
        study.round += 1
    study.page, study.seen_at = 0, now
    db.session.flush()


def _mark(study: Study, unit: Unit, question: int, right: bool, *, by: Actor, now: datetime) -> None:
    skill = unit.questions[question].skill
    learner = db.session.get_one(Learner, study.learner_id)
    if skill not in learning_queries.skill_texts(learner):
        return  # it is evidence of nothing, or the skill has left this learner's version
    learning.mark(
        learner,
        skill_key=skill,
        value=rules.quiz_value(right),
        source=MarkSource.QUIZ,
        lesson=None,
        by=by,
        now=now,
        client_key=f"quiz-{study.code}-{study.round}-{question}",
    )
    learning.settle(learner, lesson=None, now=now)


def _finish_homework(learner: Learner, unit: UnitRow, *, by: Actor, now: datetime) -> None:
    """That of another version as well: the same unit was meant."""
    for given in homework_queries.open_homework(learner):
        same = given.unit.version.curriculum_id == unit.version.curriculum_id
        if same and given.unit.key == unit.key:
            learning.finish_homework(given, by=by, now=now)


def _place(study: Study) -> int | None:
    if study.learner_id is not None:
        return db.session.get_one(Learner, study.learner_id).municipality_id
    if study.tutor_id is not None:
        return db.session.get_one(Tutor, study.tutor_id).household.town.municipality_id
    return db.session.get_one(Share, study.share_id).municipality_id
