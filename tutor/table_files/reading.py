"""A file's bytes become sheets; its kind is seen from the bytes, not from its name."""

from tutor.errors import Refused
from tutor.table_files import delimited, excel
from tutor.table_files.sheets import Sheet

OLE = b"\xd0\xcf\x11\xe0"
"""Excel before 2007, and every workbook with a password."""
NO_TABLE = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")


def sheets(data: bytes) -> list[Sheet]:
    if not data.strip():
        raise Refused("ファイルが空です。中身のあるファイルをえらんでください。")
    if data.startswith(OLE):
        raise Refused(
            "古い形式（.xls）か、パスワードのかかったファイルです。"
            "Excelで開き、パスワードなしの「Excelブック（.xlsx）」で保存し直してください。"
        )
    if data.startswith(NO_TABLE):
        raise Refused("表のファイルではありません。Excel（.xlsx）かCSVのファイルをえらんでください。")
    return excel.read(data) if data.startswith(b"PK") else [delimited.read(data)]
