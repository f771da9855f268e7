"""What somebody is found by, and how a typed text is read."""

import pytest

from tutor.people.search_rules import (
    LONGEST_KEY,
    KeyKind,
    Name,
    driver,
    name_keys,
    number_keys,
    place_keys,
    words,
)


def begins(typed):
    return [[word.begins for word in way] for way in words(typed)]


def test_name_is_found_from_each_of_its_letters_and_by_both_readings():
    keys = name_keys(Name("小野寺", "ツネ", "おのでら", "つね"))

    assert keys == {"オノデラツネ", "ツネ", "小野寺ツネ", "野寺ツネ", "寺ツネ", "ネ"}


def test_name_without_a_reading_has_no_empty_key():
    assert name_keys(Name("", "", "", "")) == set()


def test_long_name_is_cut_to_what_the_column_holds():
    assert max(map(len, name_keys(Name("長" * 40, "い" * 40, "", "")))) == LONGEST_KEY


def test_number_is_found_from_each_digit_that_leaves_three():
    keys = number_keys("+819012345678")

    assert {"09012345678", "9012345678", "678"} <= keys
    assert "78" not in keys
    assert len(keys) == 9


def test_foreign_number_keeps_its_country():
    assert "8225551234" in number_keys("+8225551234")


def test_address_is_found_with_and_without_its_town_and_behind_its_part():
    keys = place_keys(town="山目", reading="やまのめ", address="山目字寺前12-3")

    assert keys == {"山目字寺前123", "ヤマノメ", "字寺前123", "寺前123"}


def test_address_written_without_the_town_is_found_by_both():
    assert place_keys(town="川岸", reading="かわぎし", address="12-3") >= {"川岸123", "123"}


@pytest.mark.parametrize("typed", ["おのでら", "オノデラ", "ｵﾉﾃﾞﾗ", "おのでら　"])
def test_reading_is_one_word_however_it_was_typed(typed):
    assert begins(typed) == [["オノデラ"]]


@pytest.mark.parametrize("typed", ["090-1234", "０９０－１２３４", "090 1234", "(090)1234", "+81 90 1234"])
def test_number_is_digits_however_it_was_typed(typed):
    way = words(typed)

    assert begins(typed) == [["0901234"]]
    assert way[0][0].kinds[0] is KeyKind.NUMBER


def test_two_digits_are_no_number():
    assert words("12")[0][0].kinds == (KeyKind.NAME, KeyKind.PLACE)


def test_words_are_tried_together_and_then_each():
    assert begins("おのでら　つね") == [["オノデラツネ"], ["オノデラ", "ツネ"]]


def test_name_with_a_part_of_the_number_asks_for_both():
    _, each = words("千葉 8633")

    assert [word.kinds[0] for word in each] == [KeyKind.NAME, KeyKind.NUMBER]
    assert driver(each).begins == "8633"


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "ー", "・"])
def test_nothing_to_compare_is_no_search(typed):
    assert words(typed) == []


def test_what_begins_with_a_word_lies_before_its_end():
    word = words("チバ")[0][0]

    assert word.begins <= "チバ" < "チバン" < "チバ𠮷" < word.ends
    assert word.begins > "チハ"
    assert word.ends < "チビ"
