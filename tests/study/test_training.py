from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from tests import make
from tests.study import training_scene as scene
from tutor.actor import WORKER
from tutor.changes.models import Change
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import NotFound
from tutor.learning.models import Mark
from tutor.study import training
from tutor.study.models import Study, TrainingPass

NOW, LATER = make.NOW, make.NOW + timedelta(days=3)


@pytest.fixture
def tutor(database):
    scene.published()
    return make.tutor()


def record(tutor):
    (found,) = training.own_records(tutor)
    return found


def passes():
    return [(one.version.number, one.passed_at) for one in db.session.query(TrainingPass)]


def changed(read, key="manners", **values):
    units = tuple(replace(one, **values) if one.key == key else one for one in read.units)
    return replace(read, units=units)


def test_who_has_read_nothing_begins_with_the_first_unit(tutor):
    found = record(tutor)

    assert (found.standing.read, found.standing.units, found.passed) == (0, 2, None)
    assert found.next.unit.key == "manners"
    assert db.session.query(Study).count() == 0


def test_reading_is_a_tutors_own_and_begun_once(tutor):
    study = scene.begun(tutor)

    assert scene.begun(tutor) is study
    assert (study.tutor_id, study.learner_id, study.share_id) == (tutor.person_id, None, None)
    assert scene.begun(make.tutor()) is not study
    change = db.session.query(Change).filter_by(verb="begin_study").first()
    assert change.municipality_id == tutor.household.town.municipality_id


def test_no_mark_comes_of_it(tutor):
    scene.read(tutor, "manners")

    assert db.session.query(Mark).count() == 0


def test_read_whole_and_right_at_first_is_passed_with_its_day(tutor):
    scene.read(tutor, "manners", wrong=1)
    assert passes() == []
    scene.read(tutor, "secrets", now=LATER)

    found = record(tutor)
    assert [one.read.right for one in found.units] == [2, 1]
    assert (found.passed.passed_at, found.passed.version.number, found.next) == (LATER, 1, None)


def test_too_much_wrong_leads_to_the_weakest_unit_once_more(tutor):
    scene.read(tutor, "manners", wrong=2)
    scene.read(tutor, "secrets")

    found = record(tutor)
    assert (found.standing.passed, found.standing.lacking, found.next.unit.key) == (False, 1, "manners")
    scene.read(tutor, "manners", now=LATER)
    assert passes() == [(1, LATER)]


def test_what_was_passed_stays_passed_whatever_is_read_again(tutor):
    for key in ("manners", "secrets"):
        scene.read(tutor, key)
    scene.read(tutor, "manners", wrong=3, now=LATER)

    assert passes() == [(1, NOW)]
    assert record(tutor).passed.passed_at == NOW


def test_newer_version_says_for_which_one_it_was_passed(tutor):
    for key in ("manners", "secrets"):
        scene.read(tutor, key)
    scene.published(changed(scene.content(), questions=scene.questions(2)))

    found = record(tutor)
    assert (found.version.number, found.passed.version.number) == (2, 1)
    assert [one.is_done for one in found.units] == [False, True]


def test_what_is_read_alike_goes_along_into_a_newer_version(tutor):
    study = scene.begun(tutor, "secrets")
    scene.read(tutor, "manners")
    scene.published(changed(scene.content(), title="新しい題"))

    assert [one.is_done for one in record(tutor).units] == [True, False]
    row, kept = training.own_reading(tutor, scene.KEY, "secrets")
    assert kept is study
    assert study.unit is not row
    assert scene.begun(tutor, "secrets") is study
    assert study.unit is row
    scene.read(tutor, "secrets", now=LATER)
    assert passes() == [(2, LATER)]


def test_training_of_another_city_and_what_is_for_learners_is_not_there(tutor):
    version = publish(replace(scene.content(), audience="learners"), by=WORKER, now=NOW)

    assert training.own_records(tutor) == []
    with pytest.raises(NotFound):
        training.own_reading(tutor, scene.KEY, "manners")
    scene.published(changed(scene.content(), minutes=9))
    version.curriculum.municipality_id = make.municipality().id
    db.session.flush()
    assert training.own_records(tutor) == []
    version.curriculum.municipality_id = tutor.household.town.municipality_id
    db.session.flush()
    assert len(training.own_records(tutor)) == 1


def test_unit_that_is_not_there_is_not_found(tutor):
    for curriculum, unit in ((scene.KEY, "nothing"), ("nothing", "manners")):
        with pytest.raises(NotFound):
            training.own_reading(tutor, curriculum, unit)


def test_records_of_many_are_read_at_once(tutor, count_queries):
    tutors = [tutor, *(make.tutor() for _ in range(3))]
    for one in tutors:
        scene.read(one, "manners")
    db.session.flush()
    one, many = (count_queries(partial(training.records, some)) for some in (tutors[:1], tutors))

    assert one == many
    assert [found[0].standing.read for found in training.records(tutors).values()] == [1, 1, 1, 1]
