"""Which units are proposed for the next lesson, and the sentences that say why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.curriculum.plain_content import curriculum, skill, stage, two_stages, unit
from tests.make import NOW
from tutor.learning import plan_words
from tutor.learning.goal_words import fits
from tutor.learning.next_lesson import Pupil, Reason, Why, propose
from tutor.learning.rules import MarkSource, Seen
from tutor.local_time import local_date

TODAY = local_date(NOW)
CONTENT = two_stages()


def seen(key, value, days=0, source=MarkSource.TUTOR):
    return Seen(key, value, source, 1, NOW - timedelta(days=days), lesson=days)


def pupil(*marks, name="千葉", goal="", phone="iphone"):
    return Pupil(name, phone, goal, marks)


def proposed(*pupils, content=CONTENT):
    return propose(content, pupils, today=TODAY, now=NOW)


def whys(*pupils, content=CONTENT):
    return {
        one.unit.key: [reason.why for reason in one.reasons] for one in proposed(*pupils, content=content)
    }


def test_who_begins_is_led_from_the_front_and_told_what_is_missing_before_the_rest():
    assert whys(pupil()) == {"touch": [Why.NEXT], "talk": [Why.AHEAD], "see": [Why.AHEAD]}


def test_units_of_a_reached_stage_come_last_and_the_next_in_order_first():
    found = whys(pupil(seen("tap", 3), seen("home", 3)))

    assert found == {"talk": [Why.NEXT], "see": [Why.READY], "touch": [Why.HELD]}


@pytest.mark.parametrize("value", [0, 1])
def test_what_went_with_hands_only_comes_before_what_is_new(value):
    found = whys(pupil(seen("tap", 3), seen("home", 3), seen("photo", value)))

    assert next(iter(found)) == "see"
    assert found["see"][0] is Why.HARD


def test_question_answered_wrong_counts_until_a_tutor_has_looked():
    before = (seen("tap", 3, 9), seen("home", 3, 9), seen("photo", 1, 2, MarkSource.QUIZ))

    assert Why.WRONG in whys(pupil(*before))["see"]
    assert Why.WRONG not in whys(pupil(*before, seen("photo", 2, 1)))["see"]


def test_review_that_is_due_on_the_day_of_the_lesson_is_a_reason_even_when_the_unit_is_held():
    assert whys(pupil(seen("tap", 3, 1), seen("home", 3)))["touch"] == [Why.DUE, Why.HELD]
    assert whys(pupil(seen("tap", 3), seen("home", 3)))["touch"] == [Why.HELD]


def test_wish_lifts_its_unit_and_what_it_needs_before():
    found = proposed(pupil(goal="photoを送りたい"))

    assert [one.unit.key for one in found] == ["touch", "see", "talk"]
    assert found[0].reasons[0] == Reason(Why.TOWARDS, ("千葉",), ("単元see",))
    assert [one.why for one in found[1].reasons] == [Why.GOAL, Why.AHEAD]


def test_stage_needed_far_before_counts_too():
    content = curriculum(
        (skill("a"), skill("b", 1), skill("c", 2)),
        stages=(stage(0), stage(1, 0), stage(2, 1)),
        units=(unit("ua", 1, "a"), unit("uc", 2, "c", stage=2)),
    )

    (reason,) = proposed(pupil(), content=content)[1].reasons

    assert (reason.why, reason.things) == (Why.AHEAD, ("段階0", "段階1"))


def test_couple_shares_what_helps_both_and_each_reason_says_whom():
    one = pupil(seen("tap", 3), seen("home", 3), name="一")
    other = pupil(seen("tap", 3), seen("home", 3), seen("photo", 1), name="二")

    first, *_ = proposed(one, other)

    assert first.unit.key == "see"
    assert [(reason.why, reason.whom) for reason in first.reasons] == [
        (Why.HARD, ("二",)),
        (Why.READY, ("一", "二")),
    ]


marks = st.lists(
    st.builds(
        seen,
        st.sampled_from(("tap", "home", "call", "photo")),
        st.integers(0, 4),
        st.integers(0, 60),
        st.sampled_from(MarkSource),
    ),
    max_size=12,
)


@given(marks, marks, st.sampled_from(("", "photoを送りたい")))
def test_plan_hangs_neither_on_the_order_of_marks_nor_on_that_of_people(mine, yours, goal):
    both = (pupil(*mine, name="一", goal=goal), pupil(*yours, name="二"))
    turned = (pupil(*yours[::-1], name="二"), pupil(*mine[::-1], name="一", goal=goal))

    assert [(one.unit, one.points) for one in proposed(*both)] == [
        (one.unit, one.points) for one in proposed(*turned)
    ]
    assert all(one.reasons for one in proposed(*both))


@pytest.mark.parametrize(
    ("reason", "of", "said"),
    [
        (Reason(Why.HARD, ("千葉 一",), ("電話に出る", "かける", "切る")), 1,
         "「電話に出る」、「かける」が、まだむずかしいようです。"),
        (Reason(Why.DUE, ("千葉 一",), ("出る",)), 2, "千葉 一さん：「出る」を、おさらいする時です。"),
        (Reason(Why.GOAL, ("一", "二"), ()), 2, "みなさん：ご本人の願いに合っています。"),
        (Reason(Why.AHEAD, ("一", "二", "三"), ("はじめ",)), 9, "3人：先に「はじめ」の段階をすすめます。"),
        (Reason(Why.WRONG, ("一",), ("a",)), 1, "「a」のしつもんで、まよいました。"),
        (Reason(Why.TOWARDS, ("一",), ("写真",)), 1, "願いの「写真」の前に、できるとよいことです。"),
        (Reason(Why.NEXT, ("一",), ()), 1, "順番では、つぎの単元です。"),
    ],
)  # fmt: skip
def test_reason_is_a_plain_sentence(reason, of, said):
    assert str(plan_words.sentence(reason, of=of)) == said


def test_every_reason_can_be_said():
    assert all(plan_words.sentence(Reason(why, ("一",), ("a",)), of=1) for why in Why)


@pytest.mark.parametrize(
    ("phones", "part"),
    [
        (["iphone"], "iPhoneのものを"),
        (["iphone", "iphone"], "iPhoneのものを"),
        (["iphone", "rakuraku"], "iPhone、らくらくスマートフォン"),
        (["iphone", "unknown"], "人によってちがいます"),
        (["none"], "貸し出す"),
        (["unknown"], "はじめに確かめて"),
        (["none", "unknown"], "はじめに確かめて"),
    ],
)
def test_phones_of_a_lesson_say_which_steps_to_teach(phones, part):
    assert part in str(plan_words.phones([pupil(phone=one) for one in phones]))


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        ("孫の写真を見たい。", "写真をとる"),
        ("LINEで返事をしたい", "lineを使う"),
        ("字が小さくて読めない。", "字を大きくできる"),
        ("夜、足もとを照らすあかりをつけたい。", "あかりをつけて、消せる"),
    ],
)
def test_wish_fits_what_it_names(wish, text):
    assert fits(wish, text)


@pytest.mark.parametrize("wish", ["", "スマホの練習をしたい", "もう一度ゆっくり", "歩数を見たい"])
def test_wish_that_names_nothing_of_a_unit_does_not_fit(wish):
    assert not fits(wish, "スマホの練習。写真をとる。もう一度入れられる。音を大きく")


def test_retired_skills_of_old_marks_disturb_nobody():
    assert proposed(pupil(seen("gone", 1)), content=replace(CONTENT, skills=CONTENT.skills[:2]))
