"""The same curriculum in another language: files beside the Japanese ones, in the same shape."""

from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import MAIN_TEXT, UNIT_TEXT, changed, line_of, write_curriculum
from tests.curriculum.test_courses import COURSE
from tests.curriculum.test_reader import only_problem, problems_of
from tests.curriculum.test_unit_asks import SURVEY, with_skill, with_survey
from tutor.curriculum.content import Curriculum, Exercise, unit_in
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.stored import as_json, from_json

BESIDE = "units/01-touch.en.md"
MAIN_BESIDE = "curriculum.en.toml"
ENGLISH = """\
+++
title = "Touch"
why = "You can feel safe."
+++

# ページ：It does not break
Touching does not break it.

# ページ：Tap
Tap a picture.
## iPhone
1. Touch, then let go.
## Android
1. Touch for a short time.
## らくらくスマートフォン
1. Press it down.
## こまったとき
Tap outside it.

# ページ：Go back
You can always go back.

# れんしゅう：Once in the morning
1. Go back.

# しつもん：What do you do?
- [x] Go back
  That is right.
- [ ] Switch it off
  There is no need.

# しつもん：Why?
- [ ] It broke
  It did not.
- [x] A long touch
  Yes.

# じぶんの手順
To go back (      )
"""
MAIN_ENGLISH = """\
title = "Small"

[[stages]]
number = 1
title = "Next"
theme = "You speak."

[[stages]]
number = 0
title = "First"
theme = "You touch."

[[skills]]
key = "tap"
text = "Tap"

[[skills]]
key = "home"
text = "Go back"
looks.1 = "with hands"
looks.2 = "with words"
looks.3 = "alone"
looks.4 = "can show it"
"""


def written(folder: Path, *, unit: str = ENGLISH, main: str = MAIN_ENGLISH) -> Path:
    write_curriculum(folder)
    (folder / BESIDE).write_text(unit, encoding="utf-8")
    (folder / MAIN_BESIDE).write_text(main, encoding="utf-8")
    return folder


@pytest.fixture
def both(tmp_path: Path) -> Curriculum:
    return read_curriculum(written(tmp_path))


def test_a_unit_is_given_in_the_language_that_stands_beside_it(both: Curriculum) -> None:
    unit = both.units[0]
    english = unit_in(unit, "en")

    assert unit.languages == ("ja", "en")
    assert (unit.title, english.title, english.why) == ("さわる", "Touch", "You can feel safe.")
    assert english.pages[1].steps_for("android") == "1. Touch for a short time."
    assert english.exercise == Exercise("Once in the morning", "1. Go back.")
    assert english.questions[0].choices[0].text == "Go back"
    assert (english.key, english.minutes, english.skills) == (unit.key, unit.minutes, unit.skills)


@pytest.mark.parametrize("language", ["ja", "ja-easy", "fr", ""])
def test_a_language_that_does_not_stand_beside_it_is_japanese(both: Curriculum, language: str) -> None:
    assert unit_in(both.units[0], language) == both.units[0]
    assert both.in_language(language) == both


def test_a_note_for_tutors_need_not_be_put_into_another_language(tmp_path: Path, both: Curriculum) -> None:
    assert unit_in(both.units[0], "en").tutor_note == "手は机の上に置きます。"

    read = read_curriculum(written(tmp_path, unit=f"{ENGLISH}\n# 講師へ\nHands on the table.\n"))
    assert unit_in(read.units[0], "en").tutor_note == "Hands on the table."


def test_a_curriculum_is_given_in_the_language_that_stands_beside_it(both: Curriculum) -> None:
    english = both.in_language("en")

    assert (english.key, english.title, both.title) == ("small", "Small", "小さな教材")
    assert [(stage.number, stage.title) for stage in english.stages] == [(0, "First"), (1, "Next")]
    assert english.stages[1].needed_before == (0,)
    tap, home = english.skills
    assert (tap.key, tap.text, tap.looks, tap.core) == ("tap", "Tap", both.skills[0].looks, True)
    assert (home.text, home.looks[2]) == ("Go back", "alone")
    assert english.units[0].title == "Touch"


def test_the_title_of_a_course_is_said_too(tmp_path: Path) -> None:
    english = f'{MAIN_ENGLISH}\n[[courses]]\nkey = "first"\ntitle = "One lesson"\n'
    written(tmp_path, main=english)
    (tmp_path / "curriculum.toml").write_text(MAIN_TEXT + COURSE, encoding="utf-8")

    (course,) = read_curriculum(tmp_path).in_language("en").courses
    assert (course.title, course.lessons) == ("One lesson", (("touch",),))


def test_what_stands_beside_is_stored_with_the_version(both: Curriculum) -> None:
    assert from_json(as_json(both)) == both


def test_the_skill_of_a_question_is_that_of_the_japanese_file(tmp_path: Path) -> None:
    write_curriculum(tmp_path, unit=with_skill("できること: home"))
    (tmp_path / BESIDE).write_text(ENGLISH, encoding="utf-8")

    assert unit_in(read_curriculum(tmp_path).units[0], "en").questions[0].skill == "home"


