"""What a family can use together: the next lesson, the units in hand, and how to help without taking over."""

from dataclasses import dataclass
from datetime import datetime

from tutor.curriculum import queries as curricula
from tutor.learning import homework_queries
from tutor.learning.models import Homework
from tutor.lessons import queries as lessons
from tutor.lessons.models import Lesson
from tutor.people.models import Learner
from tutor.web.papers.handouts import Handout, of_unit


@dataclass(frozen=True)
class FamilyPack:
    learner: Learner
    lesson: Lesson | None
    given: tuple[tuple[Homework, Handout], ...]


def family_pack(learner: Learner, *, now: datetime) -> FamilyPack:
    phone, language = learner.phone_kind.value, learner.person.language
    given = homework_queries.open_homework(learner)
    return FamilyPack(
        learner,
        lessons.next_of_learner(learner.person_id, now=now),
        tuple(
            (one, of_unit(curricula.unit_content(one.unit, language), phone=phone, language=language))
            for one in given
        ),
    )
