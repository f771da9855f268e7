"""Units as they are read in the actor's cities: the newest version, and each that somebody has begun."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, defer

from tutor.actor import Actor, Role
from tutor.curriculum import content
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import Curriculum, CurriculumVersion, UnitRow
from tutor.database import db
from tutor.errors import nothing_here
from tutor.learning.models import Enrolment
from tutor.people.models import Learner
from tutor.reports import reading, reading_counts
from tutor.reports.reading import Asked, Counts, Read
from tutor.study.models import Share

MOST_TO_MEND = 8


@dataclass(frozen=True)
class Figures:
    """A unit of one version. `lent`: read by a shared code, where nobody is known."""

    row: UnitRow
    unit: content.Unit
    is_newest: bool
    own: Read
    lent: Read

    @property
    def key(self) -> str:
        """By which an address names the unit, whatever the version."""
        return f"{self.row.version.curriculum.key}/{self.row.key}"


def all_units(actor: Actor, *, role: Role) -> list[Figures]:
    """In the order of the curriculum; how far each sheet was read is left for the page of one unit."""
    reach = actor.reach(role)
    rows = db.session.scalars(_units(reach)).all()
    found = reading_counts.readers([row.id for row in rows], reach)
    return _figures(rows, found, role)


def one_unit(key: str, actor: Actor, *, role: Role) -> list[Figures]:
    """Each version, the newest first."""
    rows, reach = unit_rows(key, actor, role=role), actor.reach(role)
    return _figures(rows, reading_counts.counts([row.id for row in rows], reach), role)


def unit_rows(key: str, actor: Actor, *, role: Role) -> Sequence[UnitRow]:
    """Of "sumaho/touch"; a unit that nobody of these cities could read is not there."""
    curriculum_key, _, unit_key = key.partition("/")
    wanted = _units(actor.reach(role)).where(Curriculum.key == curriculum_key, UnitRow.key == unit_key)
    rows = db.session.scalars(wanted).all()
    if not rows:
        raise nothing_here()
    return rows


def to_mend(units: Sequence[Figures]) -> list[tuple[Figures, Asked]]:
    """Over all units that are read now, the questions that most often go wrong."""
    by_key = {one.key: one for one in units if one.is_newest}
    asked = [(one.key, question) for one in by_key.values() for question in one.own.questions]
    return [(by_key[key], question) for key, question in reading.lowest(asked, MOST_TO_MEND)]


def _units(reach: Collection[int] | None) -> Select[UnitRow]:
    version = contains_eager(UnitRow.version)
    return (
        select(UnitRow)
        .join(UnitRow.version)
        .join(CurriculumVersion.curriculum)
        .where(*_in_use(reach))
        .options(
            version.contains_eager(CurriculumVersion.curriculum),
            version.options(defer(CurriculumVersion.content)),
        )
        .order_by(Curriculum.title, Curriculum.id, UnitRow.n, CurriculumVersion.number.desc())
    )


def _in_use(reach: Collection[int] | None) -> list[ColumnElement[bool]]:
    """For learners, of whom somebody of these cities learns by it; or it is lent there."""
    for_learners = Curriculum.audience == content.LEARNERS
    if reach is None:
        return [for_learners]
    learnt = select(Enrolment.curriculum_id).join(Learner, Learner.person_id == Enrolment.learner_id)
    lent = select(Share.curriculum_key).where(Share.municipality_id.in_(reach))
    return [
        for_learners,
        or_(Curriculum.id.in_(learnt.where(Learner.municipality_id.in_(reach))), Curriculum.key.in_(lent)),
    ]


def _figures(rows: Sequence[UnitRow], found: reading_counts.Found, role: Role) -> list[Figures]:
    newest = _newest({row.version.curriculum_id for row in rows})
    guard = reading.whole if role is Role.COORDINATOR else reading.GUARDED
    figures = []
    for row in rows:
        own, lent = found.get((row.id, False)), found.get((row.id, True))
        is_newest = newest[row.version.curriculum_id] == row.version.number
        if own or lent or is_newest:
            unit = curricula.unit_content(row)
            reads = [reading.read(unit, one or Counts(), guard=guard) for one in (own, lent)]
            figures.append(Figures(row, unit, is_newest, *reads))
    return figures


def _newest(curriculum_ids: Collection[int]) -> dict[int, int]:
    rows = (
        select(CurriculumVersion.curriculum_id, func.max(CurriculumVersion.number))
        .where(CurriculumVersion.curriculum_id.in_(curriculum_ids))
        .group_by(CurriculumVersion.curriculum_id)
    )
    return {row[0]: row[1] for row in db.session.execute(rows)}
