"""How one learner learns: the stairs with their figures, what was answered, what fades."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from tutor.curriculum import queries as curricula
from tutor.database import db
from tutor.learning import fading, queries, rules
from tutor.learning.fading import Faded
from tutor.learning.models import Review, StageReached
from tutor.learning.shown import Progress, Step
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson
from tutor.people.models import Learner
from tutor.reports import scores
from tutor.reports.scores import Score


@dataclass(frozen=True)
class Stair:
    """A step, how many of its skills go alone, and since when it is reached."""

    step: Step
    held: int
    skills: int
    reached_at: datetime | None


@dataclass(frozen=True)
class Fading:
    text: str
    faded: Faded
    review_on: date | None


@dataclass(frozen=True)
class Learning:
    level: int | None
    stairs: Sequence[Stair]
    fading: Sequence[Fading]
    scores: Sequence[Score]
    next_lesson: Lesson | None

    @property
    def steps(self) -> list[Step]:
        return [stair.step for stair in self.stairs]


def learning(learner: Learner, *, now: datetime) -> Learning:
    enrolment = queries.current_enrolment(learner)
    marks = queries.marks_of(learner.person_id)
    progress = None
    if enrolment:
        held = rules.standings(marks, now=now)
        progress = Progress(curricula.content_of(enrolment.version), held)
    reached = _reached(learner, enrolment.curriculum_id) if enrolment else {}
    return Learning(
        level=progress.level if progress else None,
        stairs=stairs(progress, reached) if progress else [],
        fading=_fading(learner, progress, fading.faded(marks, now=now)) if progress else [],
        scores=scores.of_learner(learner),
        next_lesson=lessons.next_of_learner(learner.person_id, now=now),
    )


def stairs(progress: Progress, reached: Mapping[int, datetime]) -> list[Stair]:
    """A stage whose skills are not written yet has none to count."""
    found = []
    for step in progress.steps:
        skills = progress.content.skills_of(step.number)
        held = sum(progress.standings.get(skill.key, 0) >= rules.ALONE for skill in skills)
        at = reached.get(step.number) if step.state == "reached" else None
        found.append(Stair(step, held, len(skills), at))
    return found


def _reached(learner: Learner, curriculum_id: int) -> dict[int, datetime]:
    rows = select(StageReached.stage, StageReached.at).where(
        StageReached.learner_id == learner.person_id, StageReached.curriculum_id == curriculum_id
    )
    return {row.stage: row.at for row in db.session.execute(rows)}


def _fading(learner: Learner, progress: Progress, found: Mapping[str, Faded]) -> list[Fading]:
    rows = select(Review.skill_key, Review.due_on).where(Review.learner_id == learner.person_id)
    due = {row.skill_key: row.due_on for row in db.session.execute(rows)}
    skills = [skill for skill in progress.content.skills if skill.key in found]
    return [Fading(skill.text, found[skill.key], due.get(skill.key)) for skill in skills]
