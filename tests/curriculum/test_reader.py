from datetime import date
from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import (
    MAIN,
    MAIN_TEXT,
    UNIT,
    UNIT_TEXT,
    changed,
    line_of,
    write_curriculum,
)
from tutor.curriculum.content import Choice, Exercise, PhoneSteps, Stage
from tutor.curriculum.reader import CurriculumError, Problem, read_curriculum, read_files
from tutor.curriculum.source.files import in_folder
from tutor.errors import Refused


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(CurriculumError) as refused:
        read_curriculum(folder)
    return refused.value.problems


def only_problem(folder: Path) -> Problem:
    problems = problems_of(folder)
    assert len(problems) == 1, "\n".join(str(problem) for problem in problems)
    return problems[0]


def test_reading_takes_every_field_of_a_unit(tmp_path: Path) -> None:
    unit = read_curriculum(write_curriculum(tmp_path)).units[0]

    assert (unit.key, unit.number, unit.stage, unit.title) == ("touch", 1, 0, "さわる")
    assert (unit.minutes, unit.skills, unit.why) == (30, ("tap", "home"), "安心できます。")
    assert unit.check_again_by == date(2027, 10, 1)
    assert [page.title for page in unit.pages] == ["こわれません", "たたく", "もどる"]
    assert unit.exercise == Exercise("朝に一回", "1. もどります。")
    assert unit.own_steps == "もどるには（　　）"
    assert unit.tutor_note == "手は机の上に置きます。"
    assert unit.questions[1].text == "なぜですか。"
    assert unit.questions[1].choices[1] == Choice("長くふれた", True, "そうです。")


def test_reading_takes_steps_for_each_phone_and_the_trouble(tmp_path: Path) -> None:
    plain, page, _ = read_curriculum(write_curriculum(tmp_path)).units[0].pages

    assert page.text == "絵をたたきます。"
    assert page.steps[0] == PhoneSteps("iphone", "1. ふれて、はなします。")
    assert page.steps_for("android") == "1. 短くふれます。"
    assert page.steps_for("rakuraku") == "1. 押しこみます。"
    assert page.trouble == "外をたたきます。"
    assert (plain.steps, plain.steps_for("iphone"), plain.trouble) == ((), "", "")


def test_reading_takes_stages_and_skills(tmp_path: Path) -> None:
    curriculum = read_curriculum(write_curriculum(tmp_path))

    assert (curriculum.key, curriculum.title, curriculum.language) == ("small", "小さな教材", "ja")
    assert curriculum.stages[1] == Stage(1, "つぎ", "話します。", (0,))
    tap, home = curriculum.skills_of(0)
    assert (tap.text, tap.core, home.core) == ("ポンとたたける", True, False)
    assert (tap.looks[0], tap.looks[3], tap.crosswalk) == ("手を添えて", "見せられる", (("digcomp", "2.1"),))


def test_a_stage_without_skills_is_accepted(tmp_path: Path) -> None:
    curriculum = read_curriculum(write_curriculum(tmp_path))

    assert curriculum.skills_of(1) == ()
    assert curriculum.units_of(1) == ()


def test_a_fact_that_does_not_age_needs_no_date(tmp_path: Path) -> None:
    unit = changed(UNIT_TEXT, "check_again_by = 2027-10-01\n", "")

    assert read_curriculum(write_curriculum(tmp_path, unit=unit)).units[0].check_again_by is None


def test_windows_and_mac_files_read_like_any_other(tmp_path: Path) -> None:
    expected = read_curriculum(write_curriculum(tmp_path))
    decomposed = UNIT_TEXT.replace("ポ", "ホ\u309a").replace("で", "て\u3099")
    (tmp_path / UNIT).write_bytes(decomposed.replace("\n", "\r\n").encode("utf-8-sig"))

    assert read_curriculum(tmp_path) == expected


