"""What a unit may ask and say beyond its pages: evidence of a skill, surveys, paper forms, facts that age."""

from datetime import date
from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import UNIT, UNIT_TEXT, changed, line_of, write_curriculum
from tests.curriculum.test_reader import only_problem, problems_of
from tutor.curriculum.content import Fact, Survey, Unit
from tutor.curriculum.reader import read_curriculum

SURVEY = "# アンケート：どうでしたか。\n- よくわかった\n- もう一度ききたい\n\n"
FACT = '[[facts]]\ntext = "受付は17時まで"\ncheck_again_by = 2027-04-01\nsource = "市の広報 2026年10月"\n'


def with_survey(text: str = SURVEY) -> str:
    return changed(UNIT_TEXT, "# じぶんの手順", f"{text}# じぶんの手順")


def with_fact(text: str = FACT) -> str:
    return changed(UNIT_TEXT, "+++\n\n", f"\n{text}+++\n\n")


def with_skill(line: str) -> str:
    return changed(UNIT_TEXT, "- [x] もどる", f"{line}\n- [x] もどる")


def read(folder: Path, text: str) -> Unit:
    return read_curriculum(write_curriculum(folder, unit=text)).units[0]


@pytest.mark.parametrize("line", ["できること: home", "できること：home", "できること : home"])
def test_a_question_may_name_the_skill_it_is_evidence_of(tmp_path: Path, line: str) -> None:
    first, second = read(tmp_path, with_skill(line)).questions

    assert (first.skill, second.skill) == ("home", "")
    assert [choice.text for choice in first.choices] == ["もどる", "切る"]


def test_a_skill_the_unit_does_not_teach_is_named(tmp_path: Path) -> None:
    text = with_skill("できること: fly")
    problem = only_problem(write_curriculum(tmp_path, unit=text))

    assert (problem.file, problem.line) == (UNIT, line_of(text, "fly"))
    assert "「fly」は、この単元のskillsにありません" in problem.sentence


def test_a_question_is_evidence_of_one_skill(tmp_path: Path) -> None:
    text = with_skill("できること: tap\nできること: home")
    problem = only_problem(write_curriculum(tmp_path, unit=text))

    assert (problem.line, "二つあります" in problem.sentence) == (line_of(text, "できること: home"), True)


def test_a_survey_has_choices_and_no_right_one(tmp_path: Path) -> None:
    assert read(tmp_path, with_survey()).surveys == (
        Survey("どうでしたか。", ("よくわかった", "もう一度ききたい")),
    )


BROKEN_SURVEYS = [
    ("- よくわかった", "- [x] よくわかった", "- [x] よくわかった", "「- 」で始めます"),
    ("- よくわかった", "よくわかった", "よくわかった", "「- 」で始めます"),
    ("- よくわかった\n", "", "# アンケート", "答えが1個あります。2個から5個"),
    ("：どうでしたか。", "", "# アンケート", "「# アンケート：文」と書いてください"),
    ("- よくわかった", f"- {'あ' * 37}", "あ" * 37, "1行が37字"),
    ("- よくわかった", "## iPhone\n- よくわかった", "## iPhone\n- よく", "中に小見出しは使えません"),
]


@pytest.mark.parametrize(("old", "new", "at", "sentence"), BROKEN_SURVEYS)
def test_a_mistake_in_a_survey_is_named(tmp_path: Path, old: str, new: str, at: str, sentence: str) -> None:
    text = with_survey(changed(SURVEY, old, new))
    problems = problems_of(write_curriculum(tmp_path, unit=text))

    line = text[: text.index(at)].count("\n") + 1
    assert [problem.line for problem in problems if sentence in problem.sentence] == [line]


def test_a_third_survey_is_one_too_many(tmp_path: Path) -> None:
    problem = only_problem(write_curriculum(tmp_path, unit=with_survey(SURVEY * 3)))

    assert "「# アンケート」が3個あります。0個から2個" in problem.sentence


def test_a_page_may_say_which_line_of_the_paper_form_it_is_about(tmp_path: Path) -> None:
    text = changed(UNIT_TEXT, "もどれます。", "もどれます。\n## お手元の紙\n申込書の3行目を見ます。")
    unit = read(tmp_path, text)

    assert unit.pages[2].paper == "申込書の3行目を見ます。"
    assert (unit.pages[2].steps, unit.pages[2].trouble, unit.pages[1].paper) == ((), "", "")


def test_lines_about_the_paper_form_are_short_too(tmp_path: Path) -> None:
    text = changed(UNIT_TEXT, "もどれます。", f"もどれます。\n## お手元の紙\n{'あ' * 37}")

    assert only_problem(write_curriculum(tmp_path, unit=text)).line == line_of(text, "あ" * 37)


def test_a_fact_that_ages_has_its_own_date_and_source(tmp_path: Path) -> None:
    assert read(tmp_path, with_fact()).facts == (
        Fact("受付は17時まで", date(2027, 4, 1), "市の広報 2026年10月"),
    )


BROKEN_FACTS = [
    ("check_again_by = 2027-04-01\n", "", "[[facts]]", "「check_again_by」がありません"),
    ("2027-04-01", '"春"', "春", "「check_again_by」は日付"),
    ("source =", "sauce =", "[[facts]]", "「source」がありません"),
    ("source =", "sauce =", "sauce", "「sauce」という項目はありません"),
    ('"受付は17時まで"', '""', 'text = ""', "「text」が空です"),
    ("[[facts]]", "[facts]", 'key = "touch"', "「facts」は[ ... ] の並び"),
]


@pytest.mark.parametrize(("old", "new", "at", "sentence"), BROKEN_FACTS)
def test_a_mistake_in_a_fact_is_named(tmp_path: Path, old: str, new: str, at: str, sentence: str) -> None:
    text = with_fact(changed(FACT, old, new))
    problems = problems_of(write_curriculum(tmp_path, unit=text))

    assert [problem.line for problem in problems if sentence in problem.sentence] == [line_of(text, at)]
