"""The table that is printed when the demo starts."""

from tutor import paper
from tutor.demo.cast import Player
from tutor.demo.poster import parts, poster, width

ADDRESS = "http://127.0.0.1:8001"
STAFF = Player(
    "coordinator-a", "coordinator", "小田島 由紀", "", "みどり野市", number="AB12CD34", password="mihon-x"
)
LEARNER = Player(
    "beginner", "beginner", "長谷川 京子", "", "みどり野市", number="EF56GH78", card="8SE1NP6W8W"
)


def test_poster_says_what_is_on_and_what_is_off():
    said = poster([STAFF], ADDRESS)

    for part in ("組み合わせ計算", "お知らせ", "読み上げ", "PDF"):
        assert part in said


def test_poster_says_where_the_telephones_are_or_that_texts_are_only_shown():
    assert "answered at http://127.0.0.1:4020" in poster([STAFF], ADDRESS, telephones="http://127.0.0.1:4020")
    assert "/demo/phones" in poster([STAFF], ADDRESS)


def test_poster_says_how_to_enter():
    lines = poster([STAFF, LEARNER], ADDRESS).splitlines()

    assert any("AB12CD34" in line and "mihon-x" in line for line in lines)
    assert any(f"{ADDRESS}/c/8SE1NP6W8W" in line for line in lines)


def test_columns_stand_under_each_other_although_some_letters_are_wide():
    lines = [line for line in poster([STAFF, LEARNER], ADDRESS).splitlines() if "みどり野市" in line]
    before = [line.split(number)[0] for line, number in zip(lines, ("AB12CD34", "EF56GH78"), strict=True)]

    assert width(before[0]) == width(before[1])


def test_wide_letters_take_two_places():
    assert (width("abc"), width("お知らせ"), width("SMS お")) == (3, 8, 6)


def test_what_is_off_comes_with_the_one_line_that_switches_it_on():
    (off,) = [line for line in parts(pdf=False, telephones="") if line[0] == "PDF"]
    (on,) = [line for line in parts(pdf=True, telephones="") if line[0] == "PDF"]

    assert (off[1], on[1]) == ("off", "on")
    assert paper.INSTALL in off[2]
