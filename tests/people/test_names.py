"""Readings are found however they were written."""

import pytest

from tutor.people.names import fold, romaji


@pytest.mark.parametrize("written", ["ちば しょうこ", "チバ　ショウコ", "ﾁﾊﾞ ｼｮｳｺ", "ちばしようこ"])
def test_reading_is_folded_to_one_form(written):
    assert fold(written) == "チバシヨウコ"


def test_long_marks_do_not_matter():
    assert fold("サトー") == fold("さと")


def test_empty_reading_folds_to_nothing():
    assert fold("  ") == ""


@pytest.mark.parametrize(
    ("reading", "letters"),
    [
        ("さとう", "Sato"),
        ("おおの", "Ono"),
        ("とおやま", "Toyama"),
        ("いのうえ", "Inoue"),
        ("まつうら", "Matsuura"),
        ("ひろおか", "Hirooka"),
        ("ほんま", "Homma"),
        ("えっちゅう", "Etchu"),
        ("ハットリ", "Hattori"),
        ("おぎゅう", "Ogyu"),
        ("", ""),
    ],
)
def test_name_for_who_reads_no_kana_is_that_of_a_passport(reading, letters):
    assert romaji(reading) == letters
