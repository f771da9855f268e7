"""CSV as offices have it: UTF-8 with or without its mark, cp932, UTF-16; commas, tabs or semicolons."""

import codecs
import csv
import io

from tutor.errors import Refused
from tutor.table_files.sheets import MOST_COLUMNS, Line, Sheet, refuse_long

DELIMITERS = ",\t;"


def read(data: bytes) -> Sheet:
    text = _decoded(data)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    lines = []
    try:
        for number, cells in enumerate(rows, start=1):
            kept = tuple(cell.strip() for cell in cells[:MOST_COLUMNS])
            if any(kept):
                lines.append(Line(number, kept))
                refuse_long(len(lines))
    except csv.Error as wrong:
        raise Refused(
            '%(line)d行目のあたりで、引用符（"）が閉じていません。そこを直して、もう一度お試しください。',
            line=rows.line_num,
        ) from wrong
    return Sheet("", tuple(lines))


def _decoded(data: bytes) -> str:
    """cp932 reads almost anything, so it comes last; what UTF-8 accepts is UTF-8."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(
        "文字が読み取れません。Excelで開き、「CSV UTF-8」か「Excelブック（.xlsx）」で保存し直してください。"
    )


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)
