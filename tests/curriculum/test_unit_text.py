"""The Markdown below a unit's front matter: what is refused, and at which line."""

from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import UNIT, UNIT_TEXT, changed, line_of, write_curriculum
from tests.curriculum.test_reader import only_problem, problems_of
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.source.sections import visible

BROKEN = [
    # The line named is that of `at` in the broken text.
    ("さわっても、こわれません。", "あ" * 37, "あ" * 37, "1行が37字あります。36字まで"),
    ("# ページ：たたく", f"# ページ：{'あ' * 37}", "あ" * 37, "1行が37字"),
    ("1. 短くふれます。", f"1. {'あ' * 37}", "あ" * 37, "1行が37字"),
    ("外をたたきます。", "あ" * 37, "あ" * 37, "1行が37字"),
    ("  そのとおりです。", f"  {'あ' * 37}", "あ" * 37, "1行が37字"),
    ("1. もどります。", "あ" * 37, "あ" * 37, "1行が37字"),
    ("もどるには（　　）", "あ" * 37, "あ" * 37, "1行が37字"),
    ("もどれます。", "<script>alert(1)</script>", "<script>", "HTML"),
    ("手は机の上に置きます。", "<b>手</b>は机の上。", "<b>", "HTML"),
    ("もどれます。", "[押す](javascript:alert(1))", "javascript", "https:// と http:// と tel:"),
    ("もどれます。", "[押す]()", "[押す]", "https:// と http:// と tel:"),
    ("もどれます。", "＃ ページ：もどる", "＃ ページ", "半角の「#」"),
    ("もどれます。", "緑の**「応答」**を押す", "応答", "太字の「**」がきいていません"),
    ("# れんしゅう：朝に一回", "# れんしゅう", "# れんしゅう", "れんしゅうの題名がありません"),
    ("# ページ：もどる", "# ページ", "# ページ\n", "ページの題名がありません"),
    ("もどれます。", "", "# ページ：もどる", "ページに文がありません"),
    ("外をたたきます。", "", "## こまったとき", "「こまったとき」の下に文がありません"),
    ("## こまったとき", "## iPad", "## iPad", "小見出し「iPad」はわかりません"),
    ("## こまったとき", "## iPhone", "## iPhone", "小見出し「iPhone」が二つあります"),
    ("## Android\n1. 短くふれます。\n", "", "# ページ：たたく", "「## Android」の手順がありません"),
    ("1. 短くふれます。", "1. ふれて、はなします。", "## Android", "iPhoneとAndroidの手順が同じです"),
    ("# じぶんの手順", "# メモ", "# メモ", "見出し「メモ」はわかりません"),
    ("# 講師へ", "### 講師へ", "### 講師へ", "のような見出しから始めてください"),
    ("+++\n\n# ページ", "+++\nはじめに\n# ページ", "はじめに", "のような見出しから始めてください"),
    ("もどるには（　　）", "## iPhone\nもどる", "## iPhone\nもどる", "中に小見出しは使えません"),
    ("- [ ] 切る", "## iPhone\n- [ ] 切る", "## iPhone\n- [ ]", "中に小見出しは使えません"),
    ("- [x] もどる", "- [ ] もどる", "# しつもん：どう", "正しい答え「- [x]」が0個"),
    ("- [ ] 切る", "- [x] 切る", "# しつもん：どう", "正しい答え「- [x]」が2個"),
    ("- [ ] 切る\n  切らなくて大丈夫です。\n", "", "# しつもん：どう", "答えが1個あります"),
    ("  切らなくて大丈夫です。\n", "", "- [ ] 切る", "この答えの説明がありません"),
    ("- [ ] 切る", "* 切る", "* 切る", "「- [ ] 」か「- [x] 」"),
    ("# ページ：もどる", "# ページ：〔市で書く：名〕", "# ページ：〔", "「〔市で書く：…〕」は使えません"),
    ("- [x] もどる", "- [x] 〔市で書く：番号〕", "〔市で書く", "「〔市で書く：…〕」は使えません"),
    ("  そのとおりです。", "  〔市で書く：番号〕です。", "〔市で書く", "「〔市で書く：…〕」は使えません"),
    ("# しつもん：なぜですか。", "# しつもん", "# しつもん\n", "質問の文がありません"),
]


