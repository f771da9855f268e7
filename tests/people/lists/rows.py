"""Rows of a list of people for tests, from text."""

from datetime import date

from tutor.people.lists import sheet
from tutor.table_files.reading import sheets
from tutor.table_files.rows import Row, tables

TODAY = date(2026, 11, 22)
USUAL = {"氏名": "小野寺 ツネ", "ふりがな": "おのでら つね"}


def row(**cells: str) -> Row:
    """One row with a name and a reading, unless the cells say otherwise."""
    cells = USUAL | cells
    text = "\n".join(",".join(f'"{one}"' for one in line) for line in (cells.keys(), cells.values()))
    (found,) = tables(sheets(text.encode()), sheet.HEADINGS, needed=sheet.NEEDED, many=sheet.MANY).rows()
    return found


def values(**cells: str) -> sheet.PersonValues:
    one = row(**cells)
    read = sheet.read(one, today=TODAY)
    assert one.faults == []
    return read


def fault(**cells: str) -> str:
    """The only thing that is wrong."""
    one = row(**cells)
    sheet.read(one, today=TODAY)
    (found,) = one.faults
    return f"{found.place} {found.why}"
