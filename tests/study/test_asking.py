from datetime import timedelta

import pytest

from tests import make
from tests.study import scene
from tutor.actor import WORKER
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.study.asking import LONGEST, MOST_OPEN, ask, open_questions, question_of, settle_question
from tutor.study.models import TeacherQuestion

NOW = make.NOW


@pytest.fixture
def learner(database):
    return scene.enrolled()


def asked(learner, key="k", text="どこを押しますか", *, now=NOW):
    return ask(learner, scene.unit(), page=1, text=text, form_key=key, by=WORKER, now=now)


def test_form_sent_twice_asks_once(learner):
    assert asked(learner) is asked(learner)
    assert db.session.query(TeacherQuestion).count() == 1


def test_question_needs_no_words_but_not_too_many(learner):
    assert asked(learner, text="  ").text == ""
    with pytest.raises(Refused, match="300文字"):
        asked(learner, "long", "あ" * (LONGEST + 1))


def test_more_than_a_lesson_can_answer_is_refused(learner):
    for n in range(MOST_OPEN):
        asked(learner, f"k{n}")

    with pytest.raises(Refused, match="たくさんたまりました"):
        asked(learner, "one more")


def test_answered_in_a_lesson_it_waits_no_longer_but_is_shown_there(learner):
    first, second = asked(learner, "a"), asked(learner, "b", now=NOW + timedelta(minutes=1))
    lesson, other = make.lesson((), (learner,)), make.lesson()

    settle_question(first, lesson, answered=True, by=WORKER, now=NOW)

    assert list(open_questions([learner.person_id])) == [second]
    assert list(open_questions([learner.person_id], lesson=lesson)) == [first, second]
    assert list(open_questions([learner.person_id], lesson=other)) == [second]


def test_answer_can_be_taken_back(learner):
    one, lesson = asked(learner), make.lesson((), (learner,))
    settle_question(one, lesson, answered=True, by=WORKER, now=NOW)

    settle_question(one, lesson, answered=False, by=WORKER, now=NOW)

    assert list(open_questions([learner.person_id])) == [one]


def test_question_is_found_in_the_lessons_of_its_learner_only(learner):
    one = asked(learner)

    assert question_of(make.lesson((), (learner,)), one.code) is one
    with pytest.raises(NotFound):
        question_of(make.lesson((), (make.learner(),)), one.code)
