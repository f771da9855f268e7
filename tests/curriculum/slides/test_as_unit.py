"""A deck as a unit, in the lines of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.curriculum.slides.as_unit import unit_of
from tutor.curriculum.slides.deck import Deck, DeckPage, DeckPicture
from tutor.curriculum.slides.lines import page_text, wrapped
from tutor.curriculum.slides.plain_words import plain
from tutor.curriculum.source.sections import LONGEST_LINE, check_line, visible, width
from tutor.curriculum.source.unit_body import Body
from tutor.curriculum.written_unit import unit_file

LONG = "市の防災の地図を開いて自分の家がどの色の場所にあるかを家族といっしょに確かめておきます"


def page(**more):
    (made,) = unit_of(Deck((DeckPage(**{"title": "題", **more}),)), key="a", number=7).pages
    return made


def problems(unit) -> list[str]:
    """What the reader says of its body."""
    said = []
    body = Body(unit_file(unit).split("\n+++\n", 1)[1].split("\n"), 1, lambda _line, why: said.append(why))
    body.pages(unit.kind), body.exercise(), body.own_steps(), body.questions(unit.kind, ()), body.tutor_note()
    return said


def test_long_sentence_breaks_where_a_phrase_begins():
    assert wrapped(LONG) == [
        "市の防災の地図を開いて自分の家がどの色の場所にあるかを家族といっしょに",
        "確かめておきます",
    ]


def test_short_line_stays_one_and_sentences_of_a_long_one_begin_anew():
    assert wrapped("開きます。見ます。") == ["開きます。見ます。"]
    assert wrapped(f"{LONG[:30]}です。つぎに、色を見て確かめます。") == [
        f"{LONG[:30]}です。",
        "つぎに、色を見て確かめます。",
    ]


def test_link_is_not_torn():
    line = f"{LONG[:28]}[防災の地図を見る](https://example.jp/a?b=1&c=2)をご覧ください"

    assert any("[防災の地図を見る](https://example.jp/a?b=1&c=2)" in one for one in wrapped(line))


@given(st.text(st.sampled_from("あいの家図カ、。！）( aB1#*[]{}<>\\-"), max_size=90).map(plain))
def test_whatever_a_slide_says_the_reader_takes(text):
    said = []
    for line in page_text([text, f"- {text}"]).split("\n"):
        check_line(1, line, lambda _line, why: said.append(why))
        assert width(visible(line)) <= LONGEST_LINE

    assert said == []


def test_points_stay_a_list_with_room_around_it():
    assert page_text(["見ます。", "- 一", "- 二", "おわり"]) == "見ます。\n\n- 一\n- 二\n\nおわり"


def test_notes_are_read_aloud_and_are_no_markup():
    made = page(lines=("見ます。",), notes="# はじめに\n\n**大事**です。")

    assert made.narration == "はじめに\n＊＊大事＊＊です。"


def test_long_title_goes_on_in_the_text():
    made = page(title=LONG)

    assert (made.title, made.text) == (LONG[:35], LONG[35:])


def test_slide_without_a_title_takes_its_first_line_and_an_empty_one_its_number():
    assert (page(title="", lines=("はじめに", "見ます。")).title, page(title="").title) == (
        "はじめに",
        "1枚目",
    )


def test_picture_stands_below_with_what_is_seen():
    made = page(lines=("見ます。",), pictures=(DeckPicture("ab.webp", "地図", 4, 3),))

    assert made.text == "見ます。\n\n![地図](pictures/ab.webp)"


@pytest.mark.parametrize("pages", [1, 100])
def test_reader_has_nothing_to_say_of_it(pages):
    deck = Deck(tuple(DeckPage(f"題{n}", (LONG, f"- {LONG}"), "話す。" * 50) for n in range(pages)))

    assert problems(unit_of(deck, key="a", number=7)) == []


def test_what_is_left_out_is_in_the_tutors_note():
    unit = unit_of(Deck((DeckPage("題"), DeckPage("題", left_out=("chart",)))), key="a", number=7)

    assert "2枚目の図かグラフは、入っていません" in unit.tutor_note
