"""Nobody said yes: staff find it on the ring list, once, while there is still something to be done."""

from datetime import timedelta

import pytest

from tests import make
from tests.lessons.offered import HOUR, SOON, START, UNTIL, coordinator, no, offered, to_find, yes
from tutor.database import db
from tutor.lessons import offers, staffing
from tutor.lessons.actions import cancel, move
from tutor.lessons.models import OfferAnswer

LATER = UNTIL + HOUR


@pytest.fixture
def by(database):
    return coordinator()


@pytest.fixture
def asked(by):
    return offered(by)


def test_deadline_that_passes_without_a_yes_is_one_call_that_names_the_silent(asked):
    no(asked[1][0])
    assert to_find() == []

    offers.expire(UNTIL)

    [call] = to_find(UNTIL)
    assert "返事のない人：菊地・千田。" in call.body
    assert (call.people, call.contact_point, call.not_after) == ([], None, START)
    assert call.about_id == asked[0].id


def test_worker_that_comes_by_again_makes_no_second_call(asked):
    for _ in range(3):
        offers.expire(UNTIL)

    assert len(to_find(UNTIL)) == 1


def test_worker_that_is_killed_before_its_commit_leaves_all_of_it_to_the_next(asked):
    db.session.commit()
    offers.expire(UNTIL)
    db.session.rollback()
    assert to_find(UNTIL) == []

    offers.expire(UNTIL)
    db.session.commit()
    offers.expire(UNTIL + timedelta(seconds=30))

    assert len(to_find(UNTIL)) == 1


def test_when_all_said_no_nobody_waits_for_the_deadline(asked):
    for one in asked[1]:
        no(one)

    [call] = to_find()
    assert "返事のない人：なし。" in call.body
    offers.expire(UNTIL)
    assert len(to_find(UNTIL)) == 1


def test_one_of_two_who_are_lacking_said_yes_and_the_other_is_still_to_be_found(asked):
    lesson, made = asked
    lesson.tutors_wanted = 3
    yes(made[0])
    no(made[1])
    assert to_find() == []

    offers.expire(UNTIL)

    assert len(to_find(UNTIL)) == 1


@pytest.mark.parametrize("what", ["yes", "cancel", "move", "by telephone", "begun"])
def test_lesson_that_needs_nobody_any_more_calls_for_nobody(asked, by, what):
    lesson, made = asked
    match what:
        case "yes":
            yes(made[0])
        case "cancel":
            cancel(lesson, reason="雪", by=by, now=SOON)
        case "move":
            move(lesson, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=by, now=SOON)
        case "by telephone":
            staffing.assign(lesson, [make.tutor()], by=by, now=SOON)

    at = START + timedelta(minutes=1) if what == "begun" else UNTIL
    offers.expire(at)

    assert to_find(at) == []


@pytest.mark.parametrize("what", ["cancel", "move", "by telephone", "asked again"])
def test_call_goes_when_it_is_settled_or_others_are_asked(asked, by, what):
    lesson, _ = asked
    offers.expire(UNTIL)
    match what:
        case "cancel":
            cancel(lesson, reason="雪", by=by, now=LATER)
        case "move":
            move(lesson, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=by, now=LATER)
        case "by telephone":
            staffing.assign(lesson, [make.tutor()], by=by, now=LATER)
        case "asked again":
            offers.offer(lesson, [make.tutor()], until=LATER + 4 * HOUR, by=by, now=LATER)

    assert to_find(LATER) == []


def test_second_round_that_nobody_answers_is_another_call(asked, by):
    lesson, _ = asked
    offers.expire(UNTIL)
    [made] = offers.offer(lesson, [make.tutor()], until=LATER + 4 * HOUR, by=by, now=LATER)

    offers.expire(made.until)

    assert made.answer is OfferAnswer.LATE
    assert len(to_find(made.until)) == 1
