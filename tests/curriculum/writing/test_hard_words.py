"""Words that people stop at: with an explanation, or only as what the screen says."""

import pytest

from tests.curriculum.small_curriculum import line_of
from tests.curriculum.writing.small import unit_text, written
from tutor.curriculum.writing.hard_words import Words, unexplained, unquoted

WORDS = Words(("QRコード", "アプリ", "LINE", "設定"), (("タップ", "ポンとたたく"),))


@pytest.mark.parametrize("said", ["QRコードを読みます。", "「設定」を開きます。", "LINEで送ります。"])
def test_a_hard_word_without_its_explanation_is_named_where_it_stands_first(said: str) -> None:
    text = f"{said}\n\n{said}"

    (problem,) = unexplained(written(text), WORDS)

    assert problem[:2] == ("units/01-touch.md", line_of(unit_text(said=text), said))
    assert "説明が、この単元にありません" in problem.sentence


@pytest.mark.parametrize(
    "explained",
    [
        "「QRコード」は、白黒の小さな四角です。",
        "「QRコード」とは、白黒の小さな四角です。",
        "「QRコード」は、\n白黒の小さな四角です。",
        "QRコード（白黒の小さな四角）を読みます。",
        "「QRコード」（白黒の小さな四角）を読みます。",
        "四角い絵の「QRコード」を開きます。",
        "白黒の小さな四角（QRコード）を読みます。",
        "「{QRコード|きゅーあーるこーど}」は、白黒の小さな四角です。",
    ],
)
def test_each_form_of_an_explanation_counts_before_and_after_the_word(explained: str) -> None:
    for said in (f"QRコードを読みます。\n{explained}", f"{explained}\nQRコードを読みます。"):
        assert list(unexplained(written(said), WORDS)) == []


@pytest.mark.parametrize(
    "said", ["わたしのQRコード（　　　）", "「アプリ」は、小さな道具です。\nQRコードを読みます。"]
)
def test_a_line_to_write_on_and_another_word_explain_nothing(said: str) -> None:
    assert len(list(unexplained(written(said), WORDS))) == 1


@pytest.mark.parametrize(
    "said", ["ONLINEと出ます。", "「設定を変更」を押します。", "マイナアプリケーションです。", "もどれます。"]
)
def test_a_part_of_another_word_and_of_a_longer_label_is_no_use_of_it(said: str) -> None:
    assert list(unexplained(written(said), WORDS)) == []


def test_a_word_of_the_screen_outside_of_quotes_is_named_with_what_to_say_instead() -> None:
    unit = written("絵を見ます。\nタップします。")

    (problem,) = unquoted(unit.shown, WORDS)

    assert problem[:2] == ("units/01-touch.md", line_of(unit_text(said="タップします。"), "タップ") + 1)
    assert "ポンとたたく" in problem.sentence


@pytest.mark.parametrize("said", ["「タップしてください」と出ます。", "「はい、\nタップして」と出ます。"])
def test_within_quotes_it_is_what_the_screen_says(said: str) -> None:
    assert list(unquoted(written(said).shown, WORDS)) == []


def test_notes_of_tutors_may_use_any_word() -> None:
    unit = written("もどれます。")
    note = next(line for line in unit.lines if line.tutor and line.text)

    assert note.text == "手は机の上に置きます。"
    assert note not in unit.shown
