"""What a voice says of a text."""

import pytest

from tests.curriculum.real import SUMAHO
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.spoken import LONGEST, plain_sentences, sentences
from tutor.speech.sheets import every

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("画面をさわります。\nこわれません。", ["画面をさわります。", "こわれません。"]),
        ("あさがおの時期、\n相撲の結果。", ["あさがおの時期、相撲の結果。"]),
        ("Touch it.\nLet go. Then wait!", ["Touch it.", "Let go.", "Then wait!"]),
        ("**強く**[押す](https://example.jp)だけ。", ["強く押すだけ。"]),
        ("「切れます。よいですか」と出ます。次です。", ["「切れます。よいですか」と出ます。", "次です。"]),
        ("{赤荻|あこおぎ}の{方|かた}へ。", ["あこおぎのかたへ。"]),
        ("![指が触れる](pictures/x.svg)", []),
        ("わたしのしるしは、（　　　　）", ["わたしのしるしは、"]),
        ("帰りのバスは、（　　時　　分）", ["帰りのバスは、"]),
        ("（または、その先）へ行きます。", ["（または、その先）へ行きます。"]),
        ("○を押し、×は押しません。", ["まるを押し、ばつは押しません。"]),
        ("係の番号は、これです。\n〔市で書く：ごみの係の電話番号〕", ["係の番号は、これです。"]),
        ("1. 電話します。\n2. 〔市で書く：係の番号〕\n3. 切ります。", ["1、電話します。", "3、切ります。"]),
        ("〔市で書く：市のLINEの名前〕をたたきます。", ["市のLINEの名前をたたきます。"]),
        ("", []),
        ("……", []),
    ],
)
def test_text_is_said_in_sentences_without_signs(text, said):
    assert sentences(text) == said


def test_lists_are_said_with_their_numbers_and_points_without():
    assert sentences("番号が出たら、\n\n1. 押します。\n2. 待ちます。\n\n- 金づち") == [
        "番号が出たら、",
        "1、押します。",
        "2、待ちます。",
        "金づち",
    ]
    assert sentences("1. Press it.") == ["1. Press it."]


def test_sentence_too_long_for_one_breath_is_cut_at_its_commas():
    parts = plain_sentences("とても長い文なので、" * 20 + "おわり。")

    assert all(len(part) <= LONGEST for part in parts)
    assert parts[0].endswith("、")
    assert "".join(parts) == "とても長い文なので、" * 20 + "おわり。"


def test_text_without_any_comma_is_cut_all_the_same():
    assert [len(part) for part in plain_sentences("あ" * 170)] == [80, 80, 10]


def test_nothing_of_the_real_units_keeps_a_sign_of_markdown_or_is_too_long():
    said = [
        line for unit in read_curriculum(SUMAHO).units for lines in every(unit).values() for line in lines
    ]

    assert len(said) > 1000
    assert [line for line in said if any(sign in line for sign in ("**", "](", "![", "{", "|", "　　"))] == []
    assert [line for line in said if len(line) > 2 * LONGEST] == []
