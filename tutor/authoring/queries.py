"""Drafts as the actor may see them: those of his or her own cities. And a version as its files."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import joinedload

from tutor.actor import Actor, Role
from tutor.authoring import rules
from tutor.authoring.models import Draft, Publication
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import Curriculum, CurriculumVersion
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.office.models import Municipality


def draft(code: str, *, actor: Actor) -> Draft:
    found = db.session.scalar(
        select(Draft).where(Draft.code == code, _within(actor)).options(joinedload(Draft.by))
    )
    if found is None:
        raise nothing_here()
    return found


def open_drafts(curriculum_key: str, municipality_id: int | None) -> Sequence[Draft]:
    """On one desk, by name."""
    here = (Draft.curriculum_key == curriculum_key, Draft.municipality_id == municipality_id)
    rows = select(Draft).where(*here, Draft.ended_at.is_(None)).options(joinedload(Draft.by))
    return db.session.scalars(rows.order_by(Draft.name)).all()


def open_draft(curriculum_key: str, municipality_id: int | None, name: str) -> Draft | None:
    here = (Draft.curriculum_key == curriculum_key, Draft.municipality_id == municipality_id)
    return db.session.scalar(select(Draft).where(*here, Draft.name == name, Draft.ended_at.is_(None)))


def given_up(curriculum_key: str, municipality_id: int | None, *, most: int = 10) -> Sequence[Draft]:
    """Not published, the latest first: they can be taken up again."""
    here = (Draft.curriculum_key == curriculum_key, Draft.municipality_id == municipality_id)
    rows = select(Draft).where(*here, Draft.ended_at.is_not(None), Draft.published_in.is_(None))
    return db.session.scalars(rows.order_by(Draft.ended_at.desc()).limit(most)).all()


def version(key: str, *, actor: Actor) -> CurriculumVersion:
    """The newest of a curriculum that is everybody's, or of one of the actor's own cities."""
    found = curricula.newest(key)
    if found is None or not is_seen(found.curriculum, actor):
        raise nothing_here()
    return found


def seen(actor: Actor) -> list[CurriculumVersion]:
    return [one for one in curricula.newest_of_all() if is_seen(one.curriculum, actor)]


def is_seen(curriculum: Curriculum, actor: Actor) -> bool:
    of = curriculum.municipality_id
    return of is None or actor.reaches(of, Role.COORDINATOR)


def files_of(version: CurriculumVersion) -> Mapping[str, bytes]:
    return curricula.files_with(version.hash)


def files_as_begun(draft: Draft) -> Mapping[str, bytes]:
    return curricula.files_with(draft.begun_from_hash)


def free_number(version: CurriculumVersion) -> int:
    """After all units, also those that somebody is writing anywhere."""
    key = version.curriculum.key
    names = db.session.scalars(
        select(Draft.name).where(Draft.curriculum_key == key, Draft.ended_at.is_(None))
    )
    begun = [int(name.partition("/")[2][:2]) for name in names if name.startswith("units/")]
    return max([unit.number for unit in curricula.content_of(version).units] + begun, default=0) + 1


def may_publish(curriculum: Curriculum | None, *, by: Actor) -> bool:
    """Without a curriculum a new one is meant, which all cities will share."""
    cities = db.session.scalars(select(Municipality.id)).all()
    return rules.may_publish(curriculum.municipality_id if curriculum else None, by=by, cities=cities)


def refuse_unless_may_publish(curriculum: Curriculum | None, *, by: Actor) -> None:
    if not may_publish(curriculum, by=by):
        raise Refused("この教材は、ほかの市でも使っています。公開は、全部の市を受け持つ人に頼んでください。")


def publications(
    curriculum: Curriculum, *, most: int = 10
) -> list[tuple[CurriculumVersion, Publication | None]]:
    """The versions, the newest first, and of those made in the browser why."""
    rows = (
        select(CurriculumVersion, Publication)
        .outerjoin(Publication, Publication.version_id == CurriculumVersion.id)
        .where(CurriculumVersion.curriculum_id == curriculum.id)
        .options(joinedload(Publication.by))
        .order_by(CurriculumVersion.number.desc())
        .limit(most)
    )
    return [(version, why) for version, why in db.session.execute(rows)]


def _within(actor: Actor) -> ColumnElement[bool]:
    reach = actor.reach(Role.COORDINATOR)
    return true() if reach is None else Draft.municipality_id.in_(reach)
