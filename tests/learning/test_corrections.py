"""A finger slips in a doorway: the second mark of a skill in one lesson takes the place of the first."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.curriculum.plain_content import two_stages
from tests.make import NOW
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning import queries
from tutor.learning.actions import enrol, mark, settle
from tutor.learning.models import Mark, Review
from tutor.learning.rules import MarkSource

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def lesson(database):
    """Of two tutors and one learner, who is enrolled in two_stages."""
    publish(two_stages(), by=WORKER, now=NOW)
    someone = make.learner()
    enrol(someone, curriculum_key="small", by=WORKER, now=NOW)
    return make.lesson((make.tutor(), make.tutor()), (someone,))


def learner_of(lesson):
    return lesson.attendances[0].learner


def say(lesson, value, *, tutor=0, skill="tap", now=NOW, where="here"):
    by = make.actor(Role.TUTOR, who=lesson.staffings[tutor].tutor.person)
    return mark(
        learner_of(lesson),
        skill_key=skill,
        value=value,
        source=MarkSource.TUTOR,
        lesson=lesson if where == "here" else where,
        by=by,
        now=now,
        client_key=f"press {db.session.query(Mark).count()}",
    )


def corrected(lesson):
    return [row.corrects_id for row in db.session.scalars(select(Mark).order_by(Mark.id))]


def due(lesson):
    settle(learner_of(lesson), lesson=lesson, now=TOMORROW)
    rows = db.session.scalars(select(Review))
    return {row.skill_key: row.due_on for row in rows}


def test_second_mark_of_the_same_tutor_in_the_same_lesson_corrects_the_first(lesson):
    first = say(lesson, 1)
    second = say(lesson, 3)
    third = say(lesson, 2)

    assert corrected(lesson) == [None, first.id, second.id]
    assert third.value == 2
    assert queries.standings(learner_of(lesson), now=NOW) == {"tap": 2}


def test_lower_mark_that_was_corrected_no_longer_counts_for_the_review(lesson):
    """At 1 the skill would not be on the ladder at all, and the lowest mark of a lesson decides."""
    say(lesson, 1)
    say(lesson, 3, now=NOW + timedelta(minutes=1))

    assert due(lesson) == {"tap": date(2026, 11, 23)}


def test_at_the_same_moment_the_correction_counts_even_when_it_is_higher(lesson):
    say(lesson, 1)
    say(lesson, 4)

    assert queries.standings(learner_of(lesson), now=NOW) == {"tap": 4}


def test_mark_of_the_other_tutor_corrects_nothing(lesson):
    say(lesson, 3)
    say(lesson, 1, tutor=1)

    assert corrected(lesson) == [None, None]
    assert queries.standings(learner_of(lesson), now=NOW) == {"tap": 1}


def test_other_skill_and_other_lesson_correct_nothing(lesson):
    again = make.lesson(
        tuple(row.tutor for row in lesson.staffings),
        (learner_of(lesson),),
        starts_at=NOW + timedelta(days=14),
    )
    say(lesson, 3)
    say(lesson, 2, skill="home")
    say(lesson, 2, where=again)

    assert corrected(lesson) == [None, None, None]
