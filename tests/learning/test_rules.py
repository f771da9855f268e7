"""Standings: what counts among the marks of one skill."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make import NOW
from tutor.errors import Refused
from tutor.learning.rules import MarkSource, Seen, check_value, needs_talk, standing, standings

A, B, C = 1, 2, 3
PLACEMENT, QUIZ, SELF = MarkSource.PLACEMENT, MarkSource.QUIZ, MarkSource.SELF


def seen(value, by=A, days_ago=0.0, source=MarkSource.TUTOR, **values):
    mark = Seen("tap", value, source, by, NOW - timedelta(days=days_ago))
    return replace(mark, **values)


def stands(*marks):
    return standing(marks, now=NOW)


def test_standing_without_marks_is_not_tried():
    assert stands() == 0


def test_standing_is_the_lower_of_two_tutors():
    assert stands(seen(4, A, 1), seen(3, B, 1)) == 3
    assert stands(seen(1, A, 1), seen(3, B, 1)) == 1


def test_standing_with_one_tutor_is_that_tutors_mark():
    assert stands(seen(4, A, 1)) == 4


def test_only_the_latest_mark_of_a_tutor_counts():
    assert stands(seen(1, A, 9), seen(3, A, 2), seen(4, B, 5)) == 3
    assert stands(seen(4, A, 9), seen(2, A, 2), seen(4, B, 5)) == 2


def test_only_the_two_tutors_who_marked_last_count():
    assert stands(seen(1, A, 9), seen(3, B, 5), seen(4, C, 2)) == 3


def test_of_two_marks_at_one_moment_the_lower_counts():
    assert stands(seen(4, A), seen(2, A)) == 2
    assert stands(seen(4, A, 1), seen(2, B, 1), seen(3, C, 1)) == 2


@pytest.mark.parametrize(("value", "later"), [(4, 3), (3, 2), (2, 2), (1, 1), (0, 0)])
def test_standing_not_looked_at_for_long_is_one_less_down_to_two(value, later):
    assert stands(seen(value, days_ago=180)) == value
    assert stands(seen(value, days_ago=180.01)) == later
    assert stands(seen(value, days_ago=2000)) == later


def test_old_standing_comes_back_when_a_tutor_looks_again():
    assert stands(seen(3, A, 300), seen(3, B, 300)) == 2
    assert stands(seen(3, A, 300), seen(3, B, 300), seen(3, B, 1)) == 3
    assert stands(seen(3, A, 300), seen(3, B, 300), seen(1, B, 1)) == 1


@pytest.mark.parametrize("source", [QUIZ, SELF])
def test_own_word_lifts_a_standing_to_two_and_no_further(source):
    assert stands(seen(4, source=source)) == 2
    assert stands(seen(1, source=source)) == 1
    assert stands(seen(1, A, 5), seen(4, source=source)) == 2
    assert stands(seen(3, A, 5), seen(4, source=source)) == 3


@pytest.mark.parametrize("source", [QUIZ, SELF])
def test_own_word_never_lowers_and_is_no_new_look(source):
    assert stands(seen(3, A, 5), seen(0, source=source)) == 3
    assert stands(seen(3, A, 300), seen(4, source=source)) == 2


def test_own_word_older_than_a_tutors_look_counts_no_more():
    assert stands(seen(4, A, 9, QUIZ), seen(1, A, 5)) == 1


def test_only_the_latest_own_word_counts():
    assert stands(seen(4, days_ago=9, source=QUIZ), seen(1, days_ago=5, source=QUIZ)) == 1


def test_placement_counts_up_to_three_until_a_tutor_has_looked():
    assert stands(seen(4, A, 9, PLACEMENT)) == 3
    assert stands(seen(1, A, 9, PLACEMENT), seen(2, A, 5, PLACEMENT)) == 2
    assert stands(seen(3, A, 9, PLACEMENT), seen(1, B, 20)) == 1
    assert stands(seen(3, A, 300, PLACEMENT)) == 2


def test_correction_takes_the_place_of_its_mark():
    wrong = seen(4, A, 9, number=1)

    assert stands(wrong, seen(1, A, 0, number=2, corrects=1)) == 1
    # Seen again between the mark and its correction: what was seen last still counts.
    assert stands(wrong, seen(3, A, 5, number=3), seen(1, A, 0, number=2, corrects=1)) == 3
    # Corrected by a coordinator: it stays the tutor's mark and does not become a third one.
    assert stands(wrong, seen(3, B, 9, number=3), seen(2, C, 0, number=2, corrects=1)) == 2
    assert stands(wrong, seen(3, B, 9, number=3), seen(4, C, 0, number=2, corrects=1)) == 3


def test_correction_of_a_correction_takes_the_first_place():
    chain = (seen(4, A, 9, number=1), seen(1, A, 8, number=2, corrects=1), seen(3, A, number=3, corrects=2))

    assert {stands(*order) for order in permutations(chain)} == {3}
    assert stands(*chain, seen(2, A, 8.5, number=4)) == 2


def test_correction_does_not_make_a_mark_young_again():
    assert stands(seen(4, A, 300, number=1), seen(3, A, 0, number=2, corrects=1)) == 2


@st.composite
def marks(draw):
    """Some marks, close together so that moments fall on each other, some of them corrected."""
    kinds = st.tuples(
        st.integers(0, 4), st.integers(1, 4), st.integers(0, 400), st.sampled_from(list(MarkSource))
    )
    made = [
        seen(value, by, days // 40 * 40, source, number=number)
        for number, (value, by, days, source) in enumerate(draw(st.lists(kinds, max_size=7)), 1)
    ]
    wrong = draw(st.lists(st.sampled_from(made), unique=True, max_size=2)) if made else []
    return made + [
        replace(mark, value=draw(st.integers(0, 4)), at=NOW, number=mark.number + 100, corrects=mark.number)
        for mark in wrong
    ]


@given(marks(), st.randoms())
def test_standing_does_not_depend_on_the_order_of_entry(made, random):
    mixed = random.sample(made, len(made))

    assert stands(*mixed) == stands(*made)
    assert needs_talk(mixed) == needs_talk(made)


@given(marks(), st.integers(1, 500))
def test_standing_never_rises_by_waiting(made, days):
    assert standing(made, now=NOW + timedelta(days=days)) <= stands(*made)


@given(marks(), st.integers(0, 4), st.sampled_from([QUIZ, SELF]))
def test_own_word_stays_between_what_others_saw_and_two(made, value, source):
    others = stands(*(mark for mark in made if mark.source not in (QUIZ, SELF)))

    assert others <= stands(*made, seen(value, source=source)) <= max(others, 2)


def test_standings_keep_skills_apart():
    made = [seen(3), seen(1, skill="home"), seen(2, B, skill="home")]

    assert standings(made, now=NOW) == {"tap": 3, "home": 1}


@pytest.mark.parametrize("value", [-1, 5, 10**20])
def test_value_off_the_scale_is_refused(value):
    with pytest.raises(Refused, match="0から4まで"):
        check_value(value)


def test_value_on_the_scale_is_accepted():
    for value in range(5):
        check_value(value)


def test_tutors_far_apart_in_one_lesson_need_to_talk():
    assert needs_talk([seen(1, A, lesson=7), seen(3, B, lesson=7)]) == ("tap",)
    assert needs_talk([seen(2, A, lesson=7), seen(3, B, lesson=7)]) == ()


def test_tutors_of_different_lessons_need_not_talk():
    assert needs_talk([seen(1, A, lesson=7), seen(4, B, lesson=8)]) == ()
    assert needs_talk([seen(1, A), seen(4, B)]) == ()


def test_talk_looks_at_each_tutors_last_mark_of_the_lesson():
    assert needs_talk([seen(1, A, 2, lesson=7), seen(3, A, 1, lesson=7), seen(4, B, 1, lesson=7)]) == ()
    assert needs_talk([seen(1, A, 2, lesson=7), seen(3, A, 1, lesson=7)]) == ()


def test_a_quiz_is_no_tutor_to_talk_with():
    assert needs_talk([seen(4, A, lesson=7), seen(0, B, lesson=7, source=QUIZ)]) == ()
