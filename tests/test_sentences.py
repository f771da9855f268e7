"""Sentences without a language: filled, kept, and read again."""

from datetime import UTC, date, datetime

import pytest

from tutor.sentences import EMPTY, Counted, Said, read, together, written

MOMENT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)
TIRED = Said("少しお休みします。")


@pytest.mark.parametrize(
    ("said", "japanese"),
    [
        (Said("止めました。"), "止めました。"),
        (Said("100%終わりました。"), "100%終わりました。"),
        (Said("%(n)d件です。", n=3), "3件です。"),
        (Said("%(day)sは休業日です。", day=DAY), "11月24日(火)は休業日です。"),
        (Said("%(when)sです。", when=MOMENT), "11月24日(火) 15:00です。"),
        (Said("%(names)sです。", names=["川岸", "本町"]), "川岸、本町です。"),
        (Said("%(who)sは、%(why)s", who="佐藤", why=TIRED), "佐藤は、少しお休みします。"),
        (together(Counted("%(num)d件です。", 1), TIRED), "1件です。少しお休みします。"),
        (together(Said("月曜日"), Said("火曜日")), "月曜日、火曜日"),
        (together(), ""),
        (EMPTY, ""),
    ],
)
def test_in_japanese(said, japanese):
    assert str(said) == japanese
    assert str(read(written(said))) == japanese


@pytest.mark.parametrize(
    "said",
    [
        TIRED,
        Counted("%(num)d件です。", 2, day=DAY),
        Said("%(when)s %(many)s", when=MOMENT, many=(TIRED, Said("%(who)s", who="佐藤"))),
    ],
)
def test_what_is_kept_is_read_as_it_was(said):
    assert read(written(said)) == said


def test_nothing_kept_is_nothing_said():
    assert read("") == EMPTY
    assert not EMPTY
    assert TIRED


def test_alike_are_those_with_the_same_words_and_the_same_in_them():
    assert Said("%(n)d件", n=1) == Said("%(n)d件", n=1)
    assert Said("%(n)d件", n=1) != Said("%(n)d件", n=2)
    assert Said("%(num)d件", num=1) != Counted("%(num)d件", 1)
    assert Said("件") != "件"
    assert len({TIRED, Said("少しお休みします。")}) == 1
