"""Packages as a place would send them, and as nobody should."""

import io
from collections.abc import Mapping
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT, UNIT_TEXT
from tutor.curriculum.package.manifest import MANIFEST, Listed, Manifest, manifest_text
from tutor.curriculum.reader import read_files
from tutor.curriculum.stored import content_hash


def small(unit: str = UNIT_TEXT, main: str = MAIN_TEXT) -> dict[str, bytes]:
    return {MAIN: main.encode(), UNIT: unit.encode()}


def manifest(files: Mapping[str, bytes], made_from: tuple[str, ...] = (), title: str = "小さな教材") -> bytes:
    own = content_hash(read_files(files)) if files.keys() == small().keys() else "0" * 64
    listed = tuple(Listed(name, sha256(data).hexdigest()) for name, data in files.items())
    return manifest_text(Manifest("small", title, 1, "", "", (own, *made_from), listed)).encode()


def bag(
    files: Mapping[str, bytes], *, say: bytes | None = None, made_from: tuple[str, ...] = ()
) -> io.BytesIO:
    """With the right manifest, or with `say` in its place."""
    return zipped([(MANIFEST, manifest(files, made_from) if say is None else say), *files.items()])


def zipped(entries: list[tuple[str | ZipInfo, bytes]], how: int = ZIP_DEFLATED) -> io.BytesIO:
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for name, data in entries:
            package.writestr(name, data, how)
    return out
