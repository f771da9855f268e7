"""A tutor's day on one sheet: where, whom, which way, what was said last time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.lessons import queries
from tutor.lessons.models import Lesson
from tutor.people.models import Learner, Person
from tutor.web.planned import Planned, planned

AT_ONE_HOME = 5


@dataclass(frozen=True)
class Visitor:
    """A learner, and the last lesson he or she came to."""

    learner: Learner
    last: Lesson | None


@dataclass(frozen=True)
class Stop:
    lesson: Lesson
    colleagues: tuple[Person, ...]
    visitors: tuple[Visitor, ...]
    planned: Planned | None


@dataclass(frozen=True)
class Sheet:
    tutor: Person
    stops: tuple[Stop, ...]


def day_sheets(lessons: Sequence[Lesson], *, now: datetime) -> list[Sheet]:
    """One for each tutor who has something that day, by reading."""
    by_tutor: Mapping[Person, list[Stop]] = defaultdict(list)
    for lesson in lessons:
        visitors, plan = _visitors(lesson), planned(lesson, now=now)
        for row in lesson.assigned:
            others = tuple(one.tutor.person for one in lesson.assigned if one is not row)
            by_tutor[row.tutor.person].append(Stop(lesson, others, visitors, plan))
    names = sorted(by_tutor, key=lambda one: (one.reading_folded, one.id))
    return [Sheet(one, tuple(by_tutor[one])) for one in names]


def _visitors(lesson: Lesson) -> tuple[Visitor, ...]:
    """In a class nobody reads ten histories: names only."""
    learners = [row.learner for row in lesson.attendances]
    learners.sort(key=lambda one: (one.person.reading_folded, one.person_id))
    at_home = len(learners) <= AT_ONE_HOME
    return tuple(Visitor(one, _last(one, lesson) if at_home else None) for one in learners)


def _last(learner: Learner, lesson: Lesson) -> Lesson | None:
    return queries.last_of_learner(learner.person_id, before=lesson.starts_at)
