"""Which skills fade among the learners of the actor's cities, and with whom."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, or_, select, tuple_

from tutor.actor import Actor, Role
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Skill
from tutor.database import db
from tutor.errors import nothing_here
from tutor.learning.fading import LOOKED, Faded, Why, faded
from tutor.learning.models import Enrolment, Mark, Review
from tutor.learning.queries import SEEN
from tutor.learning.rules import ALONE, OLD, Seen
from tutor.people.models import Learner, Person
from tutor.reports.finding import Coming, next_lessons

MOST_ROWS = 200


@dataclass(frozen=True)
class SkillFading:
    skill: Skill
    lower: int
    aged: int

    @property
    def people(self) -> int:
        return self.lower + self.aged


@dataclass(frozen=True)
class PersonFading:
    """And what comes next: a review that is due, a lesson."""

    person: Person
    faded: Faded
    review: Review | None
    lesson: Coming | None


def by_skill(actor: Actor, *, now: datetime) -> list[SkillFading]:
    """Of the curricula as they are now, what fades with most people first."""
    counts = Counter((one.skill, one.why) for _, one in _found(actor, now))
    rows = [
        SkillFading(skill, counts[key, Why.LOWER], counts[key, Why.AGED]) for key, skill in _skills().items()
    ]
    return sorted((one for one in rows if one.people), key=lambda one: -one.people)


def of_skill(key: str, actor: Actor, *, now: datetime) -> tuple[Skill, int, list[PersonFading]]:
    """With whom it fades: those without a lesson to come first; and how many there are in all."""
    skill = _skills().get(key)
    if skill is None:
        raise nothing_here()
    found = dict(_found(actor, now, skill=key))
    ids = sorted(found, key=lambda id_: found[id_].looked_at)[:MOST_ROWS]
    people = {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
    rows = select(Review).where(Review.learner_id.in_(ids), Review.skill_key == key)
    reviews = {one.learner_id: one for one in db.session.scalars(rows)}
    lessons = next_lessons(ids, actor, now)
    listed = [PersonFading(people[id_], found[id_], reviews.get(id_), lessons.get(id_)) for id_ in ids]
    return skill, len(found), sorted(listed, key=lambda one: one.lesson is not None)


def _skills() -> dict[str, Skill]:
    return {skill.key: skill for read in curricula.published() for skill in read.skills}


def _found(actor: Actor, now: datetime, *, skill: str | None = None) -> list[tuple[int, Faded]]:
    marks = _marks(actor, now, skill)
    each = [(id_, faded(of_learner, now=now)) for id_, of_learner in marks.items()]
    return [(id_, one) for id_, of_learner in each for one in of_learner.values()]


def _marks(actor: Actor, now: datetime, skill: str | None) -> Mapping[int, Sequence[Seen]]:
    """By learner, every mark of the skills that may have faded."""
    pairs = _may_have_faded(actor, now, skill)
    rows = select(Mark.learner_id, *SEEN).where(tuple_(Mark.learner_id, Mark.skill_key).in_(pairs))
    found: dict[int, list[Seen]] = defaultdict(list)
    for row in db.session.execute(rows):
        found[row[0]].append(Seen(*row[1:]))
    return found


def _may_have_faded(actor: Actor, now: datetime, skill: str | None) -> Select[int, str]:
    """The database leaves out who stands as before; of the rest the rule says who faded."""
    rows = (
        select(Mark.learner_id, Mark.skill_key)
        .where(Mark.source.in_(LOOKED), Mark.learner_id.in_(_learning(actor)))
        .group_by(Mark.learner_id, Mark.skill_key)
        .having(func.max(Mark.value) >= ALONE, or_(*_signs(now)))
    )
    return rows if skill is None else rows.where(Mark.skill_key == skill)


def _signs(now: datetime) -> list[ColumnElement[bool]]:
    """Long not looked at; seen lower after it went alone; or corrected, where only the rule knows."""
    first_said = func.max(case((Mark.corrects_id.is_(None), Mark.at)))
    low = func.max(case((Mark.value < ALONE, Mark.at)))
    alone = func.min(case((Mark.value >= ALONE, Mark.at)))
    return [first_said < now - OLD, low > alone, func.max(Mark.corrects_id).is_not(None)]


def _learning(actor: Actor) -> Select[int]:
    reach = actor.reach(Role.COORDINATOR)
    rows = (
        select(Enrolment.learner_id)
        .join(Learner, Learner.person_id == Enrolment.learner_id)
        .join(Person, Person.id == Learner.person_id)
        .where(Enrolment.ended_at.is_(None), Person.erased_at.is_(None))
    )
    return rows if reach is None else rows.where(Learner.municipality_id.in_(reach))
