"""What happens to a learner's record: begun, marked, settled; homework given and done."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from tutor.actor import WORKER, Actor, Role
from tutor.changes.actions import record
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import UnitRow
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import homework_queries, practice, queries, rules
from tutor.learning.models import Enrolment, Homework, Mark, Review, StageReached
from tutor.learning.rules import MarkSource
from tutor.lessons.models import Attendance, Lesson
from tutor.messaging.actions import withdraw
from tutor.messaging.purposes import HOMEWORK
from tutor.people.models import Learner


def enrol(learner: Learner, *, curriculum_key: str, by: Actor, now: datetime) -> Enrolment:
    """Who is enrolled already keeps the version he or she began with."""
    version = queries.to_begin(curriculum_key)
    for known in queries.open_enrolments(learner):
        if known.curriculum_id == version.curriculum_id:
            return known
    enrolment = Enrolment(
        created_at=now, learner=learner, curriculum_id=version.curriculum_id, version=version
    )
    db.session.add(enrolment)
    db.session.flush()
    record("enrol", enrolment, by=by, now=now, municipality_id=learner.municipality_id)
    return enrolment


def mark(
    learner: Learner,
    *,
    skill_key: str,
    value: int,
    source: MarkSource,
    lesson: Lesson | None,
    by: Actor,
    now: datetime,
    client_key: str,
    corrects: Mark | None = None,
) -> Mark:
    """Append one judgement. Call `settle` when the marks of the moment are in."""
    rules.check_value(value)
    known = db.session.scalar(select(Mark).where(Mark.client_key == client_key))
    if known is not None:
        return _same_press(known, learner, skill_key, value)
    _check_skill(learner, skill_key)
    _check_lesson(learner, lesson)
    if corrects is not None:
        _check_correction(corrects, learner, skill_key, by)
    wrong = corrects or _said_before(learner, skill_key, source, lesson, by)
    made = Mark(
        client_key=client_key,
        learner_id=learner.person_id,
        skill_key=skill_key,
        value=value,
        source=source,
        lesson_id=lesson.id if lesson else None,
        by_id=by.person_id,
        at=now,
        corrects_id=wrong.id if wrong else None,
    )
    db.session.add(made)
    db.session.flush()
    record("mark", made, by=by, now=now, municipality_id=learner.municipality_id)
    return made


def _same_press(known: Mark, learner: Learner, skill_key: str, value: int) -> Mark:
    if (known.learner_id, known.skill_key, known.value) != (learner.person_id, skill_key, value):
        raise Refused(
            "この記録は、別の見立てとしてもう届いています。ページを開きなおして、もう一度お願いします。"
        )
    return known


def _said_before(
    learner: Learner, skill_key: str, source: MarkSource, lesson: Lesson | None, by: Actor
) -> Mark | None:
    """A tutor's second mark of a skill in one lesson corrects the first: a slip does not count."""
    if source is not MarkSource.TUTOR or lesson is None:
        return None
    newer = aliased(Mark)
    found = select(Mark).where(
        Mark.learner_id == learner.person_id,
        Mark.skill_key == skill_key,
        Mark.source == MarkSource.TUTOR,
        Mark.lesson_id == lesson.id,
        Mark.by_id == by.person_id,
        ~exists().where(newer.corrects_id == Mark.id),
    )
    return db.session.scalar(found.order_by(Mark.id.desc()).limit(1))


def _check_skill(learner: Learner, skill_key: str) -> None:
    enrolments = queries.open_enrolments(learner)
    if not enrolments:
        raise Refused("受講登録がまだありません。先に教材を選んでください。")
    contents = [curricula.content_of(enrolment.version) for enrolment in enrolments]
    if not any(skill.key == skill_key for read in contents for skill in read.skills):
        raise Refused("この項目は、受講中の教材にはありません。")


def _check_lesson(learner: Learner, lesson: Lesson | None) -> None:
    if lesson is None:
        return
    if db.session.get(Attendance, (lesson.id, learner.person_id)) is None:
        raise Refused("この方は、このレッスンの参加者に入っていません。")
    if not lesson.live:
        raise Refused("このレッスンは中止になっています。")


def _check_correction(wrong: Mark, learner: Learner, skill_key: str, by: Actor) -> None:
    if (wrong.learner_id, wrong.skill_key) != (learner.person_id, skill_key):
        raise Refused("直す前の見立てと、受講者か項目がちがいます。")
    if wrong.by_id != by.person_id and not by.has(Role.COORDINATOR):
        raise Refused("ほかの人の見立ては直せません。ご自分の見立てをつけてください。")
    if db.session.scalar(select(Mark.id).where(Mark.corrects_id == wrong.id)) is not None:
        raise Refused("この見立ては、もう直されています。新しいほうを直してください。")


