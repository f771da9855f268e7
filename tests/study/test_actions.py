from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make
from tests.study import scene
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.learning.models import Mark, Review
from tutor.learning.queries import current_enrolment, standings
from tutor.study import queries
from tutor.study.actions import Pressed, again, answer, begin, finish, turn
from tutor.study.models import Study, StudyAnswer, StudyPage
from tutor.study.rules import Sheet

NOW, LATER = make.NOW, make.NOW + timedelta(minutes=5)
ASKED, LAST = Sheet("question"), 5


@pytest.fixture
def learner(database):
    return scene.enrolled()


@pytest.fixture
def study(learner):
    return begin(learner, scene.unit(), by=WORKER, now=NOW)


def press(study, choice, key, *, now=LATER):
    answer(study, Pressed(ASKED, choice, key), by=WORKER, now=now)


def read(study, *, choice=0, key="k"):
    press(study, choice, key)
    turn(study, page=LAST, now=LATER)


def marks():
    return [(row.skill_key, row.value) for row in db.session.query(Mark).order_by(Mark.id)]


def test_unit_is_begun_once(learner, study):
    assert begin(learner, scene.unit(), by=WORKER, now=LATER) is study
    assert db.session.query(Study).count() == 1


def test_turning_keeps_the_page_and_when_each_was_seen_first(study):
    for page, now in ((1, NOW), (2, LATER), (1, LATER)):
        turn(study, page=page, now=now)

    seen = [(row.n, row.seen_at) for row in db.session.query(StudyPage).order_by(StudyPage.n)]
    assert seen == [(0, NOW), (1, NOW), (2, LATER)]
    assert (study.page, study.seen_at) == (1, LATER)


def test_open_question_is_not_passed(study):
    assert turn(study, page=LAST, now=NOW) == 4
    press(study, 1, "a")
    assert turn(study, page=LAST, now=NOW) == LAST


def test_first_try_is_a_mark_of_the_skill_it_is_evidence_of(learner, study):
    press(study, 1, "a")
    press(study, 0, "b")

    assert marks() == [("call", 1)]
    assert standings(learner, now=LATER) == {"call": 1}
    assert queries.answers(study) == {ASKED: 0}


def test_key_of_a_form_counts_once(study):
    press(study, 0, "same")
    press(study, 1, "same")

    assert [(row.choice, row.right) for row in db.session.query(StudyAnswer)] == [(0, True)]


def test_quiz_alone_brings_nothing_onto_the_ladder(study):
    press(study, 0, "a")

    assert db.session.query(Review).count() == 0


def test_question_without_a_skill_leaves_no_mark(learner):
    read = scene.content()
    plain = [
        replace(one, questions=(replace(scene.ASKED, skill=""),)) if one.key == "talk" else one
        for one in read.units
    ]
    publish(replace(read, units=tuple(plain)), by=WORKER, now=NOW)
    # The old version is still the learner's own: the new unit is read, and is evidence of nothing.
    press(begin(learner, scene.unit(), by=WORKER, now=NOW), 0, "a")

    assert marks() == []


@pytest.mark.parametrize(
    ("sheet", "choice"), [(ASKED, 2), (ASKED, -1), (Sheet("page"), 0), (Sheet("question", 1), 0)]
)
def test_answer_that_does_not_exist_is_refused(study, sheet, choice):
    with pytest.raises(Refused):
        answer(study, Pressed(sheet, choice, "a"), by=WORKER, now=NOW)
    assert db.session.query(StudyAnswer).count() == 0


def test_done_ends_the_homework_of_this_unit_and_no_other(learner, study):
    this, other = scene.given(learner), scene.given(learner, "see")
    read(study)

    finish(study, by=WORKER, now=LATER)

    assert (study.done_at, study.page) == (LATER, 0)
    assert (this.done_at, other.done_at) == (LATER, None)


def test_done_twice_is_done_once(study):
    read(study)
    finish(study, by=WORKER, now=LATER)

    finish(study, by=WORKER, now=LATER + timedelta(seconds=1))

    assert (study.done_at, study.round) == (LATER, 2)


def test_done_is_refused_while_a_question_is_open(study):
    with pytest.raises(Refused, match="こたえていない"):
        finish(study, by=WORKER, now=LATER)
    assert study.done_at is None


def test_once_more_asks_anew_and_its_first_try_counts_again(study):
    read(study, choice=1)
    again(study, now=LATER)

    assert queries.answers(study) == {}
    read(study, choice=0, key="second")
    assert marks() == [("call", 1), ("call", 2)]


def test_once_more_before_anything_was_read_changes_no_round(study):
    again(study, now=LATER)

    assert study.round == 1


def test_homework_of_an_older_version_is_found_and_the_enrolled_one_comes_first(learner):
    old = scene.unit()
    scene.given(learner)
    version = publish(replace(scene.content(), title="新しい版"), by=WORKER, now=NOW)

    assert queries.unit_of(learner, "small", "talk") is old
    current_enrolment(learner).version = version
    db.session.flush()
    assert queries.unit_of(learner, "small", "talk") is scene.unit()
    assert scene.unit() is not old


def test_unit_of_nobodys_enrolment_is_not_there(learner):
    with pytest.raises(NotFound):
        queries.unit_of(make.learner(), "small", "talk")
    with pytest.raises(NotFound):
        queries.unit_of(learner, "small", "nothing")
