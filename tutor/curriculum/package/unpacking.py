"""A package from anywhere, unpacked in memory only: known names, known sizes, right hashes, or a refusal."""

import re
import stat
import struct
import zlib
from hashlib import sha256
from os import SEEK_END
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tutor.curriculum.package.manifest import MANIFEST, Manifest, read_manifest
from tutor.curriculum.source.files import LARGEST
from tutor.errors import Refused

MOST_PACKED = 20_000_000
MOST_BYTES = 40_000_000
"""Unpacked, all files together. A thousand units in three languages are half of it."""
MOST_FILES = 4_000
MOST_LINES = 500_000
"""A line costs a hundred bytes while it is read, however short it is."""
MOST_DIRECTORY = 1_000_000
"""Bytes of the list of files: it is held whole, as objects twenty times as large."""
_NAMES = re.compile(
    r"manifest\.toml|curriculum(\.[a-z-]+)?\.toml|units/[0-9]{2,4}-[a-z0-9-]+(\.[a-z-]+)?\.md"
    r"|pictures/[a-z0-9-]+\.(svg|png|jpg|webp)"
)
_END, _END_LENGTH, _END_64, _END_64_LENGTH = b"PK\x05\x06", 22, b"PK\x06\x07", 20
_BROKEN = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    struct.error,
)


def unpacked(source: BinaryIO) -> tuple[Manifest, dict[str, bytes]]:
    """What the package says of itself, and its other files."""
    _check_end(source)
    try:
        with ZipFile(source) as package:
            files = _all(package)
    except _BROKEN as broken:
        raise _unreadable() from broken
    texts = [data for name, data in files.items() if not name.startswith("pictures/")]
    if sum(text.count(b"\n") + text.count(b"\r") for text in texts) > MOST_LINES:
        raise Refused("教材の行が多すぎます。一つのファイルには、%(most)d行までです。", most=MOST_LINES)
    manifest = read_manifest(files)
    del files[MANIFEST]
    _check_hashes(manifest, files)
    return manifest, files


def _unreadable() -> Refused:
    return Refused("教材のファイルが読めません。書き出したところから、もう一度もらってください。")


def _check_end(source: BinaryIO) -> None:
    """Before the list of files is read, which the library does at once, however long it is."""
    size = source.seek(0, SEEK_END)
    if size > MOST_PACKED:
        raise Refused("教材のファイルが大きすぎます。%(most)dMBまでです。", most=MOST_PACKED // 1_000_000)
    source.seek(max(0, size - _END_LENGTH - _END_64_LENGTH))
    tail = source.read()
    end = tail[-_END_LENGTH:]
    if not end.startswith(_END) or end[-2:] != b"\0\0" or tail.startswith(_END_64):
        raise _unreadable()
    if int.from_bytes(end[12:16], "little") > MOST_DIRECTORY:
        raise _too_many()


def _too_many() -> Refused:
    return Refused("教材のファイルの中身が多すぎます。%(most)d個までです。", most=MOST_FILES)


def _all(package: ZipFile) -> dict[str, bytes]:
    if len(package.infolist()) > MOST_FILES:
        raise _too_many()
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for info in package.infolist():
        _check_entry(info, files)
        # Never by the size that the file claims: it is read to one byte more than may come.
        with package.open(info) as entry:
            data = entry.read(min(LARGEST, left) + 1)
        if len(data) > min(LARGEST, left):
            raise Refused("「%(name)s」が大きすぎます。もらった方に、お確かめください。", name=info.filename)
        left -= len(data)
        files[info.filename] = data
    return files


def _check_entry(info: ZipInfo, files: dict[str, bytes]) -> None:
    if not _NAMES.fullmatch(info.orig_filename):
        raise Refused("「%(name)s」という名前のものは、教材に入れられません。", name=info.orig_filename[:80])
    if info.filename in files:
        raise Refused("「%(name)s」が二つ入っています。", name=info.filename)
    is_plain = stat.S_IFMT(info.external_attr >> 16) in {0, stat.S_IFREG} and not info.flag_bits & 0x1
    # Other ways of packing are unpacked whole by the library, whatever is asked of it.
    if not is_plain or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise _unreadable()


def _check_hashes(manifest: Manifest, files: dict[str, bytes]) -> None:
    listed = dict(manifest.files)
    if len(listed) != len(manifest.files) or listed.keys() != files.keys():
        odd = min(listed.keys() ^ files.keys(), default=MANIFEST)
        raise Refused("教材の中身が、目録と合いません（%(name)s）。もう一度もらってください。", name=odd[:80])
    for name, data in files.items():
        if sha256(data).hexdigest() != listed[name]:
            raise Refused(
                "「%(name)s」が、書き出したときから変わっています。もう一度もらってください。", name=name
            )
