"""「きょうのおさらい」: what was learnt is tried again, and the learner's own word is a mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.actor import Actor
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Skill, Unit
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import actions as learning
from tutor.learning import practice, queries
from tutor.learning.models import Mark
from tutor.learning.rules import ALONE, MarkSource, in_force
from tutor.local_time import local_date
from tutor.people.models import Learner

MOST = 3
NOT_YET = 1
"""The learner has tried, and wants help."""


@dataclass(frozen=True)
class Trying:
    """A skill to try today: where to read of it, and what the learner has said of it today."""

    skill: Skill
    unit: Unit | None
    curriculum_key: str
    said: int | None


def tryings(learner: Learner, *, now: datetime, language: str = "ja") -> list[Trying]:
    """At most three, the longest waiting first."""
    enrolment = queries.current_enrolment(learner)
    if enrolment is None:
        return []
    read = curricula.content_of(enrolment.version)
    read = read if language == "ja" else read.in_language(language)
    marks, today = queries.marks_of(learner.person_id), local_date(now)
    said = {mark.skill: mark.value for mark in in_force(marks) if practice.is_said_today(mark, today)}
    skills = {skill.key: skill for skill in read.skills}
    keys = [key for key in practice.to_try(marks, today=today) if key in skills][:MOST]
    return [Trying(skills[key], _unit_of(read.units, key), read.key, said.get(key)) for key in keys]


def _unit_of(units: Sequence[Unit], skill: str) -> Unit | None:
    return next((unit for unit in units if skill in unit.skills), None)


def say(learner: Learner, skill_key: str, *, did: bool, form_key: str, by: Actor, now: datetime) -> None:
    """Said again on the same day it corrects the first: a slip of the finger does not count."""
    if skill_key not in {one.skill.key for one in tryings(learner, now=now)}:
        raise Refused("このおさらいは、きょうの分ではありません。ページを開き直してください。")
    value, today = ALONE if did else NOT_YET, local_date(now)
    said = [
        mark
        for mark in in_force(queries.marks_of(learner.person_id))
        if mark.skill == skill_key and practice.is_said_today(mark, today)
    ]
    if said and said[-1].value == value:
        return
    learning.mark(
        learner,
        skill_key=skill_key,
        value=value,
        source=MarkSource.SELF,
        lesson=None,
        by=by,
        now=now,
        client_key=f"self-{form_key}-{skill_key}",
        corrects=db.session.get(Mark, said[-1].number) if said else None,
    )
    learning.settle(learner, lesson=None, now=now)
