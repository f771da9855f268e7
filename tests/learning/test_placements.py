"""A placement by telephone: what is kept, what becomes a mark, and how it is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER, Role
from tutor.changes.models import Change
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import placements, queries
from tutor.learning.actions import mark
from tutor.learning.models import Mark, Placement, Review
from tutor.learning.odds import Answer
from tutor.learning.rules import MarkSource

NOW = make.NOW
ALONE, WORDS, NOT_YET = Answer.ALONE, Answer.WITH_WORDS, Answer.NOT_YET


@pytest.fixture
def learner(database):
    """Somebody who has no seat and no enrolment yet."""
    publish(two_stages(), by=WORKER, now=NOW)
    return make.learner()


@pytest.fixture
def by(learner):
    return make.actor(Role.COORDINATOR)


def begun(learner, by, now=NOW):
    return placements.begin(learner, curriculum_key="small", by=by, now=now)


def call(learner, by, *, say, now=NOW):
    """From the first question to the last."""
    placement = begun(learner, by, now)
    while asked := placements.asked_now(placement):
        placements.answer(placement, asked.key, say(asked.key), by=by, now=now)
    return placement


def alone(*keys):
    return lambda key: ALONE if key in keys else NOT_YET


def standings(learner, now=NOW):
    return queries.standings(learner, now=now)


def test_call_ends_as_marks_of_its_own_source_and_begins_the_curriculum(learner, by):
    placement = call(learner, by, say=alone("tap", "home"))

    assert placement.ended_at == NOW
    assert {one.source for one in db.session.scalars(select(Mark))} == {MarkSource.PLACEMENT}
    assert queries.current_enrolment(learner).version == placement.version
    assert standings(learner)["tap"] == 3
    assert standings(learner)["call"] == 0
    assert queries.level_of(learner, now=NOW) == 0


def test_placement_is_nothing_practised_and_so_brings_no_review(learner, by):
    call(learner, by, say=alone("tap", "home", "call", "photo"))

    assert db.session.scalars(select(Review)).all() == []


def test_call_that_broke_off_goes_on_where_it_was(learner, by):
    first = begun(learner, by)
    asked = placements.asked_now(first)
    placements.answer(first, asked.key, WORDS, by=by, now=NOW)
    again = begun(learner, by, NOW + timedelta(hours=3))

    assert again is first
    assert again.answers == {asked.key: WORDS}
    assert db.session.scalars(select(Mark)).all() == []


def test_answer_pressed_twice_is_one_answer(learner, by):
    placement = begun(learner, by)
    asked = placements.asked_now(placement).key
    placements.answer(placement, asked, ALONE, by=by, now=NOW)
    placements.answer(placement, asked, NOT_YET, by=by, now=NOW)
    placements.answer(placement, "nothing", NOT_YET, by=by, now=NOW)

    assert placement.answers == {asked: ALONE}


def test_step_back_asks_the_last_one_again(learner, by):
    placement = begun(learner, by)
    placements.step_back(placement, by=by, now=NOW)
    first = placements.asked_now(placement).key
    placements.answer(placement, first, ALONE, by=by, now=NOW)
    placements.step_back(placement, by=by, now=NOW)

    assert placement.answers == {}
    assert placements.asked_now(placement).key == first


def test_what_is_ended_is_not_answered_taken_back_or_ended_again(learner, by):
    placement = call(learner, by, say=alone("tap"))
    count, answers = db.session.query(Mark).count(), placement.answers
    for act in (placements.step_back, placements.end):
        act(placement, by=by, now=NOW)
    placements.answer(placement, "photo", ALONE, by=by, now=NOW)

    assert placement.answers == answers
    assert db.session.query(Mark).count() == count


def test_call_stopped_before_the_first_answer_leaves_nothing(learner, by):
    placement = begun(learner, by)
    placements.end(placement, by=by, now=NOW)

    assert queries.current_enrolment(learner) is None
    assert db.session.scalars(select(Mark)).all() == []


def test_undo_takes_back_by_correcting_and_once(learner, by):
    placement = call(learner, by, say=alone("tap", "home"))
    made = db.session.query(Mark).count()
    for _ in range(2):
        placements.undo(placement, by=by, now=NOW + timedelta(hours=1))

    assert db.session.query(Mark).count() == 2 * made
    assert set(standings(learner).values()) == {0}
    assert queries.level_of(learner, now=NOW) is None


def test_undo_of_the_second_call_leaves_the_first(learner, by):
    call(learner, by, say=alone("tap", "home"))
    later = NOW + timedelta(days=30)
    second = call(learner, by, say=alone("tap", "home", "call", "photo"), now=later)
    assert queries.level_of(learner, now=later) == 1
    placements.undo(second, by=by, now=later)

    assert standings(learner, later)["tap"] == 3
    assert queries.level_of(learner, now=later) == 0


def test_undo_of_a_call_in_which_nothing_was_said_changes_nothing(learner, by):
    placement = begun(learner, by)
    placements.undo(placement, by=by, now=NOW)

    assert placement.undone_at is None


def test_what_a_tutor_saw_stands_above_a_placement(learner, by):
    call(learner, by, say=alone("tap", "home"))
    seen = {"source": MarkSource.TUTOR, "lesson": None, "by": WORKER, "client_key": "seen"}
    mark(learner, skill_key="tap", value=1, now=NOW + timedelta(days=1), **seen)

    assert standings(learner)["tap"] == 1
    assert queries.level_of(learner, now=NOW + timedelta(days=1)) is None


def test_who_has_begun_is_asked_by_his_own_version(learner, by):
    first = call(learner, by, say=alone("tap"))
    changed = two_stages()
    publish(replace(changed, title="新しい題"), by=WORKER, now=NOW)

    assert begun(learner, by).version == first.version


def test_without_a_published_curriculum_it_says_so(learner, by):
    with pytest.raises(Refused, match="まだ公開されていません"):
        placements.begin(learner, curriculum_key="none", by=by, now=NOW)


def test_every_step_leaves_its_trace(learner, by):
    placement = begun(learner, by)
    placements.answer(placement, placements.asked_now(placement).key, ALONE, by=by, now=NOW)
    placements.step_back(placement, by=by, now=NOW)
    placements.end(placement, by=by, now=NOW)
    placements.undo(placement, by=by, now=NOW)
    about = select(Change.verb).where(Change.subject_kind == "placement").order_by(Change.id)

    assert list(db.session.scalars(about)) == [
        "begin_placement",
        "answer_placement",
        "step_back_placement",
        "end_placement",
        "undo_placement",
    ]
    assert db.session.query(Placement).one().by_id == by.person_id
