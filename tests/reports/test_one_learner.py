from datetime import timedelta

from tests import make
from tests.study import scene
from tutor.learning.actions import mark, settle
from tutor.learning.rules import MarkSource
from tutor.reports.one_learner import learning

NOW = make.NOW


def look(learner, *, now=NOW, **marks):
    by = make.actor(who=make.tutor().person)
    for skill, value in marks.items():
        what = {"skill_key": skill, "value": value, "source": MarkSource.TUTOR, "lesson": None}
        mark(learner, **what, by=by, now=now, client_key=f"{skill}-{now}")
    settle(learner, lesson=None, now=now)


def test_table_says_what_the_picture_shows(database):
    learner = scene.enrolled()
    look(learner, tap=3, home=3, call=3, photo=1)

    found = learning(learner, now=NOW)

    assert found.level == 0
    rows = [(one.step.state, one.held, one.skills, one.reached_at) for one in found.stairs]
    assert rows == [("reached", 2, 2, NOW), ("next", 1, 2, None), ("later", 0, 0, None)]
    assert found.stairs[1].step.missing == ("photoができる",)


def test_stage_that_time_has_taken_away_has_no_day(database):
    learner = scene.enrolled()
    look(learner, tap=3, home=3)

    found = learning(learner, now=NOW + timedelta(days=200))

    assert found.level is None
    assert found.stairs[0].reached_at is None
    assert [one.text for one in found.fading] == ["tapができる", "homeができる"]
    assert found.fading[0].review_on


def test_who_has_not_begun_has_no_stairs(database):
    found = learning(make.learner(), now=NOW)

    assert (found.stairs, found.fading, found.scores, found.next_lesson) == ([], [], [], None)
