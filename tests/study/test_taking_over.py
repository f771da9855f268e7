"""A new version is taken over: marks, homework and reading go on; nobody answered what was not asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make
from tests.study import scene
from tutor.actor import WORKER
from tutor.changes.models import Change
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Curriculum, Question
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import placements
from tutor.learning.actions import enrol, finish_homework, mark
from tutor.learning.homework_queries import open_homework
from tutor.learning.older_versions import learners_by_version, on_older, versions_in_use
from tutor.learning.queries import current_enrolment, level_of
from tutor.learning.rules import MarkSource
from tutor.office.models import Municipality
from tutor.people.models import Learner
from tutor.study import queries
from tutor.study.actions import begin, turn
from tutor.study.taking_over import ask_for_all, take_over
from tutor.study.taking_over_all import take_over_all

NOW = make.NOW


@pytest.fixture
def learner(database) -> Learner:
    return scene.enrolled()


def newer(read: Curriculum | None = None) -> CurriculumVersion:
    return publish(replace(read or scene.content(), title="新しい版"), by=WORKER, now=NOW)


def changed(**values) -> Curriculum:
    """The unit "talk" in other words."""
    read = scene.content()
    units = [replace(one, **values) if one.key == "talk" else one for one in read.units]
    return replace(read, units=tuple(units))


def over(learner: Learner, version: CurriculumVersion) -> bool:
    enrolment = current_enrolment(learner)
    assert enrolment is not None
    return take_over(enrolment, version, by=WORKER, now=NOW)


def test_an_enrolment_keeps_its_version_until_somebody_decides(learner):
    version = newer()
    assert current_enrolment(learner).version.number == 1

    assert over(learner, version)

    assert current_enrolment(learner).version is version
    assert db.session.query(Change).filter_by(verb="take_over_version").count() == 1
    assert not over(learner, version), "twice changes nothing"


def test_an_older_version_and_another_curriculum_are_no_way_on(learner):
    first = current_enrolment(learner).version
    other = publish(replace(scene.content(), key="other", skills=(), units=()), by=WORKER, now=NOW)
    over(learner, newer())

    for version in (first, other):
        with pytest.raises(Refused, match="新しい版ではありません"):
            over(learner, version)


def test_open_homework_becomes_the_unit_of_the_new_version(learner):
    given = scene.given(learner)
    done = scene.given(learner, "see")
    finish_homework(done, by=WORKER, now=NOW)
    old = done.unit

    over(learner, newer())

    assert given.unit is scene.unit()
    assert done.unit is old
    assert scene.given(learner) is given, "it is not given twice"


def test_homework_of_a_unit_that_went_can_still_be_read_and_done(learner):
    given = scene.given(learner)
    read = scene.content()
    over(learner, newer(replace(read, units=tuple(one for one in read.units if one.key != "talk"))))

    assert [one.unit.key for one in open_homework(learner)] == ["talk"]
    assert queries.unit_of(learner, "small", "talk") is given.unit


def test_how_far_a_unit_was_read_stays_where_its_questions_are_the_same(learner):
    study = begin(learner, scene.unit(), by=WORKER, now=NOW)
    turn(study, page=1, now=NOW)
    over(learner, newer(changed(why="ほかのわけ")))

    assert queries.own_reading(learner, "small", "talk") == (scene.unit(), study)
    assert study.page == 1


@pytest.mark.parametrize("part", ["questions", "pages"])
def test_a_unit_that_asks_something_else_is_read_anew(learner, part: str):
    study = begin(learner, scene.unit(), by=WORKER, now=NOW)
    before = study.unit_id
    asked = Question("切るには", scene.ASKED.choices, skill="call")
    talk = scene.content().units[1]
    over(
        learner,
        newer(changed(**{"questions": {"questions": (asked,)}, "pages": {"pages": talk.pages[:2]}}[part])),
    )

    assert queries.own_reading(learner, "small", "talk") == (scene.unit(), None)
    assert study.unit_id == before, "what was answered stays with what was asked"


def test_the_level_is_what_the_new_version_says_of_the_same_marks(learner):
    for key in ("tap", "home"):
        mark(
            learner,
            skill_key=key,
            value=4,
            source=MarkSource.PLACEMENT,
            lesson=None,
            by=WORKER,
            now=NOW,
            client_key=key,
        )
    assert level_of(learner, now=NOW) == 0
    read = scene.content()
    harder = replace(read.skills[2], key="hold", stage=0)
    units = (replace(read.units[0], skills=("tap", "home", "hold")), *read.units[1:])

    over(learner, newer(replace(read, skills=(*read.skills, harder), units=units)))

    assert level_of(learner, now=NOW) is None


def test_nobody_is_moved_in_the_middle_of_a_placement(learner):
    placements.begin(learner, curriculum_key="small", by=WORKER, now=NOW)

    with pytest.raises(Refused, match="電話で段階をたずねている途中"):
        over(learner, newer())


@pytest.fixture
def town(learner):
    """Two learners with lessons in a programme, one of them asked by telephone just now; one without."""
    place = db.session.get_one(Municipality, learner.municipality_id)
    programme = make.programme(place)
    second, third = make.learner(place), make.learner(place)
    for one in (second, third):
        enrol(one, curriculum_key="small", by=WORKER, now=NOW)
    for days, one in enumerate((learner, second)):
        make.lesson((), (one,), programme=programme, starts_at=NOW + timedelta(days=days))
    placements.begin(second, curriculum_key="small", by=WORKER, now=NOW)
    db.session.commit()
    return programme, learner, second, third


def test_all_of_a_programme_go_on_but_who_is_being_asked_and_who_has_no_lesson_in_it(town):
    programme, first, second, third = town
    version = newer()
    db.session.commit()
    assert len(on_older(version, programme)) == 2
    assert [(one.number, count) for one, count in versions_in_use(on_older(version, programme))] == [(1, 2)]
    job = ask_for_all(version, programme, by=WORKER, now=NOW)
    assert ask_for_all(version, programme, by=WORKER, now=NOW) is job

    told = []
    said = take_over_all(
        {"version": version.id, "programme": programme.id},
        lambda *told_: told.append(told_[:2]),
        lambda: False,
    )

    assert str(said) == "1人が新しい版になりました。1人は、電話でたずねている途中なので、前の版のままです。"
    assert told == [(1, 2), (2, 2)]
    assert [current_enrolment(one).version.number for one in (first, second, third)] == [2, 1, 1]
    assert learners_by_version([programme.municipality_id]) == {
        version.id: 1,
        current_enrolment(third).version_id: 2,
    }


def test_whoever_stops_it_stops_it(town):
    programme, first, _, _ = town
    version = newer()
    db.session.commit()

    said = take_over_all({"version": version.id, "programme": programme.id}, lambda *_: None, lambda: True)

    assert str(said) == "0人が新しい版になりました。"
    assert current_enrolment(first).version.number == 1
