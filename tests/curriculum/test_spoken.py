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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("左向きの「＜」でもどります。", "左向きの「くの字」でもどります。"),
        ("右の「＋」か✓です。", "右の「プラス」かチェックです。"),
        ("「！」が出たら、待ちます！", "「びっくり」が出たら、待ちます！"),
        ("友だちの「@」の名前です。", "友だちの「アットマーク」の名前です。"),
        ("「¥480」とあります。", "「480円」とあります。"),
        ("終わりが「go.jp」の所です。", "終わりが「ジーオー ドット ジェイピー」の所です。"),
        ("ななめの線「/」があれば、矢じり「＜」です。", "ななめの線があれば、矢じりです。"),
        ("Tap 「＋メッセージ」 or 「＜」, not #9110.", "Tap 「＋メッセージ」 or 「＜」, not #9110."),
    ],
)
def test_signs_of_a_screen_are_named_because_voices_leave_them_out(text, said):
    assert plain_sentences(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("うその電話は「#9110」", "うその電話は「シャープ、キューイチイチゼロ」"),
        ("家族か188に話す", "家族かイチハチハチに話す"),
        ("171に、声を残します。", "イチナナイチに、声を残します。"),
        ("110番か119番です。", "ひゃくとお番かひゃくじゅうきゅう番です。"),
        (
            "番号は「0120-95-0178」です。",
            "番号は「ゼロイチニーゼロの、キューゴーの、ゼロイチナナハチ」です。",
        ),
        ("119円と171ページ、1,188円。", "119円と171ページ、1,188円。"),
        ("Call 119, or 188.", "Call 119, or 188."),
    ],
)
def test_numbers_to_call_are_said_as_people_say_them(text, said):
    assert plain_sentences(text) == [said]


def test_line_that_ends_with_a_blank_ends_what_is_said_and_a_blank_within_is_named():
    assert sentences(
        "電波の名前は、\n（　　　）\n紙は、（　　　）にあります。\n駅は、（　　　）と（　　　）"
    ) == [
        "電波の名前は、",
        "紙は、なになににあります。",
        "駅は、",
    ]
    assert sentences("I press (      )\nThe sign is (      )") == ["I press", "The sign is"]


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
