from dataclasses import replace

import pytest

from tests import make
from tests.study import scene
from tutor.actor import VISITOR, WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.learning.models import Mark
from tutor.study import sharing
from tutor.study.actions import Pressed, answer, finish, turn
from tutor.study.models import Study
from tutor.study.rules import Sheet

NOW = make.NOW


@pytest.fixture
def city(database):
    publish(scene.content(), by=WORKER, now=NOW)
    return make.municipality()


@pytest.fixture
def lent(city):
    return share(city)


def share(city):
    return sharing.share(scene.unit(), city, by=WORKER, now=NOW)


def test_one_open_code_for_each_unit_and_city(city, lent):
    assert share(city) is lent
    assert share(make.municipality()) is not lent
    sharing.close(lent, by=WORKER, now=NOW)
    assert share(city).code != lent.code


def test_code_is_short_enough_to_be_read_aloud(lent):
    assert len(lent.code) == 6


def test_reader_is_known_by_nothing_but_a_hash(lent):
    study = sharing.begin(lent, "a word in a cookie", now=NOW)

    assert sharing.begin(lent, "a word in a cookie", now=NOW) is study
    assert sharing.begin(lent, "another", now=NOW) is not study
    assert sharing.study_of(lent, "") is None
    assert study.learner_id is None
    assert "a word" not in study.reader_hash


def test_stranger_reads_to_the_end_and_leaves_no_mark(lent):
    study = sharing.begin(lent, "x", now=NOW)
    answer(study, Pressed(Sheet("question"), 0, "k"), by=VISITOR, now=NOW)
    turn(study, page=5, now=NOW)

    finish(study, by=VISITOR, now=NOW.replace(hour=5))

    assert study.done_at is not None
    assert db.session.query(Mark).count() == 0


def test_who_began_goes_on_in_that_version_and_who_comes_later_gets_the_new_one(lent):
    old = sharing.begin(lent, "early", now=NOW).unit
    publish(replace(scene.content(), title="新しい版"), by=WORKER, now=NOW)

    assert sharing.begin(lent, "early", now=NOW).unit is old
    assert sharing.begin(lent, "late", now=NOW).unit is not old


def test_closed_share_begins_nothing(lent):
    sharing.close(lent, by=WORKER, now=NOW)

    with pytest.raises(Refused, match="おわりました"):
        sharing.begin(lent, "x", now=NOW)
    assert db.session.query(Study).count() == 0


def test_share_whose_unit_has_left_the_curriculum_is_as_good_as_closed(lent):
    read = scene.content()
    left = tuple(one for one in read.units if one.key != "talk")
    publish(replace(read, units=left), by=WORKER, now=NOW)

    assert not sharing.is_open(lent)
    with pytest.raises(Refused, match="おわりました"):
        sharing.begin(lent, "x", now=NOW)


def test_staff_see_the_open_shares_of_their_cities_with_their_readers(city, lent):
    other = share(make.municipality())
    sharing.begin(lent, "x", now=NOW)
    by = make.actor(Role.COORDINATOR, place=city)

    assert sharing.shares(by) == [(lent, 1)]
    assert sharing.shares(make.actor(Role.COORDINATOR)) == [(other, 0), (lent, 1)]
    assert sharing.share_of(lent.code, actor=by) is lent
    with pytest.raises(NotFound):
        sharing.share_of(other.code, actor=by)
    sharing.close(lent, by=by, now=NOW)
    assert sharing.shares(by) == []


def test_curriculum_of_one_city_is_not_lent_by_another(city):
    owner = make.municipality()
    scene.unit().version.curriculum.municipality_id = owner.id

    with pytest.raises(Refused, match="ほかの市町村"):
        share(city)
    assert share(owner)


def test_training_of_our_own_is_not_lent(city):
    publish(replace(scene.content(), audience="tutors"), by=WORKER, now=NOW)

    with pytest.raises(Refused, match="研修"):
        share(city)
