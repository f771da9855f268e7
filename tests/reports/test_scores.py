import pytest

from tests import make
from tests.study import scene
from tutor.actor import WORKER, Role
from tutor.database import db
from tutor.learning.actions import enrol
from tutor.office.models import Municipality
from tutor.reports import scores
from tutor.reports.scores import Points
from tutor.study.actions import Pressed, again, answer, begin
from tutor.study.rules import Sheet

NOW = make.NOW


def test_first_try_of_each_question_counts_by_round():
    found = scores.points([(1, 0, False), (1, 0, True), (1, 1, True), (2, 0, True)])

    assert found == {1: Points(1, (1,)), 2: Points(1, ())}
    assert found[1].asked == 2


@pytest.fixture
def learner(database):
    return scene.enrolled()


def pressed(study, *choices):
    for n, choice in enumerate(choices):
        key = f"{study.code}-{study.round}-{n}"
        answer(study, Pressed(Sheet("question"), choice, key), by=WORKER, now=NOW)
    return study


def read(learner, *choices):
    return pressed(begin(learner, scene.unit(), by=WORKER, now=NOW), *choices)


def test_first_and_last_time_stand_beside_each_other(learner):
    study = read(learner, 1, 0)
    again(study, now=NOW)
    pressed(study, 0)

    (one,) = scores.of_learner(learner)

    assert (one.person, one.sheets) == (learner.person, 6)
    assert (one.first, one.last) == (Points(0, (1,)), Points(1, ()))


def test_who_has_not_answered_has_no_points(learner):
    read(learner)

    (one,) = scores.of_learner(learner)

    assert (one.first, one.last) == (None, None)


def test_coordinator_sees_the_own_city_and_nobody_who_was_erased(learner):
    read(learner, 0)
    other = make.learner(make.municipality())
    enrol(other, curriculum_key="small", by=WORKER, now=NOW)
    read(other, 0)
    place = db.session.get(Municipality, learner.municipality_id)
    by = make.actor(Role.COORDINATOR, place=place)

    assert [one.person for one in scores.of_unit([scene.unit()], by)] == [learner.person]
    assert len(scores.of_unit([scene.unit()], make.actor(Role.COORDINATOR))) == 2
    assert scores.of_unit([scene.unit()], make.actor(Role.OFFICER, place=place)) == []
    learner.person.erased_at = NOW
    assert scores.of_unit([scene.unit()], by) == []
