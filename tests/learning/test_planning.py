"""The plan of a lesson: read from the marks of before, kept once somebody chooses otherwise."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make
from tests.curriculum.plain_content import two_stages, unit
from tutor.actor import WORKER
from tutor.changes.models import Change
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import actions, planning
from tutor.learning.models import PlannedUnit
from tutor.learning.rules import MarkSource
from tutor.lessons.models import Came, LessonState

NOW = make.NOW


@pytest.fixture
def lesson(database):
    """Tomorrow, for two; one of them is enrolled."""
    publish(two_stages(), by=WORKER, now=NOW)
    pair = (make.learner(goal="photoを送りたい"), make.learner())
    actions.enrol(pair[0], curriculum_key="small", by=WORKER, now=NOW)
    return make.lesson((make.tutor(), make.tutor()), pair, starts_at=NOW + timedelta(days=1))


def plan(lesson):
    return planning.plan(lesson, beginning=curricula.newest("small"), now=NOW)


def keys(lesson):
    return [one.unit.key for one in plan(lesson).units]


def swap(lesson, old, new):
    planning.swap(lesson, old=old, new=new, beginning=curricula.newest("small"), by=WORKER, now=NOW)


def test_plan_is_proposed_for_all_who_come_and_stored_by_nobody(lesson):
    found = plan(lesson)

    assert [one.unit.key for one in found.units] == ["touch", "see", "talk"]
    assert (len(found.pupils), found.changed) == (2, False)
    assert db.session.query(PlannedUnit).count() == 0


def test_marks_of_the_lesson_itself_move_nothing(lesson):
    learner = lesson.attendances[0].learner
    before = plan(lesson)
    for skill in ("tap", "home"):
        given = {"source": MarkSource.TUTOR, "by": WORKER, "now": NOW, "client_key": skill}
        actions.mark(learner, skill_key=skill, value=4, lesson=lesson, **given)

    assert plan(lesson).units == before.units


def test_who_has_missed_it_is_not_planned_for(lesson):
    lesson.attendances[0].came = Came.MISSED
    assert len(plan(lesson).pupils) == 1
    lesson.attendances[1].came = Came.MISSED
    assert plan(lesson) is None


def test_without_a_curriculum_there_is_no_plan(database):
    assert plan(make.lesson((), (make.learner(),))) is None


@pytest.fixture
def wide(lesson):
    """A version with a fourth unit, which both learn by."""
    units = (*two_stages().units, unit("wave", 4, "home"))
    version = publish(replace(two_stages(), units=units), by=WORKER, now=NOW)
    for row in lesson.attendances:
        for open_ in db.session.query(actions.Enrolment).filter_by(learner_id=row.learner_id):
            open_.version_id = version.id
    db.session.flush()
    return lesson


def test_swap_is_kept_in_its_place_and_can_be_taken_back(wide):
    before = keys(wide)
    out, new = before[1], plan(wide).others[0].unit.key

    swap(wide, out, new)

    assert keys(wide) == [before[0], new, before[2]]
    assert plan(wide).changed
    planning.follow_proposal(wide, by=WORKER, now=NOW)
    assert (keys(wide), plan(wide).changed) == (before, False)
    verbs = [one.verb for one in db.session.query(Change).filter_by(subject_kind="lesson")]
    assert verbs.count("plan_lesson") == 2


def test_same_press_twice_changes_once_and_a_colleagues_choice_is_not_undone(wide):
    out, new = keys(wide)[1], plan(wide).others[0].unit.key
    swap(wide, out, new)
    after = keys(wide)

    swap(wide, out, new)
    assert keys(wide) == after
    with pytest.raises(Refused, match="たった今変わりました"):
        swap(wide, out, "nothing")


def test_unit_that_is_not_in_the_curriculum_is_refused(wide):
    with pytest.raises(Refused, match="教材にはありません"):
        swap(wide, keys(wide)[0], "nothing")


@pytest.mark.parametrize("state", [LessonState.FINISHED, LessonState.CANCELLED])
def test_plan_of_a_lesson_that_is_over_is_left_alone(wide, state):
    wide.state, wide.live = state, state is LessonState.FINISHED
    db.session.flush()

    with pytest.raises(Refused, match="計画は変えられません"):
        swap(wide, "touch", "wave")
    with pytest.raises(Refused):
        planning.follow_proposal(wide, by=WORKER, now=NOW)


def test_place_of_a_unit_that_a_new_version_no_longer_has_is_proposed_again(wide):
    swap(wide, keys(wide)[1], plan(wide).others[0].unit.key)
    before = keys(wide)
    db.session.query(PlannedUnit).filter_by(n=0).update({"unit_key": "gone"})

    assert keys(wide)[:2] == before[1:]
    assert len(keys(wide)) == 3
