"""The same value in each language: days, moments, names, and the words that stand for a name."""

from datetime import UTC, date, datetime

import pytest

from tutor.messaging.fields import Names, written
from tutor.sentences import Said

SATO, TAKAHASHI, ABE = ("佐藤", "さとう"), ("高橋", "たかはし"), ("阿部", "あべ")
COURSE = (date(2026, 12, 4), date(2026, 12, 5))
UNTIL = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "ja", "easy", "en"),
    [
        ("10:00", "10:00", "10:00", "10:00"),
        (date(2026, 12, 25), "12月25日(金)", "12月25日(金)", "Fri 25 Dec"),
        (COURSE, "12月4日(金)・12月5日(土)", "12月4日(金)・12月5日(土)", "Fri 4 Dec, Sat 5 Dec"),
        (UNTIL, "12月24日(木)18:00", "12月24日(木)18:00", "Thu 24 Dec 18:00"),
        (Said("ご自宅"), "ご自宅", "あなたの いえ", "your home"),
        (Said("公園"), "公園", "公園", "公園"),
        (Names((SATO,)), "佐藤", "さとう", "Sato"),
        (Names((SATO, TAKAHASHI), few=True), "佐藤・高橋", "さとう・たかはし", "Sato and Takahashi"),
        (Names((SATO, TAKAHASHI, ABE), few=True), "佐藤ほか", "さとうほか", "Sato and others"),
        (Names((SATO, SATO)), "佐藤・佐藤", "さとう・さとう", "Sato and Sato"),
        (Names((SATO, ABE, SATO), honoured=True), "佐藤様・阿部", "さとうさん・あべ", "Sato and Abe"),
        (Names((("ｽﾐｽ", ""),)), "ｽﾐｽ", "ｽﾐｽ", "ｽﾐｽ"),
        (Names(()), "", "", ""),
    ],
)  # fmt: skip
def test_each_language_writes_it_its_own_way(value, ja, easy, en):
    assert [written(value, language) for language in ("ja", "ja-easy", "en")] == [ja, easy, en]


def test_unknown_language_reads_japanese():
    assert written(date(2026, 12, 25), "xx") == "12月25日(金)"
