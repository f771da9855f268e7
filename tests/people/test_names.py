"""Readings are found however they were written."""

import pytest

from tutor.people.names import fold


@pytest.mark.parametrize("written", ["ちば しょうこ", "チバ　ショウコ", "ﾁﾊﾞ ｼｮｳｺ", "ちばしようこ"])
def test_reading_is_folded_to_one_form(written):
    assert fold(written) == "チバシヨウコ"


def test_long_marks_do_not_matter():
    assert fold("サトー") == fold("さと")


def test_empty_reading_folds_to_nothing():
    assert fold("  ") == ""
