"""On what a standing rests: which marks count, which were corrected, and where two tutors must talk."""

from datetime import timedelta

import pytest

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning.actions import enrol, mark
from tutor.learning.evidence import evidence, mark_by_key
from tutor.learning.models import Mark
from tutor.learning.rules import MarkSource

NOW = make.NOW
TUTOR, PLACEMENT, QUIZ = MarkSource.TUTOR, MarkSource.PLACEMENT, MarkSource.QUIZ


@pytest.fixture
def learner(database):
    publish(two_stages(), by=WORKER, now=NOW)
    someone = make.learner()
    enrol(someone, curriculum_key="small", by=WORKER, now=NOW)
    return someone


def give(learner, value, *, key="tap", source=TUTOR, by=WORKER, days=0, lesson=None, corrects=None):
    return mark(
        learner,
        skill_key=key,
        value=value,
        source=source,
        lesson=lesson,
        by=by,
        now=NOW + timedelta(days=days),
        client_key=f"press {db.session.query(Mark).count()}",
        corrects=corrects,
    )


def of_tap(learner, days=0):
    [(_, [tap])] = evidence(learner, now=NOW + timedelta(days=days))
    return tap


def counting(learner, days=0):
    return [entry.value for entry in of_tap(learner, days).entries if entry.counts]


def a_tutor(lesson_tutor=None):
    return make.actor(Role.TUTOR, who=(lesson_tutor or make.tutor()).person)


def test_who_has_not_begun_or_has_no_marks_has_no_evidence(database, learner):
    assert evidence(learner, now=NOW) == []
    assert evidence(make.learner(), now=NOW) == []


def test_mark_says_who_saw_it_in_which_lesson(learner):
    someone = make.tutor()
    lesson = make.lesson((someone,), (learner,))
    give(learner, 3, by=a_tutor(someone), lesson=lesson)
    (entry,) = of_tap(learner).entries

    assert (entry.value, entry.by, entry.lesson_code) == (3, someone.person.name, lesson.code)
    assert (entry.source, entry.counts, entry.corrected) == (TUTOR, True, False)


def test_two_tutors_who_looked_last_count_and_the_others_do_not(learner):
    for value, day in ((1, 0), (4, 1), (3, 2)):
        give(learner, value, by=a_tutor(), days=day)

    assert of_tap(learner, 2).standing == 3
    assert counting(learner, 2) == [3, 4]


def test_corrected_mark_stays_to_be_read_and_counts_no_more(learner):
    by = a_tutor()
    wrong = give(learner, 4, by=by)
    give(learner, 1, by=by, days=1, corrects=wrong)

    assert [(one.value, one.corrected, one.counts) for one in of_tap(learner, 1).entries] == [
        (1, False, True),
        (4, True, False),
    ]


def test_placement_counts_until_a_tutor_has_looked(learner):
    give(learner, 3, source=PLACEMENT)
    assert counting(learner) == [3]
    give(learner, 2, by=a_tutor(), days=1)

    assert counting(learner, 1) == [2]


def test_quiz_counts_where_it_lifts_the_standing_and_else_not(learner):
    give(learner, 1, by=a_tutor())
    give(learner, 2, source=QUIZ, days=1)
    assert [one.source for one in of_tap(learner, 1).entries if one.counts] == [QUIZ]
    give(learner, 3, by=a_tutor(), days=2)

    assert QUIZ not in [one.source for one in of_tap(learner, 2).entries if one.counts]


def test_tutors_far_apart_in_one_lesson_are_named(learner):
    one, other = make.tutor(), make.tutor()
    lesson = make.lesson((one, other), (learner,))
    give(learner, 4, by=a_tutor(one), lesson=lesson)
    assert not of_tap(learner).differs
    give(learner, 2, by=a_tutor(other), lesson=lesson)

    assert of_tap(learner).differs


def test_long_after_the_last_look_it_says_why_it_stands_lower(learner):
    give(learner, 3, by=a_tutor())

    assert (of_tap(learner, 180).standing, of_tap(learner, 180).long_ago) == (3, False)
    assert (of_tap(learner, 181).standing, of_tap(learner, 181).long_ago) == (2, True)


def test_look_weeks_later_may_lower(learner):
    by = a_tutor()
    give(learner, 3, by=by)
    give(learner, 1, by=by, days=28)

    assert of_tap(learner, 28).standing == 1


def test_skills_stand_by_stage_in_the_order_of_the_curriculum(learner):
    for key in ("photo", "home", "tap"):
        give(learner, 3, key=key)

    assert [(title, [one.skill.key for one in skills]) for title, skills in evidence(learner, now=NOW)] == [
        ("段階0", ["tap", "home"]),
        ("段階1", ["photo"]),
    ]


def test_mark_is_found_by_its_key_only_for_whom_it_is(learner):
    made = give(learner, 3)

    assert mark_by_key(learner, made.client_key) is made
    assert mark_by_key(make.learner(), made.client_key) is None
    assert mark_by_key(learner, "nothing") is None
