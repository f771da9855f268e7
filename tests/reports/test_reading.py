from collections import Counter
from dataclasses import replace

from tests.curriculum.plain_content import unit
from tutor.curriculum.content import Choice, Question, Survey
from tutor.reports import reading
from tutor.reports.reading import GUARDED, Counts, whole
from tutor.study.rules import Sheet

EASY = Question("電話をかけるには", (Choice("緑", True, ""), Choice("赤", False, "")))
HARD = Question(
    "知らない画面が出ました",
    (Choice("閉じる", True, ""), Choice("押す", False, ""), Choice("切る", False, "")),
)
HOW = Survey("どうでしたか", ("よかった", "むずかしかった"))
UNIT = replace(unit("talk", 1, pages=2), questions=(EASY, HARD), surveys=(HOW,))
EASY_AT, HARD_AT, HOW_AT = Sheet("question", 0), Sheet("question", 1), Sheet("survey", 0)


def tries(*, hard=(6, 4, 5), easy=(9, 3)):
    pressed = Counter({(HOW_AT, 1): 4})
    pressed.update({(HARD_AT, n): number for n, number in enumerate(hard)})
    pressed.update({(EASY_AT, n): number for n, number in enumerate(easy)})
    return Counts(20, 12, Counter({0: 20, 1: 15}), Counter({0: 5, 3: 3}), pressed)


def test_each_sheet_has_its_readers_and_who_stopped_there():
    found = reading.read(UNIT, tries(), guard=whole)

    assert [str(name) for name, _, _ in found.sheets] == [
        "1 ページ0", "2 ページ1", "れんしゅう", "しつもん1", "しつもん2", "アンケート1", "じぶんの手順",
    ]  # fmt: skip
    assert [(int(seen), int(stopped)) for _, seen, stopped in found.sheets[:4]] == [
        (20, 5), (15, 0), (0, 0), (0, 3),
    ]  # fmt: skip


def test_question_that_goes_wrong_most_often_comes_first_with_its_wrong_answers():
    found = reading.read(UNIT, tries(), guard=whole)

    assert [(one.text, one.percent) for one in found.questions] == [(HARD.text, 40), (EASY.text, 75)]
    assert [(text, right, int(number)) for text, right, number in found.questions[0].choices] == [
        ("閉じる", True, 6), ("押す", False, 4), ("切る", False, 5),
    ]  # fmt: skip


def test_survey_is_counted_and_has_no_rate():
    (found,) = reading.read(UNIT, tries(), guard=whole).surveys

    assert [int(number) for _, _, number in found.choices] == [0, 4]
    assert found.percent is None


def test_nobody_has_answered_and_there_is_no_rate():
    assert [one.percent for one in reading.read(UNIT, Counts(), guard=whole).questions] == [None, None]


def test_what_few_pressed_is_hidden_and_the_rate_that_would_tell_it_too():
    hard = reading.read(UNIT, tries(hard=(6, 1, 5)), guard=GUARDED).questions

    shown = next(one for one in hard if one.text == HARD.text)
    assert [str(number) for _, _, number in shown.choices] == ["6", "3未満", "伏せています"]
    assert shown.percent is None
    assert next(one for one in hard if one.text == EASY.text).percent == 75


def test_two_pages_of_one_name_are_two_rows():
    alike = replace(UNIT, pages=(UNIT.pages[0], UNIT.pages[0]))

    found = reading.read(alike, tries(), guard=whole)

    assert [int(seen) for _, seen, _ in found.sheets[:2]] == [20, 15]


def test_of_many_units_what_was_never_wrong_is_not_to_be_mended():
    units = [("a", one) for one in reading.read(UNIT, tries(easy=(9, 0)), guard=whole).questions]

    assert [one.text for _, one in reading.lowest(units, 5)] == [HARD.text]
    assert reading.lowest(units, 0) == []
