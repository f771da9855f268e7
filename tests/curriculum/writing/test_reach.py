"""Units that no way leads to, and skills that nobody teaches."""

import pytest

from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT_TEXT, changed, line_of
from tests.curriculum.writing.small import files_of, read, unit_text
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.reach import unknown_items, unreachable, untaught

LATER = changed(unit_text("later"), "stage = 0", "stage = 1")
NEVER = changed(MAIN_TEXT, "needed_before = [0]", "needed_before = []")
THIRD = """
[[stages]]
number = 2
title = "そのさき"
theme = "読みます。"
needed_before = [0, 1]

[[skills]]
key = "read"
stage = 2
text = "読める"
core = true
looks = {1 = "手を添えて", 2 = "ことばで", 3 = "ひとりで", 4 = "見せられる"}
"""


def lost(main: str, *units: str) -> list[Problem]:
    files = files_of(*units, main=main)
    return list(unreachable(read(files), files))


def test_a_stage_that_names_what_is_needed_before_is_reached() -> None:
    assert lost(MAIN_TEXT, UNIT_TEXT, LATER) == []


def test_a_unit_of_a_stage_that_nothing_leads_to_is_named() -> None:
    (problem,) = lost(NEVER, UNIT_TEXT, LATER)

    assert problem[:2] == ("units/02-later.md", line_of(LATER, "stage = 1"))
    assert "段階1は、段階0からつながっていません" in problem.sentence


def test_all_that_is_needed_must_be_reached() -> None:
    third = changed(unit_text("third"), "stage = 0", "stage = 2")
    third = changed(third, '["tap", "home"]', '["read"]')

    files = [problem.file for problem in lost(NEVER + THIRD, UNIT_TEXT, third)]

    assert files == ["units/02-third.md"]


def test_a_skill_of_a_stage_without_units_is_named_where_it_stands() -> None:
    main = MAIN_TEXT + THIRD
    files = files_of(UNIT_TEXT, main=main)

    (problem,) = untaught(read(files), files)

    assert problem[:2] == (MAIN, line_of(main, 'key = "read"'))
    assert "「read」を教える単元が、まだありません" in problem.sentence


@pytest.mark.parametrize(("item", "found"), [("2.1", 0), ("none", 0), ("9.9", 1)])
def test_a_skill_beside_something_that_a_framework_has_not_is_named(item: str, found: int) -> None:
    main = changed(MAIN_TEXT, 'crosswalk.digcomp = "2.1"', f'crosswalk.digcomp = "{item}"')
    files = files_of(UNIT_TEXT, main=main)

    problems = list(unknown_items(read(files), files))

    assert [problem[:2] for problem in problems] == [(MAIN, line_of(main, 'key = "tap"'))] * found
    assert all("crosswalk.digcomp「9.9」" in problem.sentence for problem in problems)
