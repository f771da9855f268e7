from tests import make
from tests.study import scene
from tutor.actor import WORKER
from tutor.study import queries
from tutor.study.actions import begin, finish, turn


def shelf(learner):
    found = queries.shelf(learner, language="ja")
    return {one.unit.key: (one.turned, one.done) for _, units in found for one in units}


def test_units_stand_by_stage_with_what_was_read_of_them(database):
    learner = scene.enrolled()
    turn(begin(learner, scene.unit("touch"), by=WORKER, now=make.NOW), page=2, now=make.NOW)
    read = begin(learner, scene.unit("see"), by=WORKER, now=make.NOW)
    turn(read, page=4, now=make.NOW)
    finish(read, by=WORKER, now=make.NOW.replace(hour=5))

    assert shelf(learner) == {"touch": (2, False), "talk": (0, False), "see": (0, True)}
    titles = [stage.title for stage, _ in queries.shelf(learner, language="ja")]
    assert titles == ["段階0", "段階1"]
    assert queries.shelf(make.learner(), language="ja") == []
