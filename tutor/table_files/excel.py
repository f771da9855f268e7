"""Excel workbooks, read as text and written as samples. The only module that knows openpyxl.

It is loaded when a workbook is read or written: no other process should wait for it.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from tutor.errors import Refused
from tutor.table_files.sheets import MOST_COLUMNS, Fault, Line, Sheet, refuse_long

MOST_BYTES = 30_000_000
"""Unpacked. A list of 5,000 people is about 8 million; a bomb of 2 MB could become 2,000 million."""


def read(data: bytes) -> list[Sheet]:
    """Sheets that are shown, in their order."""
    has_formulas = _inspect(data)
    shown = [sheet for sheet in _opened(data, data_only=True).worksheets if sheet.sheet_state == "visible"]
    formulas: dict[str, Any] = {}
    if has_formulas:
        formulas = {sheet.title: sheet for sheet in _opened(data, data_only=False).worksheets}
    several = len(shown) > 1
    return [_sheet(one, formulas.get(one.title), one.title if several else "") for one in shown]


def _inspect(data: bytes) -> bool:
    """Refuses what must not be unpacked; says whether there are formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise Refused("Excelブック（.xlsx）ではありません。Excelの形式かCSVで保存し直してください。")
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise Refused(
                    "ファイルの中身が大きすぎます。写真や使わないシートを消して、保存し直してください。"
                )
            texts = [packed.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as broken:
        raise _unreadable() from broken
    if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text for text in texts):
        raise _unreadable()
    return any(b"<f>" in text or b"<f " in text for text in texts)


def _opened(data: bytes, *, data_only: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 -- as said above

    try:
        return load_workbook(io.BytesIO(data), data_only=data_only)
    except Exception as broken:  # openpyxl raises whatever its parsers raise
        raise _unreadable() from broken


def _sheet(sheet: Any, formulas: Any, name: str) -> Sheet:
    """Only cells that exist: a sheet may be formatted down to row 1,048,576."""
    repeated = _repeated(sheet)
    by_row: dict[int, dict[int, str]] = {}
    faults = []
    for (row, column), cell in sheet._cells.items():  # its public ways make every empty cell first
        if column > MOST_COLUMNS:
            continue
        value = repeated.get((row, column)) or _text(cell.value)
        if why := _wrong(cell, formulas):
            faults.append(Fault(Sheet(name, ()).place(column - 1, row), "", value, why.said))
        if value:
            by_row.setdefault(row, {})[column] = value
            refuse_long(len(by_row))
    lines = (Line(row, _cells(cells)) for row, cells in sorted(by_row.items()))
    return Sheet(name, tuple(lines), tuple(faults))


def _cells(by_column: dict[int, str]) -> tuple[str, ...]:
    return tuple(by_column.get(column, "") for column in range(1, max(by_column) + 1))


def _repeated(sheet: Any) -> dict[tuple[int, int], str]:
    """Merged downwards, a cell counts for each of its rows: a couple's address. Sideways it is wide."""
    found: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        value = _text(sheet.cell(area.min_row, area.min_col).value)
        if value:
            last = min(area.max_row, area.min_row + 50)
            found |= {(row, area.min_col): value for row in range(area.min_row, last + 1)}
    return found


def _wrong(cell: Any, formulas: Any) -> Refused | None:
    if cell.data_type == "e":
        return Refused(
            "式の結果が「%(value)s」になっています。Excelで式を直すか、値を入れてください。", value=cell.value
        )
    is_formula = formulas is not None and formulas.cell(cell.row, cell.column).data_type == "f"
    if is_formula and cell.value is None:
        return Refused("式の答えがファイルに入っていません。Excelで開いて、一度保存し直してください。")
    return None


def _unreadable() -> Refused:
    return Refused("Excelのファイルとして読み取れません。Excelで開いて、保存し直してください。")


def _text(value: Any) -> str:
    """As a person would type it: 2026-11-25, 10:00, 12 and not 12.0."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return f"{value.seconds // 3600}:{value.seconds // 60 % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").strip()


def written(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """(name, headings, rows) each; all cells are text, so that a telephone number keeps its 0."""
    from openpyxl import Workbook  # noqa: PLC0415 -- as said above

    book = Workbook()
    book.remove(book.active)
    for name, headings, rows in sheets:
        sheet = book.create_sheet(name)
        for row in (headings, *rows):
            sheet.append(list(row))
        _dress(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 -- as said above

    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="E8F1FE")
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(40, 4 + 2 * longest)
        for cell in column:
            cell.number_format, cell.alignment = "@", Alignment(vertical="top", wrap_text=True)