def settle(learner: Learner, *, lesson: Lesson | None, now: datetime) -> None:
    """Bring stages and reviews to what the marks say now; doing it twice changes nothing."""
    # Two tutors finish at the same moment: the second waits here and then sees the first one's marks.
    db.session.execute(
        select(Learner.person_id).where(Learner.person_id == learner.person_id).with_for_update()
    )
    marks = queries.marks_of(learner.person_id)
    standings = rules.standings(marks, now=now)
    for enrolment in queries.open_enrolments(learner):
        reached = rules.stages_reached(standings, curricula.content_of(enrolment.version))
        _settle_stages(enrolment, reached, lesson=lesson, now=now)
    _settle_reviews(learner, practice.reviews(marks))
    db.session.flush()


def _settle_stages(
    enrolment: Enrolment, reached: Collection[int], *, lesson: Lesson | None, now: datetime
) -> None:
    key = {"learner_id": enrolment.learner_id, "curriculum_id": enrolment.curriculum_id}
    rows = {row.stage: row for row in db.session.scalars(select(StageReached).filter_by(**key))}
    gone, new = rows.keys() - set(reached), set(reached) - rows.keys()
    for stage in gone:
        db.session.delete(rows[stage])
    for stage in sorted(new):
        because = lesson.id if lesson else None
        db.session.add(StageReached(**key, stage=stage, at=now, because_lesson_id=because))
    # The rule moves the stage, not the person who pressed last.
    for verb, stages in (("reach_stage", new), ("leave_stage", gone)):
        if stages:
            place = enrolment.learner.municipality_id
            record(verb, enrolment, by=WORKER, now=now, municipality_id=place)


def _settle_reviews(learner: Learner, looks: dict[str, practice.NextLook]) -> None:
    rows = {
        row.skill_key: row
        for row in db.session.scalars(select(Review).where(Review.learner_id == learner.person_id))
    }
    for skill in rows.keys() - looks.keys():
        db.session.delete(rows[skill])
    for skill, look in looks.items():
        row = rows.get(skill)
        if row is None:
            row = Review(learner_id=learner.person_id, skill_key=skill)
            db.session.add(row)
        row.rung, row.due_on = look.rung, look.due_on


def give_homework(
    learner: Learner, *, unit: UnitRow, lesson: Lesson | None, due_on: date | None, by: Actor, now: datetime
) -> Homework:
    """A unit that is still open is not given twice: it moves to this lesson."""
    if unit.version_id not in {enrolment.version_id for enrolment in queries.open_enrolments(learner)}:
        raise Refused("この単元は、受講中の教材にはありません。")
    lesson_id = lesson.id if lesson else None
    given = _given_before(learner, unit, lesson_id)
    if given is not None and (given.done_at or (given.lesson_id, given.due_on) == (lesson_id, due_on)):
        return given
    if given is None:
        given = Homework(created_at=now, learner_id=learner.person_id, unit=unit)
        db.session.add(given)
    given.lesson_id, given.due_on = lesson_id, due_on
    db.session.flush()
    record("give_homework", given, by=by, now=now, municipality_id=learner.municipality_id)
    return given


def _given_before(learner: Learner, unit: UnitRow, lesson_id: int | None) -> Homework | None:
    """That of the same lesson, done or not, before one left open from another time."""
    found = select(Homework).where(Homework.learner_id == learner.person_id, Homework.unit_id == unit.id)
    rows = db.session.scalars(found.order_by(Homework.id.desc())).all()
    same = [row for row in rows if lesson_id is not None and row.lesson_id == lesson_id]
    return next(iter([*same, *(row for row in rows if row.done_at is None)]), None)


def finish_homework(homework: Homework, *, by: Actor, now: datetime) -> None:
    """「できた」ends it, once."""
    if homework.done_at is not None:
        return
    homework.done_at = now
    learner = db.session.get_one(Learner, homework.learner_id)
    record("finish_homework", homework, by=by, now=now, municipality_id=learner.municipality_id)
    _say_no_more(homework, learner, now)


def _say_no_more(homework: Homework, learner: Learner, now: datetime) -> None:
    """Who has practised it all is not asked to."""
    given_there = {one.lesson_id for one in homework_queries.open_homework(learner)}
    if homework.lesson_id is not None and homework.lesson_id not in given_there:
        only = (learner.person,)
        withdraw(
            about_kind="lesson", about_id=homework.lesson_id, purposes=(HOMEWORK,), only_to=only, now=now
        )
