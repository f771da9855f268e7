"""A learner's wish in own words, and whether it came true."""

from datetime import timedelta

import pytest

from tests import make
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.learning.goals import asked, goals_of, wish

NOW = make.NOW
LATER = NOW + timedelta(days=30)
PHOTO, MAP = "孫に写真を送りたい", "地図で病院へ行きたい"


@pytest.fixture
def learner(database):
    """The wish was said in the first call, and nobody has asked about it."""
    return make.learner(goal=PHOTO)


@pytest.fixture
def by(learner):
    return make.actor()


def told(learner):
    return [(one.words, one.met_at, one.not_met_because, one.ended_at) for one in goals_of(learner)]


def test_wish_of_the_first_call_that_came_true(learner, by):
    asked(learner, met=True, by=by, now=LATER)

    assert told(learner) == [(PHOTO, LATER, "", LATER)]
    assert goals_of(learner)[0].created_at == learner.created_at
    assert learner.goal == ""


def test_wish_that_has_not_come_true_stays_with_its_reason(learner, by):
    asked(learner, met=False, because=" 送り先がまだ ", by=by, now=LATER)

    assert told(learner) == [(PHOTO, None, "送り先がまだ", None)]
    assert learner.goal == PHOTO


def test_another_wish_takes_its_place_and_the_old_one_stays(learner, by):
    asked(learner, met=False, by=by, now=NOW)
    wish(learner, MAP, by=by, now=LATER)

    assert told(learner) == [(MAP, None, "", None), (PHOTO, None, "", LATER)]
    assert learner.goal == MAP


def test_first_wish_of_all(database, by):
    someone = make.learner()
    wish(someone, MAP, by=by, now=NOW)
    wish(someone, f" {MAP} ", by=by, now=LATER)

    assert told(someone) == [(MAP, None, "", None)]


@pytest.mark.parametrize("words", ["", "  ", "あ" * 301])
def test_wish_without_words_or_with_too_many_is_refused(learner, by, words):
    with pytest.raises(Refused, match="300字まで"):
        wish(learner, words, by=by, now=NOW)


def test_without_a_wish_nothing_is_asked(database, by):
    someone = make.learner()
    asked(someone, met=True, by=by, now=NOW)

    assert told(someone) == []


def test_last_word_of_a_lesson_counts_and_the_same_word_is_written_once(learner, by):
    lesson = make.lesson((), (learner,))
    for met in (True, True, False, False):
        asked(learner, met=met, lesson=lesson, by=by, now=LATER)

    assert told(learner) == [(PHOTO, None, "", None)]
    assert learner.goal == PHOTO
    assert db.session.query(Change).filter_by(verb="ask_goal").count() == 2


def test_what_came_true_before_is_not_undone_by_another_lesson(learner, by):
    first, second = (make.lesson((), (learner,), starts_at=NOW + timedelta(days=day)) for day in (1, 8))
    asked(learner, met=True, lesson=first, by=by, now=NOW)
    asked(learner, met=False, lesson=second, by=by, now=LATER)

    assert told(learner) == [(PHOTO, NOW, "", NOW)]


def test_words_written_elsewhere_are_another_wish(learner, by):
    asked(learner, met=False, by=by, now=NOW)
    learner.goal = MAP
    asked(learner, met=True, by=by, now=LATER)

    assert told(learner) == [(MAP, LATER, "", LATER), (PHOTO, None, "", NOW)]
