"""Sentences for those who were left out."""

import json
from typing import get_args

import pytest

from tutor.matching.engine.plan import Code, Reason
from tutor.matching.reasons import kept, sentences


def said(reason: Reason, *, has_starts: bool = True) -> str:
    (sentence,) = sentences(kept([reason], has_starts=has_starts))
    return str(sentence)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason("too_few_tutors", 1, 2), "希望の半日に来られる学生講師は、1人だけです（2人必要です）。"),
        (Reason("too_few_tutors", 0, 2), "希望の半日に来られる学生講師がいません（2人必要です）。"),
        (
            Reason("needs_unmet", tag="iphone"),
            "希望の半日に、iPhoneを教えられる人をふくむ2人がそろいません。",
        ),
        (Reason("needs_unmet"), "希望の半日に、電話機にくわしい人と経験のある人をふくむ2人がそろいません。"),
        (Reason("all_busy"), "希望の半日に来られる学生講師は、みなほかの訪問に入っています。"),
        (Reason("not_worth"), "行くことはできますが、移動が長く、ほかの方の訪問が減ってしまいます。"),
    ],
)
def test_reason_is_a_plain_sentence(reason, sentence):
    assert said(reason) == sentence


def test_request_without_a_half_day_this_week_says_so():
    nobody = Reason("too_few_tutors", possible=0, required=2)

    assert said(nobody, has_starts=False) == "希望の半日が、この週にはもうありません。"


def test_every_code_of_the_engine_has_a_sentence():
    codes = get_args(Code)

    assert len({said(Reason(code)) for code in codes}) == len(codes)


def test_stored_reason_holds_only_what_is_known():
    assert json.loads(kept([Reason("needs_unmet", tag="woman")], has_starts=True)) == [
        {"code": "needs_unmet", "tag": "woman"}
    ]


def test_visit_that_was_served_has_no_reason():
    assert sentences("[]") == ()
