"""What went and what came, line by line."""

from tutor.authoring.line_changes import MOST, changed_lines


def shown(old: str, new: str) -> str:
    signs = {"same": " ", "gone": "-", "new": "+", "gap": "…"}
    return "\n".join(signs[one.kind] + one.text for one in changed_lines(old, new))


def test_equal_texts_show_nothing():
    assert shown("あ\nい\n", "あ\nい") == ""


def test_two_lines_around_a_change_are_shown_and_gaps_between():
    old = [str(n) for n in range(20)]
    new = [*old[:3], "三", *old[4:18], "十八", old[19]]

    assert shown("\n".join(old), "\n".join(new)).split("\n") == [
        " 1", " 2", "-3", "+三", " 4", " 5", "…", " 16", " 17", "-18", "+十八", " 19",
    ]  # fmt: skip


def test_file_that_is_new_comes_line_by_line():
    assert shown("", "あ\nい").split("\n") == ["-", "+あ", "+い"]


def test_lines_in_a_row_that_changed_are_not_matched_when_there_are_too_many():
    old, new = "甲\n乙\n" * MOST, "乙\n丙\n" * MOST

    lines = shown(old, new).split("\n")

    assert lines == ["-甲", "-乙"] * MOST + ["+乙", "+丙"] * MOST
