from datetime import timedelta

import pytest

from tests import make
from tests.study import scene
from tutor.actor import WORKER
from tutor.database import db
from tutor.errors import Refused
from tutor.learning.actions import mark, settle
from tutor.learning.models import Mark, Review
from tutor.learning.queries import standings
from tutor.learning.rules import MarkSource
from tutor.local_time import local_date
from tutor.study.reviewing import say, tryings

NOW = make.NOW
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def learner(database):
    """Yesterday a tutor saw that tapping goes with words."""
    someone = scene.enrolled()
    saw(someone, "tap", YESTERDAY)
    return someone


def saw(learner, skill, at):
    given = {"source": MarkSource.TUTOR, "by": WORKER, "now": at, "client_key": f"{skill}{at}"}
    mark(learner, skill_key=skill, value=2, lesson=None, **given)
    settle(learner, lesson=None, now=at)


def says(learner, *, did, key="k", now=NOW, skill="tap"):
    say(learner, skill, did=did, form_key=key, by=WORKER, now=now)


def shown(learner, now=NOW):
    return [(one.skill.key, one.said) for one in tryings(learner, now=now)]


def due_on():
    return db.session.query(Review).filter_by(skill_key="tap").one().due_on


def test_what_is_due_today_is_tried_with_the_unit_that_teaches_it(learner):
    assert shown(learner, YESTERDAY) == []
    assert shown(learner) == [("tap", None)]
    assert tryings(learner, now=NOW)[0].unit.key == "touch"
    assert tryings(make.learner(), now=NOW) == []


def test_done_climbs_the_ladder_and_stays_on_the_page_for_today(learner):
    says(learner, did=True)

    assert due_on() == local_date(NOW) + timedelta(days=3)
    assert shown(learner) == [("tap", 3)]
    assert shown(learner, NOW + timedelta(days=1)) == []


def test_not_yet_comes_back_tomorrow(learner):
    says(learner, did=False)

    assert due_on() == local_date(NOW) + timedelta(days=1)
    assert shown(learner, NOW + timedelta(days=1)) == [("tap", None)]


def test_own_word_lifts_nothing_above_what_words_can(learner):
    says(learner, did=True)

    assert standings(learner, now=NOW)["tap"] == 2


def test_slip_of_the_finger_is_put_right_on_the_same_day(learner):
    says(learner, did=False, key="a")
    says(learner, did=True, key="b")
    says(learner, did=True, key="c")

    assert shown(learner) == [("tap", 3)]
    assert due_on() == local_date(NOW) + timedelta(days=3)
    first, second = db.session.query(Mark).filter_by(source=MarkSource.SELF).order_by(Mark.id)
    assert second.corrects_id == first.id


@pytest.mark.parametrize("skill", ["call", "nothing", ""])
def test_what_is_not_due_is_not_taken(learner, skill):
    with pytest.raises(Refused, match="きょうの分ではありません"):
        says(learner, did=True, skill=skill)
    assert db.session.query(Mark).filter_by(source=MarkSource.SELF).count() == 0


def test_three_are_enough_for_a_day(learner):
    for skill in ("home", "call", "photo"):
        saw(learner, skill, YESTERDAY + timedelta(minutes=1))

    assert len(shown(learner)) == 3
