"""A curriculum's files as bytes by their names: what a folder, a package and a draft all become."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from tutor.curriculum.content import LANGUAGES

Files = Mapping[str, bytes]

PATTERNS = ("curriculum.toml", "curriculum.*.toml", "units/*.md", "pictures/*.*")
LARGEST = 2_000_000
"""Of any one file; the readers of each kind of file allow less."""


def in_folder(folder: Path) -> dict[str, bytes]:
    """Other files may lie beside them: notes of an author, what an editor leaves behind."""
    paths = {path for pattern in PATTERNS for path in folder.glob(pattern) if path.is_file()}
    return {path.relative_to(folder).as_posix(): _beginning(path) for path in sorted(paths)}


def _beginning(path: Path) -> bytes:
    """One byte more than is allowed, so that whoever reads it sees that it is too large."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def named_like(files: Files, pattern: str) -> list[str]:
    deep = pattern.count("/")
    return sorted(name for name in files if name.count("/") == deep and PurePosixPath(name).match(pattern))


def unit_name(number: int, key: str, language: str = LANGUAGES[0]) -> str:
    """Where a unit stands, or its text in another language beside it."""
    beside = "" if language == LANGUAGES[0] else f".{language}"
    return f"units/{number:02}-{key}{beside}.md"


def stem(name: str) -> str:
    return PurePosixPath(name).stem
