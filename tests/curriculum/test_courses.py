"""Courses, licence and credit of a curriculum."""

from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, changed, line_of, write_curriculum
from tests.curriculum.test_reader import problems_of
from tutor.curriculum.content import Course
from tutor.curriculum.reader import read_curriculum

COURSE = '\n[[courses]]\nkey = "first"\ntitle = "はじめの一回"\nlessons = [["touch"]]\n'


def test_a_course_names_the_units_of_each_lesson(tmp_path: Path) -> None:
    read = read_curriculum(write_curriculum(tmp_path, main=MAIN_TEXT + COURSE))

    assert read.courses == (Course("first", "はじめの一回", (("touch",),)),)


def test_a_curriculum_needs_no_course_licence_or_credit(tmp_path: Path) -> None:
    read = read_curriculum(write_curriculum(tmp_path))

    assert (read.courses, read.licence, read.credit) == ((), "", "")


def test_licence_and_credit_are_taken(tmp_path: Path) -> None:
    lines = 'language = "ja"\nlicence = "CC BY 4.0"\ncredit = "みどり野市"'
    read = read_curriculum(write_curriculum(tmp_path, main=changed(MAIN_TEXT, 'language = "ja"', lines)))

    assert (read.licence, read.credit) == ("CC BY 4.0", "みどり野市")


BROKEN = [
    ('[["touch"]]', '[["touch"], ["fly"]]', "lessons", "「fly」という単元はありません"),
    ('[["touch"]]', '[["touch"], ["touch"]]', "lessons", "同じ単元が二つあります"),
    ('[["touch"]]', '[["touch"], []]', "lessons", "単元のkeyを一つは"),
    ('[["touch"]]', "[]", "lessons", "単元のkeyを一つは"),
    ('[["touch"]]', '["touch"]', "lessons", "どれも[ ... ] の並びで"),
    ('[["touch"]]', "[[1]]", "lessons", '"..."でかこんで'),
    ('key = "first"', 'key = "First"', "First", "半角の a-z、0-9、-"),
    ('title = "はじめの一回"', 'titel = "はじめの一回"', "titel", "「titel」という項目はありません"),
    (COURSE, COURSE * 2, 'key = "first"', "key「first」は、もうcurriculum.toml"),
]


@pytest.mark.parametrize(("old", "new", "at", "sentence"), BROKEN)
def test_a_mistake_in_a_course_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, sentence: str
) -> None:
    main = MAIN_TEXT + changed(COURSE, old, new)
    found = [p for p in problems_of(write_curriculum(tmp_path, main=main)) if sentence in p.sentence]

    # The second of two stands in the lines that were added.
    line = line_of(main, at) + (COURSE.count("\n") if new == COURSE * 2 else 0)
    assert [(problem.file, problem.line) for problem in found] == [(MAIN, line)]
