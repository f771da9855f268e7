"""A package from elsewhere becomes the next version here, or says what stands against it."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from tutor.actor import Actor
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Curriculum
from tutor.curriculum.differences import Change, differences
from tutor.curriculum.models import CurriculumVersion, Origin
from tutor.curriculum.package.manifest import MANIFEST, Manifest
from tutor.curriculum.package.unpacking import unpacked
from tutor.curriculum.reader import picture_files, read_files
from tutor.curriculum.source.files import Files
from tutor.curriculum.stored import content_hash
from tutor.errors import Refused


@dataclass(frozen=True)
class Package:
    manifest: Manifest
    files: Files
    read: Curriculum


def open_package(source: BinaryIO) -> Package:
    manifest, files = unpacked(source)
    read = read_files(files)
    said = (manifest.key, manifest.title, manifest.licence, manifest.credit)
    if said != (read.key, read.title, read.licence, read.credit):
        raise Refused("教材の中身が、目録と合いません（%(name)s）。もう一度もらってください。", name=MANIFEST)
    return Package(manifest, files, read)


def take_in(package: Package, *, by: Actor, now: datetime, over: bool = False) -> CurriculumVersion:
    """Raises MadeElsewhere when the newest version here is none that the package was made from."""
    newest = queries.newest(package.read.key)
    hash_ = content_hash(package.read)
    if newest is not None and hash_ in newest.lineage[1:] and not over:
        raise Refused(
            "このファイルの中身は、ここではもう古くなっています。今は第%(number)s版です。",
            number=newest.number,
        )
    made_from = [one for one in package.manifest.lineage if one != hash_]
    seen = [newest.hash] if newest is not None and over else []
    return publish(
        package.read,
        by=by,
        now=now,
        pictures=picture_files(package.files, package.read),
        origin=Origin.PACKAGE,
        made_from=(*made_from, *seen),
    )


def against(package: Package) -> list[Change]:
    """What differs from the newest version here."""
    newest = queries.newest(package.read.key)
    return differences(queries.content_of(newest), package.read) if newest else []
