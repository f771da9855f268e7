"""What a file is, and whether it may be unpacked at all; before any library opens it."""

import zipfile
from pathlib import Path, PurePosixPath

from tutor.curriculum.slides.deck import LARGEST_FILE
from tutor.errors import Refused

MOST_FILES = 5_000
MOST_UNPACKED = 120_000_000
MOST_XML = 15_000_000
"""As a tree it takes ten times as much."""
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(path: Path) -> str:
    """pptx or pdf, by what stands in it."""
    if path.stat().st_size > LARGEST_FILE:
        raise too_large()
    with path.open("rb") as file:
        beginning = file.read(1024)
    if b"%PDF-" in beginning:
        return "pdf"
    if beginning.startswith(OLD):
        raise _old(path)
    _check_packed(path)
    return "pptx"


def too_large() -> Refused:
    return Refused(
        "ファイルが大きすぎます。%(most)dMBまで読めます。絵や動画を小さくしてからお試しください。",
        most=LARGEST_FILE // 1_000_000,
    )


def broken() -> Refused:
    return Refused(
        "スライドのファイルとして読めませんでした。.pptxか.pdfで保存しなおしてからお試しください。"
    )


def too_rich() -> Refused:
    return Refused("開くと大きくなりすぎるファイルです。絵や枚数をへらしてからお試しください。")


def locked() -> Refused:
    return Refused("パスワードがかかっているので読めません。パスワードを外して保存しなおしてください。")


def scripted(page: int) -> Refused:
    return Refused(
        "%(page)d枚目のリンクやボタンに、プログラムが入っています。消してからお試しください。", page=page
    )


def too_many(pages: int, most: int) -> Refused:
    return Refused(
        "%(pages)d枚あります。読めるのは%(most)d枚までです。二つに分けてください。", pages=pages, most=most
    )


def _old(path: Path) -> Refused:
    if ENCRYPTED in path.read_bytes():
        return locked()
    return Refused("古い形のファイルです。PowerPointで「.pptx」として保存しなおしてください。")


def _check_packed(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            _check_names(packed.infolist())
            _check_macros(packed)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise broken() from error


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if len(entries) > MOST_FILES or unpacked > MOST_UNPACKED or xml > MOST_XML:
        raise too_rich()
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or entry.filename[1:2] == ":":
            raise broken()
        if entry.flag_bits & 1:
            raise locked()


def _check_macros(packed: zipfile.ZipFile) -> None:
    names = [name.lower() for name in packed.namelist()]
    types = packed.read("[Content_Types].xml").lower()
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in name for name in names):
        raise Refused("マクロ（プログラム）の入ったファイルは読めません。「.pptx」で保存しなおしてください。")
    if any("/activex/" in name for name in names):
        raise Refused("動く部品（ActiveX）の入ったファイルは読めません。部品を消してからお試しください。")
