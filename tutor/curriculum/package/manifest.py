"""`manifest.toml` of a package: what it is, whose it is, what it was made from, and each file's hash."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from tutor.curriculum.source.files import Files
from tutor.curriculum.source.problems import Report
from tutor.curriculum.source.strict_toml import Table, blocks_of, parse_toml, tables_of
from tutor.curriculum.source.text_file import read_text
from tutor.curriculum.toml_text import Value, toml_file, toml_table
from tutor.errors import Refused

MANIFEST = "manifest.toml"
FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")


class Listed(NamedTuple):
    name: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    key: str
    title: str
    version: int
    """Its number where it was made."""
    licence: str
    credit: str
    lineage: tuple[str, ...]
    """The content's own hash, then those of the versions it was made from."""
    files: tuple[Listed, ...]


def manifest_text(one: Manifest) -> str:
    top: dict[str, Value] = {"format": FORMAT, "key": one.key, "title": one.title, "version": one.version}
    given = {name: text for name, text in (("licence", one.licence), ("credit", one.credit)) if text}
    files = [toml_table({"name": file.name, "sha256": file.sha256}, "files") for file in one.files]
    return toml_file([toml_table({**top, **given, "lineage": one.lineage}), *files])


def read_manifest(files: Files) -> Manifest:
    report = Report()
    complain = report.about(MANIFEST)
    text = read_text(files, MANIFEST, complain)
    values = parse_toml(text, 1, complain) if text is not None else None
    report.raise_if_any()
    assert text is not None
    assert values is not None
    blocks = blocks_of(text)
    top = Table(values, blocks[0], complain)
    if top.take("format", int, 0) != FORMAT:
        raise Refused("この教材ファイルの形は、このプログラムではまだ読めません。")
    listed = []
    for table, _ in tables_of(top, "files", blocks, complain):
        listed.append(Listed(table.text("name"), table.text("sha256")))
    one = Manifest(
        key=top.key(),
        title=top.text("title"),
        version=top.number("version", low=1, high=1_000_000),
        licence=top.text_or_none("licence"),
        credit=top.text_or_none("credit"),
        lineage=top.list_of("lineage", str),
        files=tuple(listed),
    )
    if not all(_HASH.fullmatch(hash_) for hash_ in (*one.lineage, *(file.sha256 for file in listed))):
        top.complain("lineage", "ハッシュの形がちがいます。書き出したところから、もう一度もらってください。")
    top.finish()
    report.raise_if_any()
    return one