SAME_STEPS = [
    "1. Androidをさわり、すぐにはなします。",
    "1. アンドロイドをさわり、すぐにはなします。",
    "1. Androidをさわり、\n2. すぐにはなします。",
    "- Androidをさわり すぐにはなします",
]


def in_lines(text: str, at: str) -> int:
    return text[: text.index(at)].count("\n") + 1


@pytest.mark.parametrize(("old", "new", "at", "sentence"), BROKEN)
def test_a_mistake_in_the_text_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, sentence: str
) -> None:
    unit = changed(UNIT_TEXT, old, new)
    problems = problems_of(write_curriculum(tmp_path, unit=unit))

    found = [(p.file, p.line) for p in problems if sentence in p.sentence]
    first = at if at in unit else old
    if "が二つあります" in sentence:
        assert found == [(UNIT, line_of(UNIT_TEXT, old))]
    else:
        assert found == [(UNIT, in_lines(unit, first))]


MISSING = ["# れんしゅう：朝に一回", "# じぶんの手順", "# 講師へ"]


@pytest.mark.parametrize("heading", MISSING)
def test_a_section_that_is_missing_is_named(tmp_path: Path, heading: str) -> None:
    start = UNIT_TEXT.index(heading)
    end = UNIT_TEXT.find("\n# ", start)
    unit = UNIT_TEXT[:start] + (UNIT_TEXT[end + 1 :] if end > 0 else "")
    kind = heading.split("：")[0]

    problem = only_problem(write_curriculum(tmp_path, unit=unit))

    assert (problem.file, problem.line) == (UNIT, 1)
    assert problem.sentence == f"「{kind}」がありません。書きたしてください。"


@pytest.mark.parametrize("heading", MISSING)
def test_a_section_without_text_is_named(tmp_path: Path, heading: str) -> None:
    start = UNIT_TEXT.index(heading) + len(heading)
    end = UNIT_TEXT.find("\n# ", start)
    unit = UNIT_TEXT[:start] + (UNIT_TEXT[end:] if end > 0 else "")

    problem = only_problem(write_curriculum(tmp_path, unit=unit))

    assert (problem.line, "の下に文がありません" in problem.sentence) == (line_of(UNIT_TEXT, heading), True)


@pytest.mark.parametrize("heading", MISSING)
def test_a_section_that_stands_twice_is_named(tmp_path: Path, heading: str) -> None:
    unit = f"{UNIT_TEXT}{heading}\nもう一度。\n"
    problem = only_problem(write_curriculum(tmp_path, unit=unit))

    assert problem.line == UNIT_TEXT.count("\n") + 1
    assert "が二つあります" in problem.sentence


def with_pages(count: int) -> str:
    page = "# ページ：もどる\nもどれます。\n\n"
    return changed(UNIT_TEXT, page, page * (count - 2))


@pytest.mark.parametrize("count", [3, 8])
def test_three_to_eight_pages_are_accepted(tmp_path: Path, count: int) -> None:
    unit = read_curriculum(write_curriculum(tmp_path, unit=with_pages(count))).units[0]

    assert len(unit.pages) == count


def test_two_pages_are_too_few(tmp_path: Path) -> None:
    problem = only_problem(write_curriculum(tmp_path, unit=with_pages(2)))

    assert (problem.line, problem.sentence) == (1, "「# ページ」が2個あります。3個から8個にしてください。")


def test_the_ninth_page_is_the_one_too_many(tmp_path: Path) -> None:
    unit = with_pages(9)
    problem = only_problem(write_curriculum(tmp_path, unit=unit))

    assert problem.line == in_lines(unit, "# れんしゅう") - 3
    assert "「# ページ」が9個あります" in problem.sentence


@pytest.mark.parametrize(("count", "accepted"), [(1, False), (2, True), (4, True), (5, False)])
def test_two_to_four_questions_are_accepted(tmp_path: Path, count: int, accepted: bool) -> None:
    start, end = UNIT_TEXT.index("# しつもん：なぜ"), UNIT_TEXT.index("# じぶんの手順")
    unit = UNIT_TEXT[:start] + UNIT_TEXT[start:end] * (count - 1) + UNIT_TEXT[end:]
    folder = write_curriculum(tmp_path, unit=unit)

    if accepted:
        assert len(read_curriculum(folder).units[0].questions) == count
    else:
        assert f"「# しつもん」が{count}個あります" in only_problem(folder).sentence