BROKEN_MAIN = [
    ('title = "小さな教材"', 'titel = "小さな教材"', "titel", "「titel」という項目はありません"),
    ('key = "small"', 'key = "Small"', "Small", "半角の a-z、0-9、-"),
    ('key = "tap"', 'key = "tap!"', "tap!", "半角の a-z、0-9、-"),
    ('key = "tap"', 'key = "たたく"', "たたく", "半角の a-z、0-9、-"),
    ('key = "home"', 'key = "tap"', 'key = "home"', "もうcurriculum.toml 18行目にあります"),
    ("number = 1", "number = 0", "number = 1", "number「0」は、もうcurriculum.toml 6行目にあります"),
    ("needed_before = [0]", "needed_before = [7]", "needed_before = [0]", "前にある段階の番号"),
    ("needed_before = [0]", "needed_before = [1]", "needed_before = [0]", "前にある段階の番号"),
    ("needed_before = [0]", 'needed_before = ["0"]', "needed_before = [0]", "どれも数字で"),
    ("core = true", 'core = "yes"', "core = true", "true か false"),
    ("core = true", "cores = true", "core = true", "「cores」という項目はありません"),
    ('theme = "話します。"', 'theme = ""', 'theme = "話します。"', "「theme」が空です"),
    ('looks.3 = "ひとりで"\n', "", 'looks.1 = "手を添えて"', "「looks.3」がありません"),
    (
        'looks.4 = "見せられる"',
        'looks.4 = "x"\nlooks.5 = "y"',
        "crosswalk.digcomp",
        "「5」という項目はありません",
    ),
    ("crosswalk.digcomp", "crosswalk.northstar", "crosswalk.digcomp", "「northstar」という項目はありません"),
    ('text = "もどれる"', f'text = "{"あ" * 37}"', 'text = "もどれる"', "36字まで"),
    ("number = 1", "number = true", "number = 1", "「number」は数字で"),
    ('title = "小さな教材"', f'title = "{"あ" * 81}"', "title", "「title」は80字まで"),
    ('theme = "さわります。"', 'theme = "さわ\\u0000ります。"', "theme", "目に見えない文字"),
    ('theme = "さわります。"', f'theme = "{"あ" * 401}"', "theme", "400字まで"),
    ('key = "small"', f'key = "{"a" * 41}"', "aaa", "40字まで"),
    ('language = "ja"', 'language = "ja', 'language = "ja"', "TOMLの形になっていません"),
]


@pytest.mark.parametrize(("old", "new", "at", "sentence"), BROKEN_MAIN)
def test_a_mistake_in_curriculum_toml_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, sentence: str
) -> None:
    main = changed(MAIN_TEXT, old, new)
    line = line_of(MAIN_TEXT if at in MAIN_TEXT else main, at)

    found = [p for p in problems_of(write_curriculum(tmp_path, main=main)) if sentence in p.sentence]

    assert [(problem.file, problem.line) for problem in found] == [(MAIN, line)]


BROKEN_FRONT = [
    ('key = "touch"', 'key = "swipe"', 1, "ファイルの名前は「番号2けた-swipe.md」"),
    ("stage = 0", "stage = 5", 3, "段階「5」はcurriculum.tomlにありません"),
    ("minutes = 30", "minutes = 3", 5, "5から90まで"),
    ("minutes = 30", "minutes = 30\nlength = 2", 6, "「length」という項目はありません"),
    ('["tap", "home"]', '["tap", "home", "fly"]', 6, "「fly」はcurriculum.tomlにありません"),
    ('["tap", "home"]', '["tap", "home", "tap"]', 6, "同じkeyが二つ"),
    ("2027-10-01", '"来年"', 8, "日付"),
    ('"安心できます。"', f'"{"あ" * 37}"', 7, "1行が37字"),
    ("minutes = 30", "minutes = ", 5, "TOMLの形になっていません"),
    ("+++\nkey", "key", 1, "+++"),
]


@pytest.mark.parametrize(("old", "new", "line", "sentence"), BROKEN_FRONT)
def test_a_mistake_above_a_unit_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, sentence: str
) -> None:
    problem = only_problem(write_curriculum(tmp_path, unit=changed(UNIT_TEXT, old, new)))

    assert (problem.file, problem.line) == (UNIT, line)
    assert sentence in problem.sentence


def test_a_skill_that_no_unit_teaches_is_named(tmp_path: Path) -> None:
    unit = changed(UNIT_TEXT, '["tap", "home"]', '["tap"]')
    problem = only_problem(write_curriculum(tmp_path, unit=unit))

    assert (problem.file, problem.line) == (MAIN, line_of(MAIN_TEXT, 'key = "home"'))
    assert "「home」を教える単元がありません" in problem.sentence


def test_a_unit_without_skills_is_named(tmp_path: Path) -> None:
    unit = changed(UNIT_TEXT, '["tap", "home"]', "[]")
    problems = problems_of(write_curriculum(tmp_path, unit=unit))

    assert (UNIT, 6) in [(problem.file, problem.line) for problem in problems]


