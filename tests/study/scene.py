"""A learner who is enrolled in a unit with one question."""

from dataclasses import replace

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Choice, Curriculum, Question
from tutor.learning.actions import enrol, give_homework
from tutor.learning.models import Homework
from tutor.people.models import Learner

ASKED = Question("かけるには", (Choice("緑", True, ""), Choice("赤", False, "")), skill="call")


def content() -> Curriculum:
    """two_stages, and in "talk" (three pages, an exercise) a question about calls."""
    read = two_stages()
    units = [replace(one, questions=(ASKED,)) if one.key == "talk" else one for one in read.units]
    return replace(read, units=tuple(units))


def enrolled() -> Learner:
    publish(content(), by=WORKER, now=make.NOW)
    someone = make.learner()
    enrol(someone, curriculum_key="small", by=WORKER, now=make.NOW)
    return someone


def unit(key: str = "talk"):
    return curricula.unit("small", key)


def given(learner: Learner, key: str = "talk") -> Homework:
    return give_homework(learner, unit=unit(key), lesson=None, due_on=None, by=WORKER, now=make.NOW)
