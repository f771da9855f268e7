"""Published curricula: the newest version, and the content of any version."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, defer

from tutor.curriculum import content
from tutor.curriculum.models import Curriculum, CurriculumFile, CurriculumVersion, SkillRow, UnitRow
from tutor.curriculum.stored import from_json
from tutor.curriculum.written import written
from tutor.database import db
from tutor.errors import nothing_here


def newest(key: str) -> CurriculumVersion | None:
    """With its curriculum, without the content."""
    found = _versions().where(Curriculum.key == key).order_by(CurriculumVersion.number.desc()).limit(1)
    return db.session.scalar(found)


def newest_of_all(*audiences: str) -> Sequence[CurriculumVersion]:
    """Of each curriculum the newest, in the order of their titles; where it is said, of those for whom."""
    last = select(func.max(CurriculumVersion.id)).group_by(CurriculumVersion.curriculum_id)
    found = _versions().where(CurriculumVersion.id.in_(last))
    found = found.where(Curriculum.audience.in_(audiences)) if audiences else found
    return db.session.scalars(found.order_by(Curriculum.title, Curriculum.id)).all()


def _versions() -> Select[CurriculumVersion]:
    return (
        select(CurriculumVersion)
        .join(CurriculumVersion.curriculum)
        .options(contains_eager(CurriculumVersion.curriculum), defer(CurriculumVersion.content))
    )


def published(*audiences: str) -> list[content.Curriculum]:
    """Every curriculum as it is in its newest version, by title."""
    return [content_of(version) for version in newest_of_all(*audiences)]


def content_of(version: CurriculumVersion, language: str = "ja") -> content.Curriculum:
    """Read and built once in a process: a version never changes."""
    return _content(version.hash) if language == "ja" else _content_in(version.hash, language)


@lru_cache(maxsize=64)
def _content_in(content_hash: str, language: str) -> content.Curriculum:
    return _content(content_hash).in_language(language)


@lru_cache(maxsize=64)
def _content(content_hash: str) -> content.Curriculum:
    # By hash, not by id: an id given again after a rollback would bring back the wrong text.
    text = db.session.scalar(
        select(CurriculumVersion.content).where(CurriculumVersion.hash == content_hash).limit(1)
    )
    if text is None:
        raise nothing_here()
    return from_json(text)


def unit(curriculum_key: str, unit_key: str) -> UnitRow:
    """The unit as it is in the newest version."""
    version = newest(curriculum_key)
    if version is None:
        raise nothing_here()
    return unit_by_key(version, unit_key)


def unit_by_key(version: CurriculumVersion, key: str) -> UnitRow:
    found = db.session.scalar(select(UnitRow).where(UnitRow.version_id == version.id, UnitRow.key == key))
    if found is None:
        raise nothing_here()
    return found


def units_by_key(version: CurriculumVersion) -> dict[str, UnitRow]:
    rows = select(UnitRow).where(UnitRow.version_id == version.id).order_by(UnitRow.n)
    return {row.key: row for row in db.session.scalars(rows)}


def unit_content(row: UnitRow, language: str = "ja") -> content.Unit:
    """Pages, exercise and questions of a unit."""
    return next(unit for unit in content_of(row.version, language).units if unit.key == row.key)


def file(content_hash: str) -> CurriculumFile:
    found = db.session.get(CurriculumFile, content_hash)
    if found is None:
        raise nothing_here()
    return found


def skills_of(curriculum: Curriculum) -> dict[str, SkillRow]:
    """Every key the curriculum ever gave, the retired ones too."""
    rows = db.session.scalars(select(SkillRow).where(SkillRow.curriculum_id == curriculum.id))
    return {row.key: row for row in rows}


def version(key: str, number: int) -> CurriculumVersion:
    found = db.session.scalar(_versions().where(Curriculum.key == key, CurriculumVersion.number == number))
    if found is None:
        raise nothing_here()
    return found


def versions_of(key: str) -> Sequence[CurriculumVersion]:
    """The newest first."""
    return db.session.scalars(
        _versions().where(Curriculum.key == key).order_by(CurriculumVersion.number.desc())
    ).all()


@lru_cache(maxsize=4)
def files_with(content_hash: str) -> Mapping[str, bytes]:
    """As somebody would have written them. Four versions with their pictures are a few megabytes."""
    read = _content(content_hash)
    return MappingProxyType(written(read, pictures_of(read)))


def pictures_of(read: content.Curriculum) -> dict[str, bytes]:
    """The bytes of its pictures by their hash, as files are written from them."""
    named = {picture.hash for unit in read.units for picture in unit.pictures}
    kept = select(CurriculumFile.hash, CurriculumFile.bytes).where(CurriculumFile.hash.in_(named))
    return dict(db.session.execute(kept).all())
