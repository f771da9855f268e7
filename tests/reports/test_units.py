from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make
from tests.study import scene
from tutor.actor import VISITOR, WORKER, Role
from tutor.curriculum.actions import publish
from tutor.errors import NotFound
from tutor.learning.actions import enrol
from tutor.reports import units
from tutor.study import sharing
from tutor.study.actions import Pressed, again, answer, begin, finish, turn
from tutor.study.rules import Sheet

NOW = make.NOW
KEY, QUESTION, LAST = "small/talk", Sheet("question"), 5


@pytest.fixture
def city(database):
    publish(scene.content(), by=WORKER, now=NOW)
    return make.municipality()


def reader(city, *choices, page=None):
    """Begins the unit, presses these one after the other, and opens that sheet."""
    learner = make.learner(city)
    enrol(learner, curriculum_key="small", by=WORKER, now=NOW)
    study = begin(learner, scene.unit(), by=WORKER, now=NOW)
    return pressed(study, *choices, page=page)


def pressed(study, *choices, page=None):
    for n, choice in enumerate(choices):
        key = f"{study.code}-{study.round}-{n}"
        answer(study, Pressed(QUESTION, choice, key), by=WORKER, now=NOW)
    if page is not None:
        turn(study, page=page, now=NOW)
    return study


def coordinator(city):
    return make.actor(Role.COORDINATOR, place=city)


def seen(city, role=Role.COORDINATOR):
    return units.one_unit(KEY, make.actor(role, place=city), role=role)


def test_pages_seen_and_where_people_stop(city):
    reader(city)
    back = reader(city, page=2)
    turn(back, page=1, now=NOW)
    done = reader(city, 0, page=LAST)
    finish(done, by=WORKER, now=NOW + timedelta(hours=1))

    (found,) = seen(city)

    assert (found.own.began, found.own.finished) == (3, 1)
    assert [(int(opened), int(stopped)) for _, opened, stopped in found.own.sheets] == [
        (3, 1), (1, 0), (1, 1), (0, 0), (0, 0), (1, 0),
    ]  # fmt: skip


def test_only_the_first_try_of_the_first_time_through_counts(city):
    study = reader(city, 1, 0, 0)
    again(study, now=NOW)
    pressed(study, 0)
    reader(city, 0)

    (question,) = seen(city)[0].own.questions

    assert [int(number) for _, _, number in question.choices] == [1, 1]
    assert question.percent == 50


def test_who_comes_by_a_code_is_counted_apart(city):
    lent = sharing.share(scene.unit(), city, by=WORKER, now=NOW)
    stranger = sharing.begin(lent, "x", now=NOW)
    answer(stranger, Pressed(QUESTION, 1, "k"), by=VISITOR, now=NOW)

    (found,) = seen(city)

    assert (found.own.began, found.lent.began) == (0, 1)
    assert found.lent.questions[0].percent == 0


def test_version_that_somebody_has_begun_stands_beside_the_newest(city):
    reader(city)
    publish(replace(scene.content(), title="新しい版"), by=WORKER, now=NOW)

    newest, old = seen(city)

    assert (newest.is_newest, newest.own.began) == (True, 0)
    assert (old.is_newest, old.own.began) == (False, 1)


def test_readers_of_another_city_are_not_counted(city):
    reader(city)
    elsewhere = make.municipality()
    reader(elsewhere), reader(elsewhere)
    lent = sharing.share(scene.unit(), elsewhere, by=WORKER, now=NOW)
    sharing.begin(lent, "x", now=NOW)

    (found,) = seen(city)

    assert (found.own.began, found.lent.began) == (1, 0)
    assert units.one_unit(KEY, make.actor(Role.COORDINATOR), role=Role.COORDINATOR)[0].own.began == 3


def test_unit_that_nobody_of_the_city_reads_is_not_there(city):
    with pytest.raises(NotFound):
        seen(city)
    reader(city)
    assert seen(city)
    with pytest.raises(NotFound):
        units.one_unit("small/nothing", coordinator(city), role=Role.COORDINATOR)


def test_all_units_are_listed_and_what_is_to_be_mended(city):
    reader(city, 1), reader(city, 1), reader(city, 0)

    found = units.all_units(coordinator(city), role=Role.COORDINATOR)

    assert [one.key for one in found] == ["small/touch", KEY, "small/see"]
    assert [(one.key, asked.percent) for one, asked in units.to_mend(found)] == [(KEY, 33)]


def test_officer_reads_no_small_number(city):
    reader(city, 1), reader(city, 1)

    (found,) = seen(city, Role.OFFICER)

    assert str(found.own.began) == "3未満"
    assert [str(number) for _, _, number in found.own.questions[0].choices] == ["0", "3未満"]


def test_what_is_not_for_learners_is_in_no_figure(city):
    publish(replace(scene.content(), audience="families"), by=WORKER, now=NOW)
    sharing.share(scene.unit(), city, by=WORKER, now=NOW)

    everywhere = make.actor(Role.COORDINATOR)
    assert [units.all_units(who, role=Role.COORDINATOR) for who in (coordinator(city), everywhere)] == [
        [],
        [],
    ]
    with pytest.raises(NotFound):
        seen(city)
