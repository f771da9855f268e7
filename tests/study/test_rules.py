from dataclasses import replace

from tests.curriculum.plain_content import unit
from tutor.curriculum.content import Choice, Question, Survey
from tutor.study.rules import Sheet, furthest, quiz_value, rights, sheets, within

TWO = tuple(Question(f"質問{n}", (Choice("はい", True, ""), Choice("いいえ", False, ""))) for n in range(2))
ROW = sheets(replace(unit("touch", 1, pages=2), questions=TWO))
FIRST, SECOND = Sheet("question", 0), Sheet("question", 1)


def test_sheets_are_pages_exercise_questions_and_the_own_line():
    assert [one.kind for one in ROW] == ["page", "page", "exercise", "question", "question", "own"]
    assert [one.n for one in ROW] == [0, 1, 0, 0, 1, 0]


def test_an_open_question_is_as_far_as_one_may_go():
    assert furthest(ROW, ()) == 3
    assert furthest(ROW, {FIRST}) == 4
    assert furthest(ROW, {SECOND}) == 3
    assert furthest(ROW, {FIRST, SECOND}) == 5


def test_unit_without_questions_is_open_to_its_end():
    row = sheets(unit("touch", 1, pages=1))

    assert furthest(row, ()) == len(row) - 1 == 2


def test_wanted_sheet_is_one_that_exists_and_may_be_opened():
    assert [within(wanted, ROW, ()) for wanted in (-5, 0, 2, 10**20)] == [0, 0, 2, 3]


def test_right_answer_is_worth_more_than_a_wrong_one():
    assert (quiz_value(True), quiz_value(False)) == (2, 1)


def test_survey_stops_the_unit_too_and_has_no_right_answer():
    asking = replace(unit("touch", 1, pages=1), surveys=(Survey("どうでしたか", ("よい", "ふつう")),))
    row = sheets(asking)

    assert [one.kind for one in row] == ["page", "exercise", "survey", "own"]
    assert furthest(row, ()) == 2
    assert rights(asking, row[2]) == (None, None)
    assert (
        rights(asking, row[0])
        == rights(asking, Sheet("question"))
        == rights(asking, Sheet("survey", 1))
        == ()
    )
