"""Large type: sentences apart, what must not be misread in one piece, letters that fit the card."""

import pytest

from tutor.web.papers import type_setting
from tutor.web.papers.type_setting import SIZES, card_size, kept_together, sentences


def test_each_sentence_is_a_line_and_a_short_word_with_a_dot_ends_none():
    assert sentences("千葉様に、お知らせです。11月25日(水)です。") == [
        "千葉様に、お知らせです。",
        "11月25日(水)です。",
    ]
    assert sentences("It is on Mon 7 Dec. Tel. 0191-21-8633. Thank you.") == [
        "It is on Mon 7 Dec.",
        "Tel. 0191-21-8633.",
        "Thank you.",
    ]
    assert sentences("") == []


@pytest.mark.parametrize(
    ("sentence", "piece"),
    [
        ("レッスンは11月25日(水)10:00です。", '<b class="nowrap">11月25日(水)10:00</b>'),
        ("どの日も13:30からです。", '<b class="nowrap">13:30</b>'),
        ("please call 0191-21-8633.", '<b class="nowrap">0191-21-8633</b>'),
        ("moved to Mon 14 Dec at 9:00.", '<b class="nowrap">Mon 14 Dec</b>'),
        ("担当は佐々木・小野寺です。", '<span class="nowrap">佐々木・小野寺</span>'),
    ],
)
def test_dates_times_numbers_and_names_stay_in_one_piece(sentence, piece):
    assert piece in kept_together(sentence)


def test_what_somebody_typed_stays_text():
    assert "&lt;b&gt;" in kept_together("<b>11月25日(水)")


def test_letters_get_smaller_only_as_far_as_the_words_need():
    sizes = [card_size(["あ" * 20] * n) for n in (1, 5, 6, 8, 40)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (SIZES[0], SIZES[-1])
    for n in (1, 5, 6, 8):
        assert type_setting._height(["あ" * 20] * n, card_size(["あ" * 20] * n)) <= type_setting.HEIGHT
