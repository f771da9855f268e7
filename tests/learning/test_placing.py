"""A placement by telephone: what is asked, when it is enough, and what is taken as held."""

from pathlib import Path

import pytest

from tests.curriculum.plain_content import curriculum, two_stages
from tests.learning.simulated import stages
from tutor.curriculum.content import Skill
from tutor.curriculum.reader import read_curriculum
from tutor.learning import placing
from tutor.learning.odds import Answer
from tutor.learning.placing import next_question, placed, question

ALONE, WORDS, NOT_YET = Answer.ALONE, Answer.WITH_WORDS, Answer.NOT_YET
CURRICULA = Path(__file__).parents[2] / "curricula"


@pytest.fixture(scope="module")
def sumaho():
    return read_curriculum(CURRICULA / "sumaho")


def asked(content, say):
    """The whole call: `say` answers for a skill."""
    answers = {}
    while one := next_question(content, answers):
        assert one.key not in answers
        answers[one.key] = say(one)
    return answers


def can_stages(*numbers):
    return lambda one: ALONE if one.stage in numbers else NOT_YET


def test_question_is_the_sentence_of_the_skill():
    assert question(Skill("a", 0, "電話に出られる", True, (), ())) == "電話に出られますか。"
    assert question(Skill("a", 0, "画面をつけて、開ける", True, (), ())) == "画面をつけて、開けますか。"
    assert question(Skill("a", 0, "写真のまとめ", True, (), ())) == "「写真のまとめ」は、できますか。"


def test_every_skill_of_the_real_course_can_be_asked_about(sumaho):
    for one in sumaho.skills:
        assert question(one) == one.text.removesuffix("る") + "ますか。"


def test_first_question_is_about_the_middle_and_not_about_an_end():
    assert 2 <= next_question(stages(), {}).stage <= 6


def test_who_cannot_is_asked_about_what_comes_before_and_who_can_about_what_comes_after():
    content = stages()
    first = next_question(content, {})

    assert next_question(content, {first.key: NOT_YET}).stage < first.stage
    assert next_question(content, {first.key: ALONE}).stage > first.stage


@pytest.mark.parametrize("so_far", range(10))
def test_who_answers_truly_is_placed_within_one_stage_and_never_above_in_the_real_course(sumaho, so_far):
    answers = asked(sumaho, can_stages(*range(so_far)))
    found = placed(sumaho, answers)

    assert so_far - 1 <= (0 if found.level is None else found.level + 1) <= so_far
    assert found.start is None or found.start in {so_far - 1, so_far}
    assert found.sure
    assert 2 <= len(answers) <= placing.MOST_QUESTIONS


def test_no_more_than_ten_are_asked_of_who_says_now_this_and_now_that():
    answers = asked(stages(6), lambda one: ALONE if one.key[-1] == "0" else WORDS)

    assert len(answers) == placing.MOST_QUESTIONS


def test_few_skills_are_asked_once_each():
    assert len(asked(two_stages(), lambda _: WORDS)) <= 4
    assert next_question(curriculum(()), {}) is None


def test_what_was_said_is_marked_as_it_was_said():
    marks = placed(two_stages(), {"tap": ALONE, "home": WORDS, "call": NOT_YET}).marks

    assert marks["tap"] == 3
    assert marks["home"] == 2
    assert marks["call"] == 0


def test_unasked_skills_of_stages_held_are_marked_and_later_ones_are_not(sumaho):
    answers = asked(sumaho, can_stages(0, 1))
    found = placed(sumaho, answers)

    assert {one.stage for one in sumaho.skills if found.marks.get(one.key) == 3} <= {0, 1}
    assert all(found.marks[one.key] == 3 for one in sumaho.skills_of(0) if one.core)
    assert not [one.key for one in sumaho.skills_of(2) if one.key in found.marks and one.key not in answers]


def test_call_that_broke_off_early_marks_only_what_was_said():
    content = stages()
    first = next_question(content, {}).key
    found = placed(content, {first: ALONE})

    assert not found.sure
    assert dict(found.marks) == {first: 3}


def test_nothing_said_places_nothing():
    assert dict(placed(two_stages(), {}).marks) == {}
    assert not placed(two_stages(), {}).sure


def test_hole_that_was_named_stays_a_hole(sumaho):
    hole = "charge"
    answers = {"unlock": ALONE, hole: NOT_YET, "call-place": ALONE, "photo-take": ALONE, "search": NOT_YET}

    assert placed(sumaho, answers).marks[hole] == 0
    assert hole in [one.key for one in placed(sumaho, answers).holes]


def test_what_is_not_held_of_later_stages_is_no_hole(sumaho):
    assert placed(sumaho, asked(sumaho, can_stages(0))).holes == ()


def test_order_of_the_answers_changes_nothing(sumaho):
    answers = {"unlock": ALONE, "call-place": WORDS, "search": NOT_YET, "home": ALONE}
    backwards = dict(reversed(answers.items()))

    assert placed(sumaho, answers) == placed(sumaho, backwards)
    assert next_question(sumaho, answers) == next_question(sumaho, backwards)
