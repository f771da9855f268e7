"""One sentence, on a Japanese and on an English page."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tutor.errors import Refused
from tutor.reports.rules import Shown
from tutor.sentences import Counted, Said, together
from tutor.web.language import COOKIE
from tutor.web.saying import figure, listed, say

pytestmark = pytest.mark.usefixtures("english")
DAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
CLOSED = Said("%(day)sは休業日です。", day=DAY)


def in_english(app: Flask):
    return app.test_request_context(headers={"Cookie": f"{COOKIE}=en"})


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (Said("止めました。"), "Stopped."),
        (CLOSED, "The office is closed on Tue 24 Nov."),
        (Refused("%(day)sは休業日です。", day=DAY), "The office is closed on Tue 24 Nov."),
        (Counted("%(num)d行を読みました。", 1), "1 row was read."),
        (Counted("%(num)d行を読みました。", 2), "2 rows were read."),
        (
            together(Counted("%(num)d行を読みました。", 2), Said("止めました。")),
            "2 rows were read. Stopped.",
        ),
        (together(Said("月曜日"), Said("火曜日")), "Monday, Tuesday"),
        (
            Said("%(when)s %(names)sです", when=MOMENT, names=["佐藤", "及川"]),
            "Tue 24 Nov 15:00, 佐藤, 及川",
        ),
        ("川岸", "川岸"),
        (Said(), ""),
    ],
)
def test_english_page_says_it_in_english(app, said, english):
    with in_english(app):
        assert say(said) == english


def test_japanese_page_says_it_in_japanese(app):
    with app.test_request_context():
        assert say(together(CLOSED, Said("止めました。"))) == "11月24日(火)は休業日です。止めました。"
        assert listed(["佐藤", "及川"], "・") == "佐藤・及川"


def test_names_stand_with_the_comma_of_the_language(app):
    with in_english(app):
        assert listed(["佐藤", "及川"], "・") == "佐藤, 及川"


def test_counter_word_stands_on_a_japanese_page_only(app):
    part = app.jinja_env.from_string('{% from "parts/bits.html" import unit %}3 {{ unit("件") }}')

    with app.test_request_context():
        assert part.render() == "3 <small>件</small>"
    with in_english(app):
        assert part.render() == "3 "


def test_small_number_is_said_in_words(app):
    with in_english(app):
        assert figure(Shown(2, Said("%(n)d未満", n=3))) == "fewer than 3"
        assert figure(12) == "12"
