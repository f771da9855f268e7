"""Files of an office become sheets of text; what is no table is refused with a sentence."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from tests.table_files.books import book, saved
from tutor.errors import Refused
from tutor.table_files import excel
from tutor.table_files.reading import sheets
from tutor.table_files.sheets import MOST_ROWS, letters

TEXT = "氏名,電話番号\n小野寺　ツネ,０１９１－２１－８６３３\n\n髙橋 一郎,090-1234-5678\n"
ROWS = [
    (1, ("氏名", "電話番号")),
    (2, ("小野寺　ツネ", "０１９１－２１－８６３３")),
    (4, ("髙橋 一郎", "090-1234-5678")),
]


def only(data: bytes):
    (sheet,) = sheets(data)
    return [(line.number, line.cells) for line in sheet.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_the_encodings_that_offices_have(encoding, delimiter):
    assert only(TEXT.replace(",", delimiter).encode(encoding)) == ROWS


def test_csv_keeps_a_line_break_and_a_comma_inside_quotes():
    assert only('氏名,覚え書き\r\n千葉,"犬がいる、\r\n門は右"\r\n'.encode()) == [
        (1, ("氏名", "覚え書き")),
        (2, ("千葉", "犬がいる、\r\n門は右")),
    ]


def test_csv_with_an_open_quote_says_where():
    with pytest.raises(Refused, match="3行目のあたりで、引用符"):
        sheets('氏名,町\n千葉,"本町\n佐藤,川端'.encode())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空です"),
        (b" \n ", "空です"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "パスワード"),
        (b"%PDF-1.7", "表のファイルではありません"),
        (b"\x89PNG\r\n", "表のファイルではありません"),
        (b"PK\x03\x04 broken", "Excelのファイルとして読み取れません"),
        (b"\x81\x00\x82\xff\x00", "文字が読み取れません"),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_out(data, says):
    with pytest.raises(Refused, match=says):
        sheets(data)


def packed_parts(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def test_zip_without_a_workbook_is_refused():
    with pytest.raises(Refused, match="Excelブック"):
        sheets(packed_parts({"document.xml": b"<a/>"}))


def test_bomb_is_refused_before_it_is_unpacked():
    bomb = packed_parts({"xl/workbook.xml": b"<a/>", "xl/big.xml": b"0" * (excel.MOST_BYTES + 1)})

    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="大きすぎます"):
        sheets(bomb)


def test_entities_are_never_expanded():
    plain = zipfile.ZipFile(io.BytesIO(book(("千葉",))))
    parts = {name: plain.read(name) for name in plain.namelist()}
    texts = parts["xl/worksheets/sheet1.xml"]
    bomb = texts.replace(b"<worksheet", b'<!DOCTYPE worksheet [<!ENTITY b "boom">]><worksheet').replace(
        "千葉".encode(), b"&b;"
    )

    assert only(packed_parts(parts)) == [(1, ("千葉",))]
    with pytest.raises(Refused, match="読み取れません"):
        sheets(packed_parts(parts | {"xl/worksheets/sheet1.xml": bomb}))


def test_dates_times_and_numbers_are_as_one_would_type_them():
    data = book(
        (
            date(2026, 11, 25),
            datetime.fromisoformat("2026-11-25 10:30"),
            time(9, 5),
            timedelta(hours=13, minutes=20),
        ),
        (12.0, 12.5, 9012345678, True),
    )

    assert only(data) == [
        (1, ("2026-11-25", "2026-11-25 10:30", "09:05", "13:20")),
        (2, ("12", "12.5", "9012345678", "True")),
    ]


def test_date_shown_in_the_japanese_era_is_a_date():
    def era(sheet):
        sheet["A1"].number_format = "[$-411]ge.m.d"

    assert only(book((date(2026, 11, 25),), change=era)) == [(1, ("2026-11-25",))]


def test_cells_merged_downwards_count_for_each_row_and_sideways_once():
    def merge(sheet):
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("B2:B3")

    data = book(("名簿", None), ("夫", "本町1-2"), ("妻", None), ("友", "川端3"), change=merge)

    assert only(data) == [
        (1, ("名簿",)),
        (2, ("夫", "本町1-2")),
        (3, ("妻", "本町1-2")),
        (4, ("友", "川端3")),
    ]


def test_empty_rows_and_far_formatted_cells_cost_nothing():
    def far(sheet):
        sheet["XFD1048576"].number_format = "@"

    assert only(book(("氏名",), (None,), ("千葉",), change=far)) == [(1, ("氏名",)), (3, ("千葉",))]


def test_hidden_sheets_are_not_read_and_places_name_the_sheet():
    made = Workbook()
    made.active.title = "受講者"
    made.active.append(["氏名"])
    made.create_sheet("講師").append(["氏名"])
    made.create_sheet("リスト").sheet_state = "hidden"

    first, second = sheets(saved(made))

    assert [first.name, second.name] == ["受講者", "講師"]
    assert first.place(1, 7) == "受講者!B7"


def test_formula_without_its_answer_and_an_error_are_faults_of_their_cells():
    (sheet,) = sheets(book(("氏名", "町"), ("=A1", "#N/A")))

    assert [(fault.place, str(fault.why)[:4]) for fault in sheet.faults] == [
        ("A2", "式の答え"),
        ("B2", "式の結果"),
    ]


def test_too_many_rows_are_refused():
    with pytest.raises(Refused, match="5000行まで"):
        sheets(("氏名\n" + "千葉\n" * MOST_ROWS).encode())


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_the_spreadsheet(column, name):
    assert letters(column) == name


def test_what_we_write_we_read():
    data = excel.written([("見本", ("氏名", "電話番号"), [("千葉 花子", "09012345678")])])

    assert only(data) == [(1, ("氏名", "電話番号")), (2, ("千葉 花子", "09012345678"))]