@pytest.mark.parametrize(("count", "accepted"), [(2, True), (4, True), (5, False)])
def test_two_to_four_answers_are_accepted(tmp_path: Path, count: int, accepted: bool) -> None:
    answer = "- [ ] 切る\n  切らなくて大丈夫です。\n"
    folder = write_curriculum(tmp_path, unit=changed(UNIT_TEXT, answer, answer * (count - 1)))

    if accepted:
        assert len(read_curriculum(folder).units[0].questions[0].choices) == count
    else:
        assert f"答えが{count}個あります" in only_problem(folder).sentence


def test_a_right_answer_may_be_marked_with_a_capital_letter(tmp_path: Path) -> None:
    folder = write_curriculum(tmp_path, unit=changed(UNIT_TEXT, "- [x] もどる", "- [X] もどる"))

    assert read_curriculum(folder).units[0].questions[0].choices[0].right


def test_steps_that_differ_only_in_the_name_of_the_phone_are_the_same(tmp_path: Path) -> None:
    unit = changed(UNIT_TEXT, "1. ふれて、はなします。", "1. iPhoneにふれます。")
    unit = changed(unit, "1. 短くふれます。", "1. Androidにふれます。")

    assert "手順が同じです" in only_problem(write_curriculum(tmp_path, unit=unit)).sentence


@pytest.mark.parametrize(
    "line", ["あ" * 36, f"10. {'あ' * 36}", f"- **{'あ' * 36}**", f"[{'あ' * 36}](tel:188)"]
)
def test_a_line_of_thirty_six_characters_is_accepted_whatever_its_markup(tmp_path: Path, line: str) -> None:
    folder = write_curriculum(tmp_path, unit=changed(UNIT_TEXT, "もどれます。", line))

    assert read_curriculum(folder).units[0].pages[2].text == line


def test_the_tutors_note_may_have_long_lines(tmp_path: Path) -> None:
    folder = write_curriculum(tmp_path, unit=changed(UNIT_TEXT, "手は机の上に置きます。", "手" * 90))

    assert read_curriculum(folder).units[0].tutor_note == "手" * 90


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("12. 押す", "押す"),
        ("- [x] 押す", "押す"),
        ("「**緑**」", "「緑」"),
        ("[a](https://b.jp)", "a"),
        ("  押す", "押す"),
    ],
)
def test_visible_leaves_out_the_markup(line: str, seen: str) -> None:
    assert visible(line) == seen


@pytest.mark.parametrize("line", ["{厳美|げんび}の市", "{設定|settei}を開く", f"{{{'漢' * 36}|{'か' * 50}}}"])
def test_a_reading_may_stand_above_kanji(tmp_path: Path, line: str) -> None:
    folder = write_curriculum(tmp_path, unit=changed(UNIT_TEXT, "もどれます。", line))

    assert read_curriculum(folder).units[0].pages[2].text == line


@pytest.mark.parametrize("line", ["{厳美}", "{厳美|厳美}", "{厳美｜げんび}", "{|げんび}", "{時々|時どき}"])
def test_a_reading_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    unit = changed(UNIT_TEXT, "もどれます。", line)
    problem = only_problem(write_curriculum(tmp_path, unit=unit))

    assert (problem.line, "ふりがなは" in problem.sentence) == (line_of(unit, line), True)


@pytest.mark.parametrize("steps", SAME_STEPS)
def test_steps_that_differ_in_names_lists_and_punctuation_only_are_the_same(
    tmp_path: Path, steps: str
) -> None:
    unit = changed(UNIT_TEXT, "1. ふれて、はなします。", "1. iPhoneをさわり、すぐにはなします。")
    unit = changed(unit, "1. 短くふれます。", steps)

    problem = only_problem(write_curriculum(tmp_path, unit=unit))

    assert "iPhoneとAndroidの手順が同じです" in problem.sentence


def test_how_often_a_button_is_pressed_is_a_difference(tmp_path: Path) -> None:
    unit = changed(UNIT_TEXT, "1. ふれて、はなします。", "1. 横のボタンを2回押します。")
    unit = changed(unit, "1. 短くふれます。", "1. 横のボタンを3回押します。")

    assert read_curriculum(write_curriculum(tmp_path, unit=unit)).units
