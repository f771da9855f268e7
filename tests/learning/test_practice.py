"""When to come back to a skill, and which units to give."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.curriculum.plain_content import curriculum, skill, two_stages, unit
from tests.make import NOW
from tutor.learning.practice import LADDER, NextLook, due, next_rung, next_units, reviews
from tutor.learning.rules import MarkSource, Seen

TODAY = date(2026, 11, 22)


def seen(value, day=0, by=1, **values):
    at = NOW + timedelta(days=day)
    return replace(Seen("tap", value, MarkSource.TUTOR, by, at), **values)


def look(*marks):
    return reviews(marks).get("tap")


def after(days, rung):
    return NextLook(rung, TODAY + timedelta(days=days))


def test_done_alone_is_one_rung_up_and_the_top_is_kept():
    assert [next_rung(rung, True) for rung in range(5)] == [1, 2, 3, 4, 4]


def test_not_done_is_the_first_rung_again():
    assert {next_rung(rung, False) for rung in range(5)} == {0}


def test_skill_done_with_words_or_alone_comes_back_tomorrow():
    assert look(seen(2)) == after(1, 0)
    assert look(seen(4)) == after(1, 0)


@pytest.mark.parametrize("value", [0, 1])
def test_skill_that_still_needs_hands_does_not_come_back_yet(value):
    assert look(seen(value)) is None


def test_ladder_is_climbed_one_rung_a_lesson():
    marks = [seen(3, day) for day in (0, 1, 4, 11, 25, 46)]

    found = [look(*marks[:n]) for n in range(1, 7)]

    rungs = [0, 1, 2, 3, 4, 4]
    assert found == [
        after(day + LADDER[rung], rung) for day, rung in zip((0, 1, 4, 11, 25, 46), rungs, strict=True)
    ]


@pytest.mark.parametrize("value", [1, 2])
def test_ladder_begins_anew_when_it_did_not_go_alone(value):
    assert look(seen(3), seen(3, 1), seen(value, 4)) == after(5, 0)


def test_mark_that_says_not_tried_moves_nothing():
    assert look(seen(3), seen(3, 1), seen(0, 4)) == after(4, 1)


def test_all_marks_of_one_lesson_are_one_step_and_the_lowest_counts():
    first = seen(3)
    both = (seen(3, 1, by=1, lesson=7), seen(4, 2, by=2, lesson=7))

    assert look(first, *both) == after(4, 1)
    assert look(first, *both, seen(2, 1, by=3, lesson=7)) == after(2, 0)


def test_marks_of_one_day_without_a_lesson_are_one_step():
    late = timedelta(hours=13)

    assert look(seen(3), replace(seen(3), at=NOW + late)) == after(1, 0)
    # 14 hours after 10:00 is the next day in Japan, though still the same in UTC.
    assert look(seen(3), replace(seen(3), at=NOW + late + timedelta(hours=1))) == after(4, 1)


def test_own_practice_moves_the_ladder_and_a_quiz_does_not():
    assert look(seen(3), seen(3, 1, source=MarkSource.SELF)) == after(4, 1)
    assert look(seen(3), seen(3, 1, source=MarkSource.QUIZ)) == after(1, 0)


def test_corrected_mark_is_climbed_again():
    wrong = (seen(3), seen(3, 1, number=2))

    assert look(*wrong, seen(1, 9, number=3, corrects=2)) == after(2, 0)


values = st.tuples(st.integers(0, 4), st.integers(0, 40), st.integers(1, 2), st.sampled_from([None, 7, 8]))


@given(st.lists(values, max_size=8), st.randoms())
def test_reviews_do_not_depend_on_the_order_of_entry(drawn, random):
    marks = [seen(value, day, by, lesson=lesson) for value, day, by, lesson in drawn]

    assert reviews(random.sample(marks, len(marks))) == reviews(marks)


def test_due_is_what_has_waited_longest_first():
    looks = {"late": after(-5, 2), "today": after(0, 0), "tomorrow": after(1, 0), "also": after(-5, 0)}

    assert due(looks, today=TODAY) == ("also", "late", "today")


def proposed(standings, practised=(), due=(), content=None):
    units = next_units(content or two_stages(), standings=standings, practised=practised, due=due)
    return [unit.key for unit in units]


def test_homework_is_what_was_practised_and_is_not_held_alone():
    assert proposed({"call": 2, "tap": 3}, practised={"call", "tap"}) == ["talk"]


def test_homework_begins_with_the_unit_that_has_most_to_practise():
    content = curriculum(
        (skill("a"), skill("b"), skill("c")), units=(unit("one", 1, "a"), unit("two", 2, "b", "c"))
    )

    assert proposed({}, practised={"a", "b", "c"}, content=content) == ["two", "one"]


def test_homework_then_takes_what_is_due():
    assert proposed({"call": 2, "tap": 4}, practised={"call"}, due=("tap",)) == ["talk", "touch"]
    assert proposed({"photo": 4}, due=("photo", "tap")) == ["see", "touch"]


def test_homework_is_at_most_two_units_and_none_twice():
    assert proposed({}, practised={"call", "photo"}, due=("tap",)) == ["talk", "see"]
    assert proposed({}, practised={"tap"}, due=("home", "call")) == ["touch", "talk"]


def test_homework_is_the_next_unit_when_all_went_well_and_nothing_is_due():
    content = curriculum((skill("a"), skill("b")), units=(unit("one", 1, "a"), unit("two", 2, "b")))

    assert proposed({"a": 3}, practised={"a"}, content=content) == ["two"]


def test_no_homework_is_left_when_everything_is_held_alone():
    content = curriculum((skill("a"),), units=(unit("one", 1, "a"),))

    assert proposed({"a": 4}, practised={"a"}, content=content) == []
