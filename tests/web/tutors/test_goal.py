"""At the end of a lesson it is asked whether the learner's wish came true."""

import pytest

from tests.web.tutors import scene
from tutor.database import db
from tutor.learning.models import Goal
from tutor.people.models import Learner

PHOTO = "孫に写真を送りたい"


@pytest.fixture
def here(visit):
    with visit.app.app_context():
        db.session.query(Learner).one().goal = PHOTO
        db.session.commit()
    visit.came()
    return visit


def kept(visit: scene.Scene):
    with visit.app.app_context():
        return [(one.words, one.met_at is not None) for one in db.session.query(Goal)]


def answer(visit: scene.Scene, said: str, what: str = "finish"):
    return visit.post(what, **{f"goal-{visit.person}": said})


def test_it_is_asked_in_the_learners_own_words(here):
    assert f"願い「{PHOTO}」は、かないましたか" in here.page()


def test_answer_goes_with_the_end_of_the_lesson(here):
    answer(here, "met")

    assert kept(here) == [(PHOTO, True)]


def test_what_was_kept_on_the_way_may_be_said_otherwise_at_the_end(here):
    answer(here, "met", "keep")
    answer(here, "not_yet")

    assert kept(here) == [(PHOTO, False)]


@pytest.mark.parametrize("said", ["", "perhaps"])
def test_without_an_answer_nothing_is_written(here, said):
    answer(here, said)

    assert kept(here) == []
