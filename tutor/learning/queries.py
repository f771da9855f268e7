"""Reads of what a learner can do, has done, and does next."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from tutor.curriculum import queries as curricula
from tutor.curriculum.content import LEARNERS
from tutor.curriculum.models import CurriculumVersion, UnitRow
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import homework_queries, practice, rules
from tutor.learning.models import Enrolment, Mark
from tutor.learning.rules import Seen
from tutor.learning.shown import (
    HomeworkChoice,
    LessonSkill,
    Progress,
    Step,
    homework_choices,
    lesson_skills,
)
from tutor.lessons.models import Lesson
from tutor.local_time import local_date
from tutor.people.models import Learner

SEEN = (
    Mark.skill_key,
    Mark.value,
    Mark.source,
    Mark.by_id,
    Mark.at,
    Mark.lesson_id,
    Mark.id,
    Mark.corrects_id,
)
"""What a Seen is made of, in its order."""


def current_enrolment(learner: Learner) -> Enrolment | None:
    """The one begun last, with its version."""
    return next(iter(open_enrolments(learner)), None)


def open_enrolments(learner: Learner) -> Sequence[Enrolment]:
    """Newest first, with their versions but not the content, which content_of keeps."""
    found = (
        select(Enrolment)
        .join(Enrolment.version)
        .where(Enrolment.learner_id == learner.person_id, Enrolment.ended_at.is_(None))
        .options(contains_eager(Enrolment.version).defer(CurriculumVersion.content))
        .order_by(Enrolment.created_at.desc(), Enrolment.id.desc())
    )
    return db.session.scalars(found).all()


def versions_of(
    learner_ids: Collection[int], *, beginning: CurriculumVersion | None
) -> dict[int, CurriculumVersion]:
    """Those by which several learn, in one read; who has not begun: `beginning`."""
    found = (
        select(Enrolment)
        .where(Enrolment.learner_id.in_(learner_ids), Enrolment.ended_at.is_(None))
        .options(joinedload(Enrolment.version).defer(CurriculumVersion.content))
        .order_by(Enrolment.created_at, Enrolment.id)
    )
    newest = {row.learner_id: row.version for row in db.session.scalars(found)}
    begun = {one: newest.get(one, beginning) for one in learner_ids}
    return {one: version for one, version in begun.items() if version}


def marks_of(learner_id: int) -> list[Seen]:
    """Every mark, those corrected later too: the rules know which of them count."""
    return marks_of_each([learner_id])[learner_id]


def marks_of_each(learner_ids: Collection[int]) -> dict[int, list[Seen]]:
    found = select(Mark.learner_id, *SEEN).where(Mark.learner_id.in_(learner_ids))
    of_each: dict[int, list[Seen]] = {one: [] for one in learner_ids}
    for row in db.session.execute(found):
        of_each[row[0]].append(Seen(*row[1:]))
    return of_each


def known_keys(client_keys: Collection[str]) -> set[str]:
    """Which of these presses have become a mark."""
    return set(db.session.scalars(select(Mark.client_key).where(Mark.client_key.in_(client_keys))))


def standings(learner: Learner, *, now: datetime) -> dict[str, int]:
    return rules.standings(marks_of(learner.person_id), now=now)


def progress(learner: Learner, *, now: datetime) -> Progress | None:
    """Level and stairs together, in two reads; None without an enrolment."""
    enrolment = current_enrolment(learner)
    if enrolment is None:
        return None
    return Progress(curricula.content_of(enrolment.version), standings(learner, now=now))


def level_of(learner: Learner, *, now: datetime) -> int | None:
    found = progress(learner, now=now)
    return found.level if found else None


def stairs(learner: Learner, *, now: datetime) -> list[Step]:
    found = progress(learner, now=now)
    return found.steps if found else []


def skill_texts(learner: Learner) -> dict[str, str]:
    """By key, all that he or she is enrolled to learn."""
    contents = [curricula.content_of(enrolment.version) for enrolment in open_enrolments(learner)]
    return {skill.key: skill.text for read in contents for skill in read.skills}


def to_begin(curriculum_key: str) -> CurriculumVersion:
    """The newest, for whoever begins it."""
    version = curricula.newest(curriculum_key)
    if version is None:
        raise Refused("この教材は、まだ公開されていません。")
    if version.curriculum.audience != LEARNERS:
        raise Refused("これは、受講者のための教材ではありません。")
    return version


def version_for(learner: Learner, *, beginning: CurriculumVersion | None) -> CurriculumVersion | None:
    """The one he or she learns by; somebody who has not begun: `beginning`."""
    enrolment = current_enrolment(learner)
    return enrolment.version if enrolment else beginning


def skills_for_lesson(
    lesson: Lesson, learner: Learner, *, now: datetime, beginning: CurriculumVersion | None = None
) -> list[LessonSkill]:
    """At most six to work on, and whatever was marked in this lesson besides."""
    version = version_for(learner, beginning=beginning)
    if version is None:
        return []
    waiting = homework_queries.open_homework(learner)
    return lesson_skills(
        curricula.content_of(version),
        marks_of(learner.person_id),
        lesson_id=lesson.id,
        day=local_date(lesson.starts_at),
        now=now,
        homework=[one.unit.key for one in waiting if one.lesson_id != lesson.id],
    )


def homework_to_choose(
    lesson: Lesson,
    learner: Learner,
    *,
    skills: Sequence[str],
    now: datetime,
    beginning: CurriculumVersion | None = None,
) -> list[HomeworkChoice]:
    """`skills` are the keys of those that the record of this lesson asks for."""
    version = version_for(learner, beginning=beginning)
    if version is None:
        return []
    marks = marks_of(learner.person_id)
    here = [mark for mark in rules.in_force(marks) if mark.lesson == lesson.id]
    return homework_choices(
        curricula.content_of(version),
        rules.standings(marks, now=now),
        skills=skills,
        practised={mark.skill for mark in here if mark.value},
        due=practice.due(practice.reviews(marks), today=local_date(now)),
    )


def needs_talk(lesson: Lesson, learner: Learner) -> tuple[str, ...]:
    """Keys of the skills on which the tutors of this lesson saw something very different."""
    return rules.needs_talk([mark for mark in marks_of(learner.person_id) if mark.lesson == lesson.id])


def proposed_units(lesson: Lesson, learner: Learner, *, now: datetime) -> list[UnitRow]:
    """Homework to offer at the end of this lesson, at most two."""
    version = version_for(learner, beginning=None)
    rows = curricula.units_by_key(version) if version else {}
    return [rows[one.unit] for one in homework_to_choose(lesson, learner, skills=(), now=now)]