def test_two_units_with_one_key_or_one_number_are_named(tmp_path: Path) -> None:
    write_curriculum(tmp_path)
    (tmp_path / "units/02-touch.md").write_text(UNIT_TEXT, encoding="utf-8")
    other = changed(UNIT_TEXT, 'key = "touch"', 'key = "hold"')
    (tmp_path / "units/01-hold.md").write_text(other, encoding="utf-8")

    same_number, same_key = problems_of(tmp_path)

    assert (same_number.file, same_key.file) == ("units/01-touch.md", "units/02-touch.md")
    assert "番号「1」は、もうunits/01-hold.md" in same_number.sentence
    assert "key「touch」は、もうunits/01-touch.md 2行目" in same_key.sentence


def test_a_file_that_is_not_utf8_is_named_with_the_line_of_the_first_bad_letter(tmp_path: Path) -> None:
    write_curriculum(tmp_path)
    (tmp_path / UNIT).write_bytes(b"+++\nkey = 'touch'\n# " + "講師".encode("cp932"))

    problem = only_problem(tmp_path)

    assert (problem.file, problem.line) == (UNIT, 3)
    assert "UTF-8で保存しなおしてください" in problem.sentence


@pytest.mark.parametrize("name", ["99999-touch", f"{'9' * 5000}-touch", "x-touch"])
def test_a_unit_has_a_number_that_can_be_kept(name: str) -> None:
    with pytest.raises(CurriculumError, match="ファイルの名前は「番号2けた"):
        read_files({MAIN: MAIN_TEXT.encode(), f"units/{name}.md": UNIT_TEXT.encode()})


def test_a_letter_that_nobody_sees_is_named_with_its_line() -> None:
    unit = changed(UNIT_TEXT, "もどれます。", "もど\x00れます。")

    with pytest.raises(CurriculumError) as refused:
        read_files({MAIN: MAIN_TEXT.encode(), UNIT: unit.encode()})
    assert [(problem.file, problem.line) for problem in refused.value.problems] == [
        (UNIT, line_of(UNIT_TEXT, "もどれます。"))
    ]


def test_what_else_lies_in_the_folder_is_not_looked_at(tmp_path: Path) -> None:
    write_curriculum(tmp_path)
    (tmp_path / "units" / "old").mkdir()
    for name in ("notes.toml", "units/01-touch.md~", "units/old/01-touch.md"):
        (tmp_path / name).write_text("?", encoding="utf-8")

    assert in_folder(tmp_path).keys() == {MAIN, UNIT}


def test_a_unit_that_cannot_be_read_is_not_blamed_for_what_it_may_teach(tmp_path: Path) -> None:
    write_curriculum(tmp_path, unit=changed(UNIT_TEXT, '["tap", "home"]', '["tap"]'))
    (tmp_path / "units/02-home.md").write_text("もどる", encoding="utf-8")

    assert only_problem(tmp_path).file == "units/02-home.md"


def test_a_file_that_is_too_large_is_named_without_being_read_whole(tmp_path: Path) -> None:
    write_curriculum(tmp_path, unit=UNIT_TEXT + "あ" * 400_000)

    problem = only_problem(tmp_path)
    assert (problem.file, problem.sentence) == (UNIT, "ファイルが大きすぎます。1000KBまでにしてください。")


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000, "2027-13-45", '"\\q"', "{a = {", "1 2"])
def test_a_value_that_no_reader_can_take_is_named(tmp_path: Path, value: str) -> None:
    folder = write_curriculum(tmp_path, unit=changed(UNIT_TEXT, "minutes = 30", f"minutes = {value}"))

    assert "TOMLの形になっていません" in only_problem(folder).sentence


def test_a_folder_without_files_says_what_is_missing(tmp_path: Path) -> None:
    assert [problem.file for problem in problems_of(tmp_path)] == [MAIN, "units"]


def test_all_problems_of_all_files_come_at_once_in_order(tmp_path: Path) -> None:
    main = changed(MAIN_TEXT, "core = true", "core = 1")
    unit = changed(changed(UNIT_TEXT, "minutes = 30", "minutes = 1"), "- [x] もどる", "- [ ] もどる")

    problems = problems_of(write_curriculum(tmp_path, main=main, unit=unit))

    where = [(problem.file, problem.line) for problem in problems]
    question = line_of(UNIT_TEXT, "# しつもん：どうしますか。")
    assert where == [(MAIN, line_of(MAIN_TEXT, "core = true")), (UNIT, 5), (UNIT, question)]


def test_the_refusal_is_a_sentence_that_lists_every_place(tmp_path: Path) -> None:
    folder = write_curriculum(tmp_path, unit=changed(UNIT_TEXT, "stage = 0", "stage = 5"))

    with pytest.raises(Refused) as refused:
        read_curriculum(folder)

    assert str(refused.value).startswith(
        "教材に直すところが1か所あります。\nunits/01-touch.md 3行目: 段階「5」"
    )
