"""A unit made from a talk: as many pages as slides, and what is said aloud to each."""

from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import UNIT_TEXT, changed, line_of, write_curriculum
from tests.curriculum.test_reader import only_problem
from tutor.curriculum.content import SLIDES, Page
from tutor.curriculum.reader import read_curriculum, read_files
from tutor.curriculum.source.files import in_folder
from tutor.curriculum.written import written

PAGE = "# ページ：こわれません\nさわっても、こわれません。\n"
SAID = "\n## 読み上げ\n" + "さわっても、こわれません。" * 9 + "\n"
TALK = 'title = "さわる"\nkind = "slides"'


def talk(pages: int) -> str:
    text = changed(UNIT_TEXT, 'title = "さわる"', TALK)
    return changed(text, PAGE, PAGE + "".join(f"\n# ページ：題{n}\n文です。\n" for n in range(pages - 3)))


def without_questions(text: str) -> str:
    return text[: text.index("# しつもん")] + text[text.index("# じぶん") :]


def test_it_may_have_a_hundred_pages_and_no_questions(tmp_path: Path) -> None:
    unit = read_curriculum(write_curriculum(tmp_path, unit=without_questions(talk(100)))).units[0]

    assert (unit.kind, len(unit.pages), unit.questions) == (SLIDES, 100, ())


def test_no_more_than_a_hundred(tmp_path: Path) -> None:
    assert "101個あります。1個から100個" in only_problem(write_curriculum(tmp_path, unit=talk(101))).sentence


def test_another_kind_is_named(tmp_path: Path) -> None:
    text = changed(talk(3), '"slides"', '"film"')
    problem = only_problem(write_curriculum(tmp_path, unit=text))

    assert (problem.line, "slides" in problem.sentence) == (line_of(text, "film"), True)


def test_what_is_read_aloud_may_have_long_lines(tmp_path: Path) -> None:
    text = changed(UNIT_TEXT, PAGE, PAGE + SAID)
    page = read_curriculum(write_curriculum(tmp_path, unit=text)).units[0].pages[0]

    said = SAID.split("\n")[2]
    assert page == Page("こわれません", "さわっても、こわれません。", (), "", narration=said)


@pytest.mark.parametrize("line", ["<b>だめ</b>", "![絵](pictures/a.png)"])
def test_it_is_words_only(tmp_path: Path, line: str) -> None:
    text = changed(UNIT_TEXT, PAGE, f"{PAGE}\n## 読み上げ\n{line}\n")
    folder = write_curriculum(tmp_path, unit=text)
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"")

    with pytest.raises(Exception, match=str(line_of(text, line))):
        read_curriculum(folder)


def test_it_is_written_back_as_it_was(tmp_path: Path) -> None:
    text = changed(talk(3), PAGE, PAGE + SAID)
    read = read_files(in_folder(write_curriculum(tmp_path, unit=text)))

    assert read_files(written(read, {})) == read
