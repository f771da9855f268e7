"""The levels of everybody are those of each."""

from datetime import timedelta

import pytest

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.learning import queries
from tutor.learning.actions import enrol, mark
from tutor.learning.levels import levels
from tutor.learning.rules import MarkSource

NOW = make.NOW


@pytest.fixture
def learners(database):
    """One before the first stage, one in each, and one who has not begun."""
    publish(two_stages(), by=WORKER, now=NOW)
    found = [make.learner() for _ in range(4)]
    for one, keys in zip(found, ([], ["tap", "home"], ["tap", "home", "call", "photo"]), strict=False):
        enrol(one, curriculum_key="small", by=WORKER, now=NOW)
        for key in keys:
            see(one, key, 3)
    return found


def see(learner, key, value, now=NOW):
    press = f"{learner.person_id} {key} {now}"
    source = MarkSource.TUTOR
    mark(
        learner, skill_key=key, value=value, source=source, lesson=None, by=WORKER, now=now, client_key=press
    )


def by_learner(now=NOW):
    return {learner: level for learner, _, level in levels(now=now)}


def test_everybody_who_has_begun_has_the_level_of_the_rule(learners):
    begun = learners[:3]

    assert by_learner() == {one.person_id: queries.level_of(one, now=NOW) for one in begun}
    assert [by_learner()[one.person_id] for one in begun] == [None, 0, 1]


def test_city_is_said_with_it(learners):
    assert {(one, city) for one, city, _ in levels(now=NOW)} == {
        (one.person_id, one.municipality_id) for one in learners[:3]
    }


def test_long_after_the_last_look_levels_are_those_of_that_day(learners):
    later = NOW + timedelta(days=200)

    assert by_learner(later) == dict.fromkeys([one.person_id for one in learners[:3]])


def test_nobody_is_nobody(database):
    assert list(levels(now=NOW)) == []
