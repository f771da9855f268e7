"""On what each standing of a learner rests: every mark, who gave it and where, and which of them count."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Curriculum, Skill
from tutor.database import db
from tutor.learning import queries, rules
from tutor.learning.models import Mark
from tutor.learning.rules import MarkSource, Seen
from tutor.lessons.models import Lesson
from tutor.people.models import Learner, Person


@dataclass(frozen=True)
class Entry:
    """One mark as told. `corrected`: another took its place. `counts`: the standing rests on it now."""

    key: str
    at: datetime
    value: int
    source: MarkSource
    by: str
    lesson_code: str | None
    corrected: bool
    counts: bool


@dataclass(frozen=True)
class SkillEvidence:
    """`long_ago`: one lower because nobody has looked for long. `differs`: two tutors saw it far apart."""

    skill: Skill
    standing: int
    long_ago: bool
    differs: bool
    entries: tuple[Entry, ...]


Row = tuple[Mark, Person | None, str | None]


def evidence(learner: Learner, *, now: datetime) -> list[tuple[str, list[SkillEvidence]]]:
    """By stage, the skills that have marks; nothing without an enrolment."""
    enrolment = queries.current_enrolment(learner)
    if enrolment is None:
        return []
    content, rows = curricula.content_of(enrolment.version), _rows(learner)
    corrected = {mark.corrects_id for of_one in rows.values() for mark, _, _ in of_one}
    by_stage = [
        (stage.title, list(_of_stage(content, stage.number, rows, corrected, now)))
        for stage in content.stages
    ]
    return [(title, skills) for title, skills in by_stage if skills]


def mark_by_key(learner: Learner, key: str) -> Mark | None:
    return db.session.scalar(select(Mark).filter_by(learner_id=learner.person_id, client_key=key))


def _of_stage(
    content: Curriculum, stage: int, rows: dict[str, list[Row]], corrected: set[int | None], now: datetime
) -> Iterator[SkillEvidence]:
    for skill in content.skills_of(stage):
        if skill.key in rows:
            yield _of_skill(skill, rows[skill.key], corrected, now)


def _of_skill(skill: Skill, rows: Sequence[Row], corrected: set[int | None], now: datetime) -> SkillEvidence:
    seen = [_seen(mark) for mark, _, _ in rows]
    counting = {one.number for one in rules.rests_on(seen, now=now)}
    entries = tuple(
        Entry(
            key=mark.client_key,
            at=mark.at,
            value=mark.value,
            source=mark.source,
            by="" if person is None else person.name,
            lesson_code=code,
            corrected=mark.id in corrected,
            counts=mark.id in counting,
        )
        for mark, person, code in rows
    )
    standing, long_ago = rules.standing(seen, now=now), rules.is_long_ago(seen, now=now)
    return SkillEvidence(skill, standing, long_ago, bool(rules.needs_talk(seen)), entries)


def _rows(learner: Learner) -> dict[str, list[Row]]:
    """By skill, the newest first."""
    found = (
        select(Mark, Person, Lesson.code)
        .outerjoin(Person, Person.id == Mark.by_id)
        .outerjoin(Lesson, Lesson.id == Mark.lesson_id)
        .where(Mark.learner_id == learner.person_id)
        .order_by(Mark.at.desc(), Mark.id.desc())
    )
    by_skill: dict[str, list[Row]] = defaultdict(list)
    for mark, person, code in db.session.execute(found):
        by_skill[mark.skill_key].append((mark, person, code))
    return by_skill


def _seen(mark: Mark) -> Seen:
    return Seen(
        mark.skill_key,
        mark.value,
        mark.source,
        mark.by_id,
        mark.at,
        mark.lesson_id,
        mark.id,
        mark.corrects_id,
    )
