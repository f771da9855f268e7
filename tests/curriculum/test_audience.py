"""Whom a curriculum is for, and how much of its questions must be right."""

from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, changed, line_of, write_curriculum
from tests.curriculum.test_reader import only_problem
from tutor.curriculum.reader import read_curriculum, read_files
from tutor.curriculum.source.files import in_folder
from tutor.curriculum.stored import as_json, from_json
from tutor.curriculum.written import written


def main_with(*lines: str) -> str:
    return changed(MAIN_TEXT, 'language = "ja"', "\n".join(['language = "ja"', *lines]))


def test_a_curriculum_that_says_nothing_is_for_learners(tmp_path: Path) -> None:
    read = read_curriculum(write_curriculum(tmp_path))

    assert (read.audience, read.pass_percent) == ("learners", 85)
    assert "audience" not in as_json(read)


@pytest.mark.parametrize("audience", ["learners", "tutors", "families"])
def test_whom_it_is_for_and_what_passes_are_taken_and_kept(tmp_path: Path, audience: str) -> None:
    main = main_with(f'audience = "{audience}"', "pass_percent = 70")
    read = read_curriculum(write_curriculum(tmp_path, main=main))

    assert (read.audience, read.pass_percent) == (audience, 70)
    assert from_json(as_json(read)) == read
    assert read_files(written(read, {})) == read


def test_it_can_be_written_by_hand_and_read_from_any_folder(tmp_path: Path) -> None:
    files = in_folder(write_curriculum(tmp_path, main=main_with("pass_percent = 85")))

    assert read_files(files).pass_percent == 85


BROKEN = [
    ('audience = "tutor"', "audience", "「audience」は learners、tutors、families のどれかにしてください。"),
    ("audience = 1", "audience", '「audience」は"..." でかこんだ文で書いてください。'),
    ("pass_percent = 0", "pass_percent", "「pass_percent」は1から100までの数字にしてください。"),
    ("pass_percent = 101", "pass_percent", "「pass_percent」は1から100までの数字にしてください。"),
    ('pass_percent = "85"', "pass_percent", "「pass_percent」は数字で書いてください。"),
]


@pytest.mark.parametrize(("line", "at", "sentence"), BROKEN)
def test_a_wrong_word_is_named_with_its_line(tmp_path: Path, line: str, at: str, sentence: str) -> None:
    main = main_with(line)
    problem = only_problem(write_curriculum(tmp_path, main=main))

    assert problem == (MAIN, line_of(main, at), sentence)
