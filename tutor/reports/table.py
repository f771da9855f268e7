"""Figures as a table to take away, which a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable, Sequence

Row = Sequence[str | int]
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(rows: Iterable[Row]) -> str:
    """With the mark by which a spreadsheet knows that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str | int) -> str:
    """A town that is called =1+1 stays a town."""
    text = str(cell)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()
