"""A version of a curriculum as one file that goes to another place."""

import io
from collections.abc import Mapping
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tutor.curriculum import queries
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.package.manifest import MANIFEST, Listed, Manifest, manifest_text
from tutor.curriculum.package.unpacking import MOST_BYTES, MOST_FILES
from tutor.errors import Refused


def packed(version: CurriculumVersion) -> bytes:
    """The same version gives the same bytes every time."""
    read = queries.content_of(version)
    files = queries.files_with(version.hash)
    if len(files) >= MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise Refused("教材が大きすぎて、一つのファイルに書き出せません。絵を小さくしてください。")
    manifest = Manifest(
        key=read.key,
        title=read.title,
        version=version.number,
        licence=read.licence,
        credit=read.credit,
        lineage=version.lineage,
        files=tuple(Listed(name, sha256(files[name]).hexdigest()) for name in sorted(files)),
    )
    return _zipped({MANIFEST: manifest_text(manifest).encode(), **files})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name in sorted(files):
            package.writestr(ZipInfo(name), files[name], ZIP_DEFLATED)
    return out.getvalue()
