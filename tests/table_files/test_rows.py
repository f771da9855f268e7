"""Columns are known by their headings; a cell that cannot be read is named with its place."""

import pytest

from tests.table_files.books import book
from tutor.errors import Refused
from tutor.table_files.reading import sheets
from tutor.table_files.rows import tables
from tutor.written_time import clock_time

HEADINGS = {
    "name": ("氏名", "お名前"),
    "phone": ("電話番号", "TEL"),
    "at": ("時刻",),
    "reading": ("ふりがな",),
}


def read(text: str, **options):
    return tables(sheets(text.encode()), HEADINGS, **({"needed": [("name",)]} | options))


def test_headings_are_found_in_any_order_under_titles_and_with_remarks():
    found = read("令和8年度 名簿\n\nNo,フリガナ,tel,お名前 ※\n1,ちば,0191,千葉\n2,,,\n")
    rows = list(found.rows())

    assert [(row.text("name"), row.text("phone"), row.text("reading")) for row in rows] == [
        ("千葉", "0191", "ちば")
    ]
    assert found.unread == ["No"]


def test_of_two_rows_of_headings_the_fuller_one_counts():
    data = book(("氏名", None), ("氏名", "ふりがな"), ("千葉", "ちば"))
    (row,) = tables(sheets(data), HEADINGS, needed=[("name",)]).rows()

    assert row.text("reading") == "ちば"


def test_wrong_cell_is_a_fault_with_its_place_and_the_next_is_read():
    (row,) = read("氏名,時刻\n千葉,昼ごろ\n").rows()

    assert row.take("at", clock_time, row.text("at")) is None
    assert row.take("name", str.strip, row.text("name")) == "千葉"
    (fault,) = row.faults
    assert (fault.place, fault.heading, fault.value) == ("B2", "時刻", "昼ごろ")
    assert "10時半" in str(fault.why)


def test_fault_of_a_column_that_is_not_there_stands_at_the_row():
    (row,) = read("氏名,時刻\n千葉,\n").rows()
    row.refuse("phone", Refused("電話番号を入れてください。"))

    assert (row.faults[0].place, row.faults[0].value) == ("A2", "")


def test_too_long_is_said_not_cut():
    (row,) = read(f"氏名,時刻\n{'あ' * 41},\n").rows()

    assert row.limited("name", 40) == "あ" * 41
    assert "40文字まで" in str(row.faults[0].why)


def test_missing_column_is_named():
    (fault,) = read("ふりがな,電話番号\nちば,0191\n").faults

    assert str(fault.why) == "「氏名」の列がありません。見出しを足してください。"


def test_one_of_a_group_is_enough():
    assert read("ふりがな,電話番号\nちば,0191\n", needed=[("name", "reading")]).faults == []


def test_same_column_twice_is_a_fault_unless_there_may_be_many():
    text = "氏名,電話番号,TEL\n千葉,0191-21-8633,090\n"

    assert read(text).faults[0].place == "C1"
    (row,) = read(text, many=["phone"]).rows()
    assert row.texts("phone") == ["0191-21-8633", "090"]


def test_file_without_headings_says_which_are_wanted():
    with pytest.raises(Refused, match="「氏名」などの見出し"):
        read("千葉,0191\n佐藤,0192\n")
