"""A training of two units for tutors: three questions in the first, one in the second."""

from dataclasses import replace

from tests import make
from tests.curriculum.plain_content import curriculum, skill, unit
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.curriculum.content import TUTORS, Choice, Curriculum, Question
from tutor.curriculum.models import CurriculumVersion
from tutor.people.models import Tutor
from tutor.study import training_actions
from tutor.study.actions import Pressed, answer, finish, turn
from tutor.study.models import Study
from tutor.study.rules import Sheet

KEY = "kenshu"
CHOICES = (Choice("聞かない", True, "そうです。"), Choice("聞く", False, "聞きません。"))


def questions(number: int) -> tuple[Question, ...]:
    return tuple(Question(f"暗証番号は{n}", CHOICES) for n in range(number))


def content(*, percent: int = 75) -> Curriculum:
    units = (
        replace(unit("manners", 1, "greet"), questions=questions(3)),
        replace(unit("secrets", 2, "greet"), questions=questions(1)),
    )
    read = curriculum((skill("greet"),), units=units, key=KEY, title="講師の研修")
    return replace(read, audience=TUTORS, pass_percent=percent)


def published(read: Curriculum | None = None) -> CurriculumVersion:
    return publish(read or content(), by=WORKER, now=make.NOW)


def begun(tutor: Tutor, key: str = "manners") -> Study:
    return training_actions.begin(tutor, KEY, key, by=WORKER, now=make.NOW)


def read(tutor: Tutor, key: str, *, wrong: int = 0, now=make.NOW) -> Study:
    """To its end, the first so many questions wrong at the first try."""
    study = begun(tutor, key)
    number = {"manners": 3, "secrets": 1}[key]
    for n in range(number):
        for choice in (1, 0) if n < wrong else (0,):
            form_key = f"{study.code}-{study.round}-{n}-{choice}"
            answer(study, Pressed(Sheet("question", n), choice, form_key), by=WORKER, now=now)
    turn(study, page=99, now=now)
    finish(study, by=WORKER, now=now)
    training_actions.settle(tutor, KEY, by=WORKER, now=now)
    return study
