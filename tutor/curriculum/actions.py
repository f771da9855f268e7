"""A curriculum as read from its files becomes a version that never changes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.curriculum import content, queries
from tutor.curriculum.models import Curriculum, CurriculumFile, CurriculumVersion, Origin, SkillRow, UnitRow
from tutor.curriculum.stored import as_json, content_hash
from tutor.database import db
from tutor.errors import Refused
from tutor.sentences import Said

LONGEST_HISTORY = 1000
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


class MadeElsewhere(Refused):
    """The newest version here is not what this content was made from: somebody's work would be lost."""

    def __init__(self, newest: CurriculumVersion) -> None:
        said = Said(
            "教材「%(title)s」の第%(number)s版は、これのもとになった版ではありません。ちがうところをお確かめください。",
            title=newest.curriculum.title,
            number=newest.number,
        )
        super().__init__(said.message, **said.fields)


def publish(
    read: content.Curriculum,
    *,
    by: Actor,
    now: datetime,
    pictures: Mapping[str, bytes] = NO_PICTURES,
    origin: Origin = Origin.FOLDER,
    made_from: Sequence[str] | None = None,
) -> CurriculumVersion:
    """Content equal to the newest version publishes nothing and gives that version back.

    `pictures` are bytes by their hash; those that an earlier version brought need not come again.
    `made_from` are hashes, the latest first, of which one must be the newest version's; None is whoever
    has seen the newest version and decides to go over it.
    """
    newest = queries.newest(read.key)
    hash_ = content_hash(read)
    if newest is not None and newest.hash == hash_:
        return newest
    if newest is not None and made_from is not None and newest.hash not in made_from:
        raise MadeElsewhere(newest)
    _refuse_keys_given_before(read)
    _keep(read, pictures)
    curriculum = newest.curriculum if newest else _begin(read, now)
    curriculum.title, curriculum.audience = read.title, read.audience
    version = CurriculumVersion(
        curriculum=curriculum,
        number=newest.number + 1 if newest else 1,
        hash=hash_,
        published_at=now,
        content=as_json(read),
        origin=origin,
        history=" ".join(_history(newest, made_from or (), hash_)),
    )
    _write(version, read)
    record("publish_curriculum", version, by=by, now=now, municipality_id=curriculum.municipality_id)
    db.session.flush()
    return version


def _write(version: CurriculumVersion, read: content.Curriculum) -> None:
    db.session.add(version)
    db.session.flush()
    _write_units(version, read)
    _write_skills(version, {skill.key for skill in read.skills})


def publish_folder(
    read: content.Curriculum, *, by: Actor, now: datetime, pictures: Mapping[str, bytes], over: bool = False
) -> CurriculumVersion:
    """What was made in the browser or came in a package is not gone over by a folder that never had it."""
    newest = queries.newest(read.key)
    had = newest.curriculum.folder_hash if newest else None
    made_from = None if over else ((had,) if had else ())
    version = publish(read, by=by, now=now, pictures=pictures, made_from=made_from)
    version.curriculum.folder_hash = version.hash
    db.session.flush()
    return version


def _history(newest: CurriculumVersion | None, made_from: Sequence[str], own: str) -> list[str]:
    """Every hash once. One that goes over another is made after it too."""
    here = newest.lineage if newest else ()
    return [one for one in dict.fromkeys((*made_from, *here)) if one != own][:LONGEST_HISTORY]


def _begin(read: content.Curriculum, now: datetime) -> Curriculum:
    begun = Curriculum(created_at=now, key=read.key, title=read.title)
    db.session.add(begun)
    return begun


def _refuse_keys_given_before(read: content.Curriculum) -> None:
    """Marks point at skill keys: the same key must mean the same skill, today and in ten years."""
    keys = [skill.key for skill in read.skills]
    used = (
        select(SkillRow, Curriculum.key)
        .join(Curriculum, Curriculum.id == SkillRow.curriculum_id)
        .where(SkillRow.key.in_(keys))
        .order_by(SkillRow.key)
    )
    for skill, owner in db.session.execute(used):
        if owner != read.key:
            raise Refused(
                "「%(key)s」は、教材「%(owner)s」で使っているkeyです。別のkeyにしてください。",
                key=skill.key,
                owner=owner,
            )
        if skill.retired_in is not None:
            raise Refused(
                "「%(key)s」は第%(number)s版で使うのをやめたkeyです。新しいkeyにしてください。",
                key=skill.key,
                number=skill.retired_in,
            )


def _keep(read: content.Curriculum, pictures: Mapping[str, bytes]) -> None:
    named = {picture.hash: picture for unit in read.units for picture in unit.pictures}
    kept = set(db.session.scalars(select(CurriculumFile.hash).where(CurriculumFile.hash.in_(named))))
    for key, picture in named.items():
        if key in kept:
            continue
        if sha256(pictures.get(key, b"")).hexdigest() != key:
            raise Refused("絵「%(path)s」がとどいていません。もう一度入れてください。", path=picture.path)
        db.session.add(CurriculumFile(hash=key, media_type=picture.media_type, bytes=pictures[key]))


def keep_file(picture: content.Picture, data: bytes) -> None:
    """Before a version names it; each is kept once."""
    if db.session.get(CurriculumFile, picture.hash) is None:
        db.session.add(CurriculumFile(hash=picture.hash, media_type=picture.media_type, bytes=data))
        db.session.flush()


def _write_units(version: CurriculumVersion, read: content.Curriculum) -> None:
    db.session.add_all(
        UnitRow(version=version, key=unit.key, stage=unit.stage, n=unit.number, title=unit.title)
        for unit in read.units
    )


def _write_skills(version: CurriculumVersion, keys: Collection[str]) -> None:
    known = queries.skills_of(version.curriculum)
    for key in sorted(set(keys) - known.keys()):
        db.session.add(SkillRow(key=key, curriculum_id=version.curriculum_id, first_version=version.number))
    for key, row in known.items():
        if key not in keys and row.retired_in is None:
            row.retired_in = version.number
