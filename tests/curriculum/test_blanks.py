"""What a town still has to write into a unit."""

from dataclasses import replace

from tests.curriculum.plain_content import curriculum, unit
from tutor.curriculum.blanks import blanks_of, open_blanks
from tutor.curriculum.content import Page, PhoneSteps, Unit

PHONE = PhoneSteps("iphone", "1. 〔市で書く：道具の名前〕をたたきます。")


def with_page(text: str, *steps: PhoneSteps, trouble: str = "") -> Unit:
    return replace(unit("rubbish", 62), pages=(Page("ごみの日", text, steps, trouble),))


def test_each_blank_says_what_belongs_there() -> None:
    one = with_page("〔市で書く：一〕と〔市で書く: 二 〕", PHONE, trouble="〔市で書く：三〕")
    one = replace(one, own_steps="〔市で書く：四〕", tutor_note="〔市で書く：五〕")

    assert blanks_of(one) == ["一", "二", "道具の名前", "三", "四", "五"]


def test_the_same_blank_twice_is_filled_in_once() -> None:
    assert blanks_of(with_page("〔市で書く：電話〕\n〔市で書く：電話〕")) == ["電話"]


def test_other_brackets_are_none() -> None:
    assert blanks_of(with_page("〔ひみつ〕と（　　）と〔市で書く〕")) == []


def test_units_that_wait_for_their_town_come_in_order() -> None:
    read = curriculum((), units=(unit("a", 1), with_page("〔市で書く：電話〕")))

    assert [(one.key, blanks) for one, blanks in open_blanks(read)] == [("rubbish", ["電話"])]