BROKEN = [
    # What stands in `at` is at the line that is named; without it, it is the first.
    ("# ページ：Go back\nYou can always go back.\n", "", "", "2個あります。日本語のファイルと同じ3個"),
    ("# れんしゅう", "# ページ：More\nMore.\n\n# れんしゅう", "# ページ：More", "「# ページ」が4個"),
    ("## こまったとき\nTap outside it.\n", "", "# ページ：Tap", "小見出しを、日本語のファイル"),
    ("You can always go back.", "Yes.\n## お手元の紙\nLine 3.", "# ページ：Go back", "小見出しを、"),
    ("- [x] Go back", "- [ ] Go back", "# しつもん：What", "「- [x]」の場所を"),
    ("- [x] A long touch\n", "- [ ] No\n  No.\n- [x] A long touch\n", "# しつもん：Why", "答えの数と"),
    ("Tap a picture.", "a" * 73, "a" * 73, "1行が37字あります"),
    ('title = "Touch"', 'titel = "Touch"', "titel", "「titel」という項目はありません"),
    ('title = "Touch"', 'title = "Touch"\nstage = 0', "stage", "「stage」という項目はありません"),
    ("Tap a picture.", "<b>Tap</b>", "<b>", "HTML"),
    ("- [x] Go back", "できること: home\n- [x] Go back", "# しつもん：What", "「できること」の行は"),
    ("# じぶんの手順", "# My steps", "# My steps", "見出し「My steps」はわかりません"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "sentence"), BROKEN)
def test_a_unit_of_another_shape_is_named(tmp_path: Path, old: str, new: str, at: str, sentence: str) -> None:
    unit = changed(ENGLISH, old, new)
    found = [p for p in problems_of(written(tmp_path, unit=unit)) if sentence in p.sentence]

    line = unit[: unit.index(at)].count("\n") + 1
    assert [(problem.file, problem.line) for problem in found] == [(BESIDE, line)]


def test_surveys_have_as_many_choices_in_every_language(tmp_path: Path) -> None:
    write_curriculum(tmp_path, unit=with_survey())
    survey = SURVEY.replace("- よくわかった\n", "- Yes\n- Maybe\n")
    english = changed(ENGLISH, "# じぶんの手順", f"{survey}# じぶんの手順")
    (tmp_path / BESIDE).write_text(english, encoding="utf-8")

    problem = only_problem(tmp_path)
    assert (problem.file, problem.line) == (BESIDE, line_of(english, "# アンケート"))


def test_seventy_two_english_letters_are_a_line(tmp_path: Path) -> None:
    unit = changed(ENGLISH, "Tap a picture.", "a" * 72)

    assert unit_in(read_curriculum(written(tmp_path, unit=unit)).units[0], "en").pages[1].text == "a" * 72


BROKEN_MAIN = [
    ('key = "tap"', 'key = "fly"', '[[skills]]\nkey = "fly"', "「fly」は日本語のcurriculum.tomlにありません"),
    ('key = "tap"', 'key = "fly"', "", "[[skills]]の「tap」がありません"),
    ('key = "tap"', 'key = "home"', '[[skills]]\nkey = "home"\ntext = "Go back"', "「home」は二つあります"),
    ("number = 1", "number = 7", "", "[[stages]]の「1」がありません"),
    ('text = "Tap"', 'text = "Tap"\nstage = 0', "stage = 0", "「stage」という項目はありません"),
    ('text = "Tap"', f'text = "{"a" * 73}"', "a" * 73, "36字まで"),
    ('looks.2 = "with words"\n', "", "looks.1", "「looks.2」がありません"),
    ('title = "Small"', 'title = "Small"\nkey = "small"', "key", "「key」という項目はありません"),
    ('title = "Small"', 'title = "Small', "", "TOMLの形になっていません"),
]


@pytest.mark.parametrize(("old", "new", "at", "sentence"), BROKEN_MAIN)
def test_a_mistake_in_the_main_file_beside_is_named(
    tmp_path: Path, old: str, new: str, at: str, sentence: str
) -> None:
    main = changed(MAIN_ENGLISH, old, new)
    found = [p for p in problems_of(written(tmp_path, main=main)) if sentence in p.sentence]

    line = main[: main.index(at)].count("\n") + 1
    assert [(problem.file, problem.line) for problem in found] == [(MAIN_BESIDE, line)]


@pytest.mark.parametrize("name", ["units/01-touch.fr.md", "units/01-touch.EN.md", "curriculum.fr.toml"])
def test_a_language_nobody_reads_here_is_named(tmp_path: Path, name: str) -> None:
    write_curriculum(tmp_path)
    (tmp_path / name).write_text(UNIT_TEXT, encoding="utf-8")

    problem = only_problem(tmp_path)
    assert (problem.file, problem.line) == (name, 1)
    assert "使えるのはja-easyとenです" in problem.sentence


def test_a_file_in_another_language_without_the_japanese_one_is_named(tmp_path: Path) -> None:
    write_curriculum(tmp_path)
    (tmp_path / "units/02-home.en.md").write_text(ENGLISH, encoding="utf-8")

    problem = only_problem(tmp_path)
    assert problem.file == "units/02-home.en.md"
    assert problem.sentence == "日本語のファイル「02-home.md」がありません。"
